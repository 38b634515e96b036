using System.Text;
using System.Text.Json;
using Baseline.Estates.Redaction;
using Xunit;

namespace Baseline.Core.Tests.Redacting;

/// <summary>Secrets by their names and by their looks, in every encoding in which they travel.</summary>
public sealed class SecretTextTests
{
    private const string Value = "Zq7+x/Y=9w";

    /// <summary>Names before which a value is a secret.</summary>
    public static TheoryData<string> Names =>
    [
        "client_secret", "clientSecret", "AZURE_CLIENT_SECRET", "client_assertion", "assertion", "access_token", "refresh_token", "id_token",
        "accessToken", "$skiptoken", "SharedAccessKey", "SharedAccessSignature", "AccountKey", "sig", "password", "Password", "pwd", "db_password",
        "subscription-key", "x-api-key",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_named_secret_is_removed_in_every_encoding(string name)
    {
        string[] texts =
        [
            $"{name}={Value}",
            $"x={name}={Value}",
            $"POST /token?a=1&{name}={Uri.EscapeDataString(Value)}&z=1 failed",
            $"grant_type=x&{name}={Uri.EscapeDataString(Value)}",
            Once($"https://h/p?{name}={Value}&se=1"),
            Once(Once($"https://h/p?{name}={Value}&se=1")),
            $"?{string.Concat(name.Select(c => char.IsAsciiLetter(c) ? $"%{(int)c:X2}" : $"{c}"))}={Uri.EscapeDataString(Value)}",
            Once($"?{string.Concat(name.Select(c => char.IsAsciiLetter(c) ? $"%{(int)c:x2}" : $"{c}"))}={Value}"),
            $$"""{"a":1,"{{name}}":"{{Value}}","z":2}""",
            $$"""{ "{{name}}" : "{{Value}}" }""",
            $$"""{'{{name}}': '{{Value}}'}""",
            JsonSerializer.Serialize(new { message = $$"""{"{{name}}":"{{Value}}"}""" }),
            JsonEncodedText.Encode(JsonSerializer.Serialize(new { message = $$"""{"{{name}}":"{{Value}}"}""" })).ToString(),
            $$"""{"\u{{(int)name[0]:x4}}{{name[1..]}}":"{{Value}}"}""",
            $"{name}: {Value}",
            Once($$"""{"{{name}}":"{{Value}}"}"""),
            $"{name}=Zq7%26x%3B9w",
            $$"""{"{{name}}":"Zq7\"9w"}""",
            $"Endpoint=sb://x.servicebus.windows.net/;Name=a;{name}={Value};Entity=b",
        ];

        Assert.All(texts, text =>
        {
            var clean = SecretText.Hide(text);
            Assert.Contains(SecretText.Removed, clean, StringComparison.Ordinal);
            Assert.All(["Zq7", "9w"], part => Assert.DoesNotContain(part, clean, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("Authorization: Bearer Zq7x.Y9w")]
    [InlineData("authorization%3A%20Bearer%20Zq7x.Y9w")]
    [InlineData("header 'Authorization: Basic Zq7xOnk5dw=='")]
    [InlineData("Authorization: SharedKey acct:Zq7xY9w=")]
    [InlineData("GET https://user:Zq7xY9w@host/path")]
    [InlineData("/redirect?code=Zq7xY9w&state=1")]
    [InlineData("%3Fcode%3DZq7xY9w%26state%3D1")]
    [InlineData("operation?t=Zq7&c=Zq7&s=Zq7&h=Zq7")]
    [InlineData("token eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4Zq7In0.Zq7xY9w is refused")]
    [InlineData("the key Zq7xABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/ABCDEFGHIJKLMNOPQR== is wrong")]
    [InlineData("signature Zq7xABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm= is wrong")]
    [InlineData("secret value Zq78Q~abcdefghijklmnopqrstuvwxyz0123456.x is wrong")]
    [InlineData("cache 1.AXEAZq7xY9wKl3mN0pQrStUvWxYz1234567890AbCdEfGhIjKlMnOpQrStUvWxYz1234567890-_ is stale")]
    public void A_secret_is_known_by_where_it_stands_or_what_it_looks_like(string text)
    {
        var clean = SecretText.Hide(text);

        Assert.DoesNotContain("Zq7", clean, StringComparison.Ordinal);
        Assert.Contains(SecretText.Removed, clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Follow this link: https://go.microsoft.com/fwlink/?linkid=2147741")]
    [InlineData("The client '11111111-1111-1111-1111-111111111111' with object id 'x' does not have authorization to perform action 'Microsoft.KeyVault/vaults/read' over scope '/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/MC_rg-prod-01_AKS-Cluster-2_westeurope'.")]
    [InlineData("""{"error":{"code":"AuthorizationFailed","message":"x"}}""")]
    [InlineData("AADSTS7000215: Invalid client secret provided. Trace ID: 6e0b Correlation ID: 4f1c Timestamp: 2026-11-29 09:00:00Z")]
    [InlineData("/subscriptions/x/providers/Microsoft.KeyVault/vaults/kv/secrets/name?api-version=2023-07-01")]
    [InlineData("sha256:f59939840123456789abcdef0123456789abcdef0123456789abcdef01234567")]
    [InlineData("Basic authentication is not allowed here; state=Enabled, config=x")]
    [InlineData("permissions: {\"secrets\":[\"get\"],\"secret\":[\"list\"]}")]
    public void What_is_no_secret_stays(string text) => Assert.Equal(text, SecretText.Hide(text));

    [Theory]
    [InlineData("a")]
    [InlineData("%25")]
    [InlineData("\\u0061")]
    [InlineData("eyJ")]
    [InlineData("://")]
    [InlineData("a ")]
    [InlineData("\\\"")]
    [InlineData("Bearer ")]
    [InlineData("Basic ")]
    [InlineData("a=")]
    [InlineData("token=\"")]
    [InlineData("\\")]
    [InlineData("%")]
    public void Hostile_text_costs_no_more_than_its_length(string part)
    {
        var text = new StringBuilder().Insert(0, part, 300_000 / part.Length).ToString();

        var timer = System.Diagnostics.Stopwatch.StartNew();
        SecretText.Hide(text);

        Assert.True(timer.Elapsed < TimeSpan.FromSeconds(20), $"{timer.Elapsed}");
    }

    private static string Once(string text) => Uri.EscapeDataString(text);
}
