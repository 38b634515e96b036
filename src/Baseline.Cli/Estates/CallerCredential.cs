using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;
using Baseline.Applying;

namespace Baseline.Cli.Estates;

/// <summary>A credential that remembers for whom its last token was issued. Of a token only these claims are kept.</summary>
/// <param name="inner">Who signs in.</param>
public sealed class CallerCredential(TokenCredential inner) : TokenCredential
{
    private static readonly string[] Names = ["app_displayname", "upn", "unique_name", "preferred_username", "name"];

    private RunCaller? _caller;

    /// <summary>For whom the last token was issued; null before the first one, and where the token does not say.</summary>
    public RunCaller? Caller => Volatile.Read(ref _caller);

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Remembered(inner.GetToken(requestContext, cancellationToken));

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        Remembered(await inner.GetTokenAsync(requestContext, cancellationToken));

    /// <summary>What the claims of a token say; null where it has none that can be read.</summary>
    /// <param name="token">The token.</param>
    public static RunCaller? Of(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
        {
            return null;
        }

        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.ValueKind != JsonValueKind.Object ? null : new RunCaller(
                Claim(claims.RootElement, "tid"),
                Claim(claims.RootElement, "oid"),
                Claim(claims.RootElement, "appid") ?? Claim(claims.RootElement, "azp"),
                Names.Select(name => Claim(claims.RootElement, name)).FirstOrDefault(name => name is not null));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Claim(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private AccessToken Remembered(AccessToken token)
    {
        Volatile.Write(ref _caller, Of(token.Token));
        return token;
    }
}
