using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>A bearer token, and when it ends.</summary>
internal sealed record IssuedToken(string Text, DateTimeOffset ExpiresOn);

/// <summary>
/// Issues tokens that look like Entra's and remembers them. Nobody can check their signature but this issuer: to a client
/// a token is opaque.
/// </summary>
internal sealed class TokenIssuer(string tenantId, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _issued = new(StringComparer.Ordinal);

    /// <summary>Every token that was given out.</summary>
    public IReadOnlyCollection<string> Issued => [.. _issued.Keys];

    public IssuedToken Issue(string audience)
    {
        var now = clock.GetUtcNow();
        var expiresOn = now + Lifetime;
        var claims = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = $"https://sts.windows.net/{tenantId}/",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = expiresOn.ToUnixTimeSeconds(),
            ["appid"] = Caller.ClientId,
            ["idtyp"] = "app",
            ["oid"] = Caller.ObjectId,
            ["sub"] = Caller.ObjectId,
            ["tid"] = tenantId,
            ["uti"] = Secret.New(),
            ["ver"] = "1.0",
        };
        var text = $"{Encode("""{"typ":"JWT","alg":"RS256"}""")}.{Encode(claims.ToJsonString())}.{Secret.New()}";
        _issued[text] = expiresOn;
        return new IssuedToken(text, expiresOn);
    }

    /// <summary>When a token ends or ended; null where it was never issued.</summary>
    public DateTimeOffset? ExpiryOf(string token) =>
        _issued.TryGetValue(token, out var expiresOn) ? expiresOn : null;

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
