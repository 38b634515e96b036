using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>The documents in which a sign-in library looks up where it is. They name the host that the client used.</summary>
internal static class Discovery
{
    /// <summary>OpenID Connect's description of a tenant's authority.</summary>
    public static Task ConfigurationAsync(HttpContext context)
    {
        var authority = $"https://{context.Request.Host}/{context.Request.RouteValues["tenant"]}";
        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["token_endpoint"] = $"{authority}/oauth2/v2.0/token",
            ["token_endpoint_auth_methods_supported"] =
                new JsonArray("client_secret_post", "private_key_jwt"),
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["scopes_supported"] = new JsonArray("openid"),
            ["issuer"] = $"{authority}/v2.0",
            ["authorization_endpoint"] = $"{authority}/oauth2/v2.0/authorize",
            ["device_authorization_endpoint"] = $"{authority}/oauth2/v2.0/devicecode",
            ["end_session_endpoint"] = $"{authority}/oauth2/v2.0/logout",
            ["jwks_uri"] = $"{authority}/discovery/v2.0/keys",
        });
    }

    /// <summary>The hosts that are one and the same authority.</summary>
    public static Task InstanceAsync(HttpContext context)
    {
        var tenant = new Uri(context.Request.Query["authorization_endpoint"].ToString() is { Length: > 0 } asked
            ? asked
            : $"https://{context.Request.Host}/common/oauth2/v2.0/authorize").Segments[1].Trim('/');
        var host = context.Request.Host.Value;
        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"https://{host}/{tenant}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["preferred_network"] = host,
                ["preferred_cache"] = host,
                ["aliases"] = new JsonArray(host),
            }),
        });
    }
}
