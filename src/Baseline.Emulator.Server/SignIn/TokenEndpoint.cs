using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>Entra's token endpoint for an application that signs in as itself, with a secret or a federated token.</summary>
internal sealed class TokenEndpoint(Credentials credentials, TokenIssuer issuer, TimeProvider clock)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;

        // An authority that is a directory of its own, as on Azure Stack, names no tenant in its address.
        var tenant = (string?)context.Request.RouteValues["tenant"] ?? credentials.TenantId;
        if (Refusal(tenant, form) is { } error)
        {
            await error.WriteAsync(context, clock);
            return;
        }

        var lifetime = (int)TokenIssuer.Lifetime.TotalSeconds - 1;
        await JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = lifetime,
            ["ext_expires_in"] = lifetime,
            ["access_token"] = issuer.Issue(Audience(form["scope"].ToString())).Text,
        });
    }

    private EntraError? Refusal(string tenant, IFormCollection form)
    {
        foreach (var name in (string[])["grant_type", "client_id", "scope"])
        {
            if (form[name].ToString().Length == 0)
            {
                return EntraError.MissingParameter(name);
            }
        }

        var (grant, client) = (form["grant_type"].ToString(), form["client_id"].ToString());
        if (grant != "client_credentials")
        {
            return EntraError.UnsupportedGrant(grant);
        }

        if (!tenant.Equals(credentials.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            return EntraError.UnknownTenant(tenant);
        }

        return client.Equals(Caller.ClientId, StringComparison.OrdinalIgnoreCase)
            ? Unproved(form)
            : EntraError.UnknownClient(client, tenant);
    }

    private EntraError? Unproved(IFormCollection form)
    {
        if (form.TryGetValue("client_secret", out var secret))
        {
            return Secret.Same(secret, credentials.ClientSecret) ? null : EntraError.WrongSecret(Caller.ClientId);
        }

        if (form.TryGetValue("client_assertion", out var assertion) && form["client_assertion_type"] == JwtBearer)
        {
            return Secret.Same(assertion, credentials.FederatedToken) ? null : EntraError.WrongAssertion;
        }

        return EntraError.NoProof;
    }

    private static string Audience(string scope) =>
        scope.Split(' ')[0] is var first && first.EndsWith("/.default", StringComparison.Ordinal)
            ? first[..^"/.default".Length]
            : first;
}
