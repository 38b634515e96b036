using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Baseline.Arm.RateLimits;

namespace Baseline.Arm.Client;

/// <summary>
/// Tries again what may be tried again. Unlike the pipeline's own policy it waits by the given clock, holds all requests of a
/// throttled partition back together, keeps a bound on Retry-After, and sends a write again only where Azure surely has
/// not begun it: a write that may have taken effect is for the caller to look at.
/// </summary>
internal sealed class ArmRetryPolicy(ArmOptions options, ArmRateLimiter limiter, RunBounds bounds) : HttpPipelinePolicy
{
    // A Retry-After that again and again turns out too short is no longer taken at its word.
    private const int TrustedTries = 10;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var cost = RequestCost.Of(message);
        var maxWait = cost.MaxWaitNow(options.RateLimiter);
        var waited = TimeSpan.Zero;
        for (int failed = 0, throttled = 0; ;)
        {
            var lost = await TryAsync(message, pipeline, cost);
            if (lost is not null)
            {
                if (failed >= options.MaxRetries || !MayResend(message, lost) || Backoff(failed) > cost.TimeLeft(options.Clock))
                {
                    throw lost;
                }

                await WaitAsync(Backoff(failed++), message.CancellationToken);
            }
            else if (message.Response.Status == 429)
            {
                var delay = RetryAfter.Of(message.Response, options.Clock) ?? Backoff(throttled);
                delay = throttled++ >= TrustedTries && delay < options.RetryDelay ? options.RetryDelay : delay;
                limiter.Pause(ThrottledPartition(message.Response, cost), delay);
                waited += delay;
                if (waited > maxWait)
                {
                    return;
                }

                message.Response.Dispose();
            }
            else if (failed < options.MaxRetries && MayResend(message))
            {
                var delay = RetryAfter.Of(message.Response, options.Clock) ?? Backoff(failed);
                waited += delay;
                if (waited > maxWait)
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
    private async ValueTask<Exception?> TryAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline, RequestCost cost)
    {
        var permits = await limiter.AcquireAsync(cost, message.CancellationToken);
        var sent = options.Clock.GetTimestamp();
        TimeSpan? taken = null;
        var isPushedBack = false;
        try
        {
            bounds.Begin();
            await ProcessNextAsync(message, pipeline);
            bounds.Answered();
            taken = IsMeasured(cost) ? options.Clock.GetElapsedTime(sent) : null;
            isPushedBack = message.Response.Status is 429 or 503;
            Learn(message.Response, cost, permits);
            return null;
        }
        catch (Exception exception) when (IsLoss(exception, message.CancellationToken))
        {
            bounds.Lost();
            isPushedBack = true;
            return exception;
        }
        finally
        {
            limiter.Release(taken, isPushedBack);
        }
    }

    /// <summary>Whether the time of an answer says how busy Azure is: queries and writes take theirs however idle it is.</summary>
    private static bool IsMeasured(RequestCost cost) =>
        cost is { Gateway.Kind: RateKind.Reads, Carried: null, Provider: not { Kind: RateKind.GraphQueries } };

    private static bool IsLoss(Exception exception, CancellationToken cancellationToken) =>
        exception is RequestFailedException or IOException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private void Learn(Response response, RequestCost cost, RequestPermits permits)
    {
        if (QuotaHeaders.Remaining(response, cost.Gateway) is { } left)
        {
            limiter.Learn(permits, cost.Gateway, left);
        }

        if (QuotaHeaders.OfProvider(response, cost.Gateway) is { } ofProvider)
        {
            limiter.Learn(permits, cost.Provider ?? cost.Gateway, ofProvider);
        }

        if (cost.Provider is { Kind: RateKind.GraphQueries } graph && QuotaHeaders.OfGraph(response) is var (queries, resetsAfter))
        {
            limiter.Learn(permits, graph, queries);
            if (queries < 1)
            {
                limiter.Wait(graph, resetsAfter);
            }
        }
    }

    /// <summary>A provider that counts for itself throttles for itself, unless the gateway says that it was the gateway.</summary>
    private static RatePartition ThrottledPartition(Response response, RequestCost cost) =>
        cost.Provider is not { } provider || ErrorBody.Read(429, AnswerReader.BodyOf(response), null).Code
            is "SubscriptionRequestsThrottled" or "TenantRequestsThrottled"
            ? cost.Gateway
            : provider;

    private static bool MayResend(HttpMessage message, Exception lost) => IsRead(message) || NeverArrived(lost);

    private static bool MayResend(HttpMessage message) =>
        IsRead(message) ? message.ResponseClassifier.IsRetriableResponse(message)
        : message.Request.Method != RequestMethod.Post && message.Response.Status == 503;

    /// <summary>A query is sent by POST, and changes as little as a GET.</summary>
    private static bool IsRead(HttpMessage message) =>
        message.Request.Method == RequestMethod.Get || message.Request.Method == RequestMethod.Head
        || (message.Request.Method == RequestMethod.Post && RequestCost.Of(message).Gateway.Kind == RateKind.Reads);

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
