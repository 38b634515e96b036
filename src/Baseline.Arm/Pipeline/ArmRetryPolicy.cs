using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Baseline.Arm.Pipeline;

/// <summary>
/// Tries again what may be tried again. Unlike the pipeline's own policy it waits by the given clock, holds all requests of a
/// throttled lane back together, keeps a bound on Retry-After, and sends a write again only where Azure surely has
/// not begun it: a write that may have taken effect is for the caller to look at.
/// </summary>
internal sealed class ArmRetryPolicy(ArmOptions options, RequestGate gate, RunBounds bounds) : HttpPipelinePolicy
{
    // A Retry-After that again and again turns out too short is no longer taken at its word.
    private const int TrustedTries = 10;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var toll = Toll.Of(message);
        var patience = toll.PatienceNow(options);
        var waited = TimeSpan.Zero;
        for (int failed = 0, throttled = 0; ;)
        {
            var lost = await TryAsync(message, pipeline, toll);
            if (lost is not null)
            {
                if (failed >= options.MaxRetries || !MayResend(message, lost) || Backoff(failed) > toll.TimeLeft(options))
                {
                    throw lost;
                }

                await WaitAsync(Backoff(failed++), message.CancellationToken);
            }
            else if (message.Response.Status == 429)
            {
                var delay = RetryAfter.Of(message.Response, options.Clock) ?? Backoff(throttled);
                delay = throttled++ >= TrustedTries && delay < options.RetryDelay ? options.RetryDelay : delay;
                gate.Pause(ThrottledLane(message.Response, toll), delay);
                waited += delay;
                if (waited > patience)
                {
                    return;
                }

                message.Response.Dispose();
            }
            else if (failed < options.MaxRetries && MayResend(message))
            {
                var delay = RetryAfter.Of(message.Response, options.Clock) ?? Backoff(failed);
                waited += delay;
                if (waited > patience)
                {
                    return;
                }

                failed++;
                message.Response.Dispose();
                await WaitAsync(delay, message.CancellationToken);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Sends once; the exception when the connection was lost or took too long.</summary>
    private async ValueTask<Exception?> TryAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline, Toll toll)
    {
        await gate.EnterAsync(toll, message.CancellationToken);
        try
        {
            bounds.Begin();
            await ProcessNextAsync(message, pipeline);
            bounds.Answered();
            Learn(message.Response, toll);
            return null;
        }
        catch (Exception exception) when (IsLoss(exception, message.CancellationToken))
        {
            bounds.Lost();
            return exception;
        }
        finally
        {
            gate.Leave(toll);
        }
    }

    private static bool IsLoss(Exception exception, CancellationToken cancellationToken) =>
        exception is RequestFailedException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private void Learn(Response response, Toll toll)
    {
        if (QuotaHeaders.Remaining(response, toll.Gateway) is { } left)
        {
            gate.Learn(toll, toll.Gateway, left);
        }

        if (QuotaHeaders.OfProvider(response, toll.Gateway) is { } ofProvider)
        {
            gate.Learn(toll, toll.Provider ?? toll.Gateway, ofProvider);
        }

        if (toll.Provider is { Kind: LaneKind.GraphQueries } graph && QuotaHeaders.OfGraph(response) is var (queries, resetsAfter))
        {
            gate.Learn(toll, graph, queries);
            if (queries < 1)
            {
                gate.Wait(graph, resetsAfter);
            }
        }
    }

    /// <summary>A provider that counts for itself throttles for itself, unless the gateway says that it was the gateway.</summary>
    private static Lane ThrottledLane(Response response, Toll toll) =>
        toll.Provider is not { } provider || ErrorBody.Read(429, AnswerReader.BodyOf(response), null).Code
            is "SubscriptionRequestsThrottled" or "TenantRequestsThrottled"
            ? toll.Gateway
            : provider;

    private static bool MayResend(HttpMessage message, Exception lost) => IsRead(message) || NeverArrived(lost);

    private static bool MayResend(HttpMessage message) =>
        IsRead(message) ? message.ResponseClassifier.IsRetriableResponse(message)
        : message.Request.Method != RequestMethod.Post && message.Response.Status == 503;

    /// <summary>A query is sent by POST, and changes as little as a GET.</summary>
    private static bool IsRead(HttpMessage message) =>
        message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head
        || (message.Request.Method == RequestMethod.Post && Toll.Of(message).Gateway.Kind == LaneKind.Reads);

    /// <summary>Whether the connection failed before anything was sent.</summary>
    internal static bool NeverArrived(Exception lost)
    {
        for (var exception = lost; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
                })
            {
                return true;
            }
        }

        return false;
    }

    private TimeSpan Backoff(int failed) =>
        TimeSpan.FromTicks(Math.Min(TimeSpan.FromMinutes(1).Ticks, options.RetryDelay.Ticks << Math.Min(failed, 10)));

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, options.Clock, cancellationToken) : Task.CompletedTask;
}
