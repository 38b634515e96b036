using System.Net;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class ManagedIdentityTests
{
    private const string Good = "?api-version=2019-08-01&resource=https://management.azure.com";

    [Theory]
    [InlineData(Good)]
    [InlineData($"{Good}&client_id={Caller.ClientId}")]
    public async Task Who_knows_the_header_gets_a_token(string query)
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await AskAsync(served, query, served.Server.Credentials.IdentityHeader);
        var body = await ServedEstate.JsonOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((string?)body["access_token"], Assert.Single(served.Server.IssuedTokens));
    }

    [Theory]
    [InlineData(Good, "wrong", 401)]
    [InlineData(Good, null, 401)]
    [InlineData("?api-version=2017-09-01&resource=https://management.azure.com", "", 400)]
    [InlineData("?api-version=2019-08-01", "", 400)]
    [InlineData($"{Good}&client_id=00000000-0000-0000-0000-000000000001", "", 400)]
    public async Task What_is_wrong_gets_no_token(string query, string? header, int status)
    {
        await using var served = await ServedEstate.StartAsync();

        using var answer = await AskAsync(served, query, header is "" ? served.Server.Credentials.IdentityHeader : header);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(served.Server.IssuedTokens);
    }

    private static async Task<HttpResponseMessage> AskAsync(ServedEstate served, string query, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/msi/token{query}");
        request.Headers.TryAddWithoutValidation("X-IDENTITY-HEADER", header);
        return await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
