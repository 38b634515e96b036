namespace Baseline.Conformance.Tests.Soak;

/// <summary>The process was killed.</summary>
internal sealed class KilledException : Exception;

/// <summary>Where a process is killed.</summary>
/// <param name="At">The number of the request, from 1.</param>
/// <param name="OfWrites">Whether writes alone are counted.</param>
/// <param name="IsServed">Whether that request still arrives.</param>
internal sealed record Kill(int At, bool OfWrites, bool IsServed);

/// <summary>Kills a process at one of its requests: from there on nothing more of it arrives.</summary>
/// <param name="inner">What serves the requests.</param>
/// <param name="kill">Where; null for nowhere.</param>
internal sealed class KillSwitch(HttpMessageHandler inner, Kill? kill) : DelegatingHandler(inner)
{
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (kill is null || !IsOver(request, kill, out var isTheOne))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (isTheOne && kill.IsServed)
        {
            try
            {
                using var unseen = await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                // A process that is killed does not hear that the connection was lost either.
            }
        }

        throw new KilledException();
    }

    private bool IsOver(HttpRequestMessage request, Kill at, out bool isTheOne)
    {
        var counts = !at.OfWrites || request.Method.Method is "PUT" or "PATCH" or "DELETE";
        var number = counts ? Interlocked.Increment(ref _requests) : Volatile.Read(ref _requests);
        isTheOne = counts && number == at.At;
        return isTheOne || number >= at.At;
    }
}
