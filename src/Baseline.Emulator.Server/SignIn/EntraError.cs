using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Baseline.Emulator.Server.SignIn;

/// <summary>A refusal in the form of Entra ID.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Error">OAuth's own code.</param>
/// <param name="Code">The number after AADSTS.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record EntraError(int Status, string Error, int Code, string Message)
{
    public static EntraError MissingParameter(string name) => new(
        400, "invalid_request", 900144, $"The request body must contain the following parameter: '{name}'.");

    public static EntraError UnsupportedGrant(string grant) => new(
        400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static EntraError UnknownTenant(string tenant) => new(
        400,
        "invalid_request",
        90002,
        $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.");

    public static EntraError UnknownClient(string client, string tenant) => new(
        400,
        "unauthorized_client",
        700016,
        $"Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the "
        + "application has not been installed by the administrator of the tenant.");

    public static EntraError WrongSecret(string client) => new(
        401,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the "
        + $"client secret ID, for a secret added to app '{client}'.");

    public static EntraError WrongAssertion { get; } = new(
        401, "invalid_client", 700213, "No matching federated identity record found for presented assertion.");

    public static EntraError NoProof { get; } = new(
        401,
        "invalid_client",
        7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public Task WriteAsync(HttpContext context, TimeProvider clock)
    {
        var time = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var trace = context.TraceIdentifier;
        var correlation = context.Request.Headers["client-request-id"].ToString();
        return JsonAnswer.WriteAsync(context, Status, new JsonObject
        {
            ["error"] = Error,
            ["error_description"] =
                $"AADSTS{Code}: {Message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {time}",
            ["error_codes"] = new JsonArray(JsonValue.Create(Code)),
            ["timestamp"] = time,
            ["trace_id"] = trace,
            ["correlation_id"] = correlation,
            ["error_uri"] = $"https://{context.Request.Host}/error?code={Code}",
        });
    }
}
