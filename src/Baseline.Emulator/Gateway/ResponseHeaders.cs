using System.Globalization;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>Adds what every answer of Azure carries: its ids, its date, and the short form of Retry-After.</summary>
internal sealed class ResponseHeaders(Tenant tenant)
{
    private const string RequestId = "x-ms-request-id";
    private const string CorrelationId = "x-ms-correlation-request-id";
    private const string ClientId = "x-ms-client-request-id";

    public ArmResponse Complete(ArmRequest request, ArmResponse response)
    {
        var id = tenant.Identifiers.Next("request", $"{request.Method} {request.Uri.PathAndQuery}").ToString();
        var correlation = HeaderOf(request, CorrelationId) ?? id;
        var headers = new List<KeyValuePair<string, string>>(response.Headers);
        if (response.Header(RequestId) is null)
        {
            headers.Add(new(RequestId, id));
        }

        headers.Add(new(CorrelationId, correlation));
        headers.Add(new("x-ms-routing-request-id", $"EMULATOR:{id}"));
        headers.Add(new("Date", tenant.Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture)));
        if (HeaderOf(request, "x-ms-return-client-request-id").Same("true") && HeaderOf(request, ClientId) is { } client)
        {
            headers.Add(new(ClientId, client));
        }

        if (response.Header("Retry-After") is not null && tenant.Options.RetryAfterMilliseconds is { } milliseconds)
        {
            headers.Add(new("retry-after-ms", milliseconds.ToString(CultureInfo.InvariantCulture)));
        }

        return response with { Headers = headers };
    }

    private static string? HeaderOf(ArmRequest request, string name)
    {
        foreach (var (key, value) in request.Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
