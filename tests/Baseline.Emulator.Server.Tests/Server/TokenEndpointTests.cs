using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class TokenEndpointTests
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public async Task A_secret_gets_a_token_that_the_resource_manager_takes()
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.SendAsync(HttpMethod.Get, "/subscriptions?api-version=2022-12-01");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(served.Server.IssuedTokens);
    }

    [Fact]
    public async Task A_federated_token_gets_a_token_without_any_secret()
    {
        await using var served = await ServedEstate.StartAsync();
        var assertion = await File.ReadAllTextAsync(served.Server.FederatedTokenFile, TestContext.Current.CancellationToken);

        using var answer = await served.SignInAsync(
            null, ("client_secret", ""), ("client_assertion_type", JwtBearer), ("client_assertion", assertion));
        var body = await ServedEstate.JsonOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer", (string?)body["token_type"]);
        Assert.Equal(3599, (int?)body["expires_in"]);
        Assert.Contains((string?)body["access_token"], served.Server.IssuedTokens);
    }

    [Theory]
    [InlineData("client_secret", "wrong", 401, "invalid_client", 7000215)]
    [InlineData("client_secret", "", 401, "invalid_client", 7000218)]
    [InlineData("client_id", "00000000-0000-0000-0000-000000000001", 400, "unauthorized_client", 700016)]
    [InlineData("client_id", "", 400, "invalid_request", 900144)]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type", 70003)]
    [InlineData("scope", "", 400, "invalid_request", 900144)]
    public async Task A_wrong_sign_in_is_refused_in_the_words_of_entra(string field, string value, int status, string error, int code)
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.SignInAsync(null, (field, value));

        await AssertRefusedAsync(served, answer, status, error, code);
    }

    [Fact]
    public async Task A_wrong_federated_token_is_refused()
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.SignInAsync(
            null, ("client_secret", ""), ("client_assertion_type", JwtBearer), ("client_assertion", "wrong"));

        await AssertRefusedAsync(served, answer, 401, "invalid_client", 700213);
    }

    [Fact]
    public async Task Another_tenant_is_unknown()
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.SignInAsync("00000000-0000-0000-0000-000000000002");

        await AssertRefusedAsync(served, answer, 400, "invalid_request", 90002);
    }

    [Theory]
    [InlineData("/TENANT/v2.0/.well-known/openid-configuration", "token_endpoint", "/TENANT/oauth2/v2.0/token")]
    [InlineData("/adfs/.well-known/openid-configuration", "token_endpoint", "/adfs/oauth2/token")]
    [InlineData(
        "/common/discovery/instance?api-version=1.1&authorization_endpoint=https%3A%2F%2Fx%2FTENANT%2Foauth2%2Fv2.0%2Fauthorize",
        "tenant_discovery_endpoint",
        "/TENANT/v2.0/.well-known/openid-configuration")]
    public async Task The_discovery_documents_lead_on_to_this_server(string target, string member, string path)
    {
        await using var served = await ServedEstate.StartAsync();

        var body = JsonNode.Parse(await served.Client.GetStringAsync(target, TestContext.Current.CancellationToken));

        Assert.Equal(new Uri(served.Server.Endpoint, path).AbsoluteUri, (string?)body?[member]);
    }

    private static async Task AssertRefusedAsync(
        ServedEstate served, HttpResponseMessage answer, int status, string error, int code)
    {
        var body = await ServedEstate.JsonOf(answer);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(error, (string?)body["error"]);
        Assert.Equal(code, (int?)body["error_codes"]?[0]);
        Assert.StartsWith($"AADSTS{code}: ", (string?)body["error_description"], StringComparison.Ordinal);
        Assert.Empty(served.Server.IssuedTokens);
    }
}
