using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Server.SignIn;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.Arm;

/// <summary>
/// Lets only requests through that carry a token of this server, and refuses as Azure does (docs/azure.md#forms-of-errors).
/// </summary>
internal sealed class BearerCheck(TokenIssuer issuer, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <summary>True where the request was refused, and so answered.</summary>
    public async Task<bool> RefusesAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (Fault(header) is not var (code, message))
        {
            return false;
        }

        context.Response.Headers.WWWAuthenticate =
            $"Bearer authorization_uri=\"https://{context.Request.Host}/common\", error=\"invalid_token\", "
            + $"error_description=\"{message}\"";
        context.Response.Headers["x-ms-failure-cause"] = "gateway";
        await JsonAnswer.WriteAsync(context, 401, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        });
        return true;
    }

    private (string Code, string Message)? Fault(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ("AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
        }

        if (issuer.ExpiryOf(header[Scheme.Length..]) is not { } expiresOn)
        {
            return ("InvalidAuthenticationToken", "The access token is invalid.");
        }

        var now = clock.GetUtcNow();
        return expiresOn > now
            ? null
            : ("ExpiredAuthenticationToken",
                $"The access token expiry UTC time '{Text(expiresOn)}' is earlier than current UTC time '{Text(now)}'.");
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("M/d/yyyy h:mm:ss tt", CultureInfo.InvariantCulture);
}
