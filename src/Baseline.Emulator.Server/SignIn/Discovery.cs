using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>The documents in which a sign-in library looks up where it is. They name the host that the client used.</summary>
internal static class Discovery
{
    /// <summary>OpenID Connect's description of a tenant's authority.</summary>
    public static Task TenantAsync(HttpContext context)
    {
        var authority = $"https://{context.Request.Host}/{context.Request.RouteValues["tenant"]}";
        return WriteAsync(context, $"{authority}/v2.0", $"{authority}/oauth2/v2.0");
    }

    /// <summary>The same of AD FS, the authority of clouds that are cut off from Entra.</summary>
    public static Task FederationServiceAsync(HttpContext context)
    {
        var authority = $"https://{context.Request.Host}/adfs";
        return WriteAsync(context, authority, $"{authority}/oauth2");
    }

    /// <summary>The hosts that are one and the same authority.</summary>
    public static Task InstanceAsync(HttpContext context)
    {
        var tenant = Uri.TryCreate(context.Request.Query["authorization_endpoint"], UriKind.Absolute, out var asked)
            ? asked.Segments.ElementAtOrDefault(1)?.Trim('/')
            : null;
        var host = context.Request.Host.Value;
        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"https://{host}/{tenant ?? "common"}/v2.0/.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(new JsonObject
            {
                ["preferred_network"] = host,
                ["preferred_cache"] = host,
                ["aliases"] = new JsonArray(host),
            }),
        });
    }

    private static Task WriteAsync(HttpContext context, string issuer, string protocol) =>
        JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["token_endpoint"] = $"{protocol}/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt"),
            ["response_types_supported"] = new JsonArray("token"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["scopes_supported"] = new JsonArray("openid"),
            ["issuer"] = issuer,
            ["authorization_endpoint"] = $"{protocol}/authorize",
            ["device_authorization_endpoint"] = $"{protocol}/devicecode",
            ["end_session_endpoint"] = $"{protocol}/logout",
            ["jwks_uri"] = $"{issuer}/keys",
        });
}
