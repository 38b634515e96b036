using System.Runtime.Versioning;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Cli;

public sealed class SignInTests
{
    [Theory]
    [InlineData("environment")]
    [InlineData("workload")]
    [InlineData("managed")]
    [InlineData("default")]
    public async Task Each_way_to_sign_in_leads_to_a_plan_and_shows_no_token(string credential)
    {
        await using var served = await ServedEstate.StartAsync();

        var ran = await SignedIn.RunAsync(served, credential, "plan");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Plan: 6 to create, 3 to update, 0 to delete.", ran.Output, StringComparison.Ordinal);
        AssertNoSecret(served, ran.Output + ran.Error);
    }

    [Fact]
    public async Task The_default_chain_finds_a_workload_identity_too()
    {
        await using var served = await ServedEstate.StartAsync();

        var ran = await SignedIn.RunAsync(served, "default", SignedIn.Variables(served.Server, "workload"), "plan");

        Assert.Equal(0, ran.ExitCode);
    }

    [Fact]
    public async Task An_empty_client_id_is_the_identity_of_the_machine()
    {
        await using var served = await ServedEstate.StartAsync();
        var variables = SignedIn.Variables(served.Server, "managed");
        variables["AZURE_CLIENT_ID"] = "";

        var ran = await SignedIn.RunAsync(served, "managed", variables, "plan");

        Assert.Equal(0, ran.ExitCode);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Who_is_signed_in_to_az_needs_nothing_else()
    {
        await using var served = await ServedEstate.StartAsync();
        var token = await served.TokenAsync();
        var az = served.Folder.At("az");
        await File.WriteAllTextAsync(
            az,
            $$"""
            #!/bin/sh
            printf '%s' '{"accessToken": "{{token}}", "expiresOn": "2099-01-01 00:00:00.000000", "expires_on": 4070908800, "tenant": "{{served.Server.Credentials.TenantId}}", "tokenType": "Bearer"}'
            """,
            TestContext.Current.CancellationToken);
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var variables = new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = served.Server.CaFile,
            ["PATH"] = $"{served.Folder.Root}:{Environment.GetEnvironmentVariable("PATH")}",
        };

        var ran = await SignedIn.RunAsync(served, "cli", variables, "plan");

        Assert.Equal(0, ran.ExitCode);
        AssertNoSecret(served, ran.Output + ran.Error);
    }

    [Theory]
    [InlineData("environment", "AZURE_CLIENT_SECRET", "not-the-secret-of-anybody")]
    [InlineData("environment", "AZURE_CLIENT_ID", "00000000-0000-0000-0000-000000000001")]
    [InlineData("managed", "IDENTITY_HEADER", "not-the-secret-of-anybody")]
    [InlineData("default", "AZURE_CLIENT_SECRET", "not-the-secret-of-anybody")]
    public async Task A_sign_in_that_is_refused_ends_the_run_and_shows_no_secret(string credential, string variable, string value)
    {
        await using var served = await ServedEstate.StartAsync();
        var variables = SignedIn.Variables(served.Server, credential);
        variables[variable] = value;

        var ran = await SignedIn.RunAsync(served, credential, variables, "plan");

        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains("BL6001", ran.Error, StringComparison.Ordinal);
        AssertNoSecret(served, ran.Error);
        Assert.DoesNotContain("not-the-secret-of-anybody", ran.Error, StringComparison.Ordinal);
        Assert.Empty(served.Server.Emulator.Log);
    }

    private static void AssertNoSecret(ServedEstate served, string text)
    {
        var credentials = served.Server.Credentials;
        string[] secrets =
            [.. served.Server.IssuedTokens, credentials.ClientSecret, credentials.IdentityHeader, credentials.FederatedToken];

        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }
}
