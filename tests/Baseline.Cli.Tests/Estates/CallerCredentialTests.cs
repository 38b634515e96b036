using System.Buffers.Text;
using System.Text;
using Azure.Core;
using Baseline.Applying;
using Baseline.Cli.Estates;
using Xunit;

namespace Baseline.Cli.Tests.Estates;

/// <summary>Of a token only those claims are kept that say for whom it was issued.</summary>
public sealed class CallerCredentialTests
{
    [Theory]
    [InlineData("""{"tid":"t","oid":"o","appid":"a","app_displayname":"pipeline","secret":"s"}""", "pipeline")]
    [InlineData("""{"tid":"t","oid":"o","azp":"a","preferred_username":"sam@example.com","name":"Sam"}""", "sam@example.com")]
    [InlineData("""{"tid":"t","oid":"o","appid":"a","upn":"sam@example.com"}""", "sam@example.com")]
    [InlineData("""{"tid":"t","oid":"o","appid":"a"}""", null)]
    public void The_claims_say_who_it_is(string claims, string? name) =>
        Assert.Equal(new RunCaller("t", "o", "a", name), CallerCredential.Of(Token(claims)));

    [Theory]
    [InlineData("")]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.%%.c")]
    public void A_token_without_claims_names_nobody(string token) => Assert.Null(CallerCredential.Of(token));

    [Fact]
    public async Task The_last_token_counts()
    {
        var credential = new CallerCredential(new OneToken(Token("""{"oid":"o"}""")));
        Assert.Null(credential.Caller);

        await credential.GetTokenAsync(new TokenRequestContext(["scope"]), TestContext.Current.CancellationToken);

        Assert.Equal(new RunCaller(null, "o", null, null), credential.Caller);
    }

    private static string Token(string claims) => $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

    private sealed class OneToken(string token) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
