using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Baseline.Estates.Redaction;

namespace Baseline.Arm.Client;

/// <summary>
/// Tells of every try: to the observer, and as a span to whoever listens to <see cref="ArmTelemetry"/>. It stands behind the
/// retries, so that none is hidden, and never sees the token.
/// </summary>
internal sealed class TryPolicy(ArmOptions options) : HttpPipelinePolicy
{
    private static readonly string[] Told =
    [
        "x-ms-correlation-request-id", "x-ms-request-id", "x-ms-failure-cause", "Retry-After", "retry-after-ms", "x-ms-retry-after-ms",
    ];

    private const string Quota = "x-ms-ratelimit-remaining-";

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var number = message.TryGetProperty(typeof(TryPolicy), out var last) && last is int tries ? tries + 1 : 1;
        message.SetProperty(typeof(TryPolicy), number);
        if (options.Observer is null && !ArmTelemetry.Source.HasListeners())
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        var address = RedactedAddress.Of(message.Request.Uri.ToUri());
        using var span = ArmTelemetry.Source.StartActivity(message.Request.Method.Method, ActivityKind.Client);
        var start = options.Clock.GetTimestamp();
        var isAnswered = false;
        try
        {
            await ProcessNextAsync(message, pipeline);
            isAnswered = true;
        }
        finally
        {
            Tell(new RequestTry(
                message.Request.Method.Method,
                address,
                isAnswered ? message.Response.Status : 0,
                options.Clock.GetElapsedTime(start),
                number,
                isAnswered ? HeadersOf(message.Response) : []), span);
        }
    }

    private void Tell(RequestTry request, Activity? span)
    {
        span?.SetTag("http.request.method", request.Method);
        span?.SetTag("server.address", options.Cloud.Endpoint.Host);
        span?.SetTag("url.path", request.Address.Split('?')[0]);
        span?.SetTag("http.response.status_code", request.Status);
        span?.SetTag("http.request.resend_count", request.Try - 1);
        var ids = request.Headers.Where(header => header.Name.EndsWith("request-id", StringComparison.OrdinalIgnoreCase));
        foreach (var (name, value) in ids)
        {
            span?.SetTag($"http.response.header.{name.ToLowerInvariant()}", value);
        }

        if (request.Status is 0 or >= 400)
        {
            span?.SetStatus(ActivityStatusCode.Error);
        }

        options.Observer?.Tried(request);
    }

    private static List<(string Name, string Value)> HeadersOf(Response response) =>
    [
        .. response.Headers
            .Where(header => Told.Contains(header.Name, StringComparer.OrdinalIgnoreCase)
                || header.Name.StartsWith(Quota, StringComparison.OrdinalIgnoreCase))
            .Select(header => (header.Name, SecretText.Hide(header.Value)))
            .OrderBy(header => header.Name, StringComparer.OrdinalIgnoreCase),
    ];
}
