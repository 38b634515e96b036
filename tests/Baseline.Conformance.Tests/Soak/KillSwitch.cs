namespace Baseline.Conformance.Tests.Soak;

/// <summary>The process was killed.</summary>
internal sealed class KilledException : Exception;

/// <summary>Kills a process at one of its requests: from there on nothing more of it arrives.</summary>
/// <param name="inner">What serves the requests.</param>
/// <param name="at">The number of the request, from 1; 0 for none.</param>
/// <param name="isServed">Whether that request still arrives.</param>
internal sealed class KillSwitch(HttpMessageHandler inner, int at, bool isServed) : DelegatingHandler(inner)
{
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _requests);
        if (at == 0 || number < at)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        if (number == at && isServed)
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
}
