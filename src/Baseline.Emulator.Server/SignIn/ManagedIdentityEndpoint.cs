using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>The managed identity endpoint of App Service, version 2019-08-01.</summary>
internal sealed class ManagedIdentityEndpoint(Credentials credentials, TokenIssuer issuer)
{
    private const string ApiVersion = "2019-08-01";

    public Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!Secret.Same(context.Request.Headers["X-IDENTITY-HEADER"], credentials.IdentityHeader))
        {
            return RefuseAsync(context, 401, "The header X-IDENTITY-HEADER is missing or wrong.");
        }

        if (query["api-version"] != ApiVersion)
        {
            return RefuseAsync(context, 400, $"The api-version must be {ApiVersion}.");
        }

        var resource = query["resource"].ToString();
        if (resource.Length == 0)
        {
            return RefuseAsync(context, 400, "The parameter resource is missing.");
        }

        var client = query["client_id"].ToString();
        if (client.Length > 0 && !client.Equals(Caller.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            return RefuseAsync(context, 400, $"No user-assigned identity with the client id {client} is attached.");
        }

        var token = issuer.Issue(resource);
        return JsonAnswer.WriteAsync(context, 200, new JsonObject
        {
            ["access_token"] = token.Text,
            ["client_id"] = Caller.ClientId,
            ["expires_on"] = token.ExpiresOn.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = resource,
            ["token_type"] = "Bearer",
        });
    }

    private static Task RefuseAsync(HttpContext context, int status, string message) =>
        JsonAnswer.WriteAsync(context, status, new JsonObject { ["statusCode"] = status, ["message"] = message });
}
