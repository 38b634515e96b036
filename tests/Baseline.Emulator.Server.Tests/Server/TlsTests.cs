using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class TlsTests
{
    private const string Anonymous = "/metadata/endpoints?api-version=2020-06-01";

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Who_trusts_the_authority_can_talk_in_both_versions_of_http(string version)
    {
        await using var served = await ServedEstate.StartAsync();
        using var client = served.NewClient(Version.Parse(version));

        using var answer = await client.GetAsync(Anonymous, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Version.Parse(version), answer.Version);
    }

    [Fact]
    public async Task The_certificate_is_good_for_the_address_too()
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await served.Client.GetAsync(
            new Uri($"https://127.0.0.1:{served.Server.Endpoint.Port}{Anonymous}"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_trust_the_authority_gets_no_connection()
    {
        await using var served = await ServedEstate.StartAsync();
        using var client = new HttpClient();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri(served.Server.Endpoint, Anonymous), TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.SecureConnectionError, exception.HttpRequestError);
    }

    [Fact]
    public async Task The_authority_is_written_where_the_user_says_and_stays_there()
    {
        using var folder = new Folder();
        var path = folder.At("ca.pem");

        await using (var served = await ServedEstate.StartAsync(with: options => options with { CaFile = path }))
        {
            Assert.Equal(path, served.Server.CaFile);
        }

        Assert.StartsWith("-----BEGIN CERTIFICATE-----", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_temporary_is_gone_with_the_server()
    {
        string[] files;
        await using (var served = await ServedEstate.StartAsync())
        {
            files = [served.Server.CaFile, served.Server.FederatedTokenFile];
            Assert.All(files, file => Assert.True(File.Exists(file)));
        }

        Assert.All(files, file => Assert.False(File.Exists(file)));
    }
}
