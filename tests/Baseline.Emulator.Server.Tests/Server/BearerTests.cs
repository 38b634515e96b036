using System.Net;
using System.Net.Http.Headers;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Server;

public sealed class BearerTests
{
    private const string Target = "/subscriptions?api-version=2022-12-01";

    [Theory]
    [InlineData(null, "AuthenticationFailed")]
    [InlineData("Bearer eyJ0eXAi.made.up", "InvalidAuthenticationToken")]
    [InlineData("Basic dXNlcjpwYXNz", "AuthenticationFailed")]
    public async Task A_request_without_a_token_of_this_server_is_refused(string? authorization, string code)
    {
        await using var served = await ServedEstate.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Target);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(answer, code);
        Assert.Empty(served.Server.Emulator.Log);
    }

    [Fact]
    public async Task A_token_ends_after_an_hour()
    {
        var clock = new MovableClock();
        await using var served = await ServedEstate.StartAsync(with: options => options with { Clock = clock });
        var token = await served.TokenAsync();

        using var good = await GetAsync(served, token);
        clock.Advance(TimeSpan.FromHours(1));
        using var late = await GetAsync(served, token);

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        await AssertRefusedAsync(late, "ExpiredAuthenticationToken");
    }

    private static async Task<HttpResponseMessage> GetAsync(ServedEstate served, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Target);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string code)
    {
        var challenge = Assert.Single(answer.Headers.WwwAuthenticate);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", challenge.Scheme);
        Assert.Contains("error=\"invalid_token\"", challenge.Parameter, StringComparison.Ordinal);
        Assert.Equal(code, (string?)(await ServedEstate.JsonOf(answer))["error"]?["code"]);
    }
}
