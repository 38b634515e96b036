namespace Baseline.Bench.Reference;

/// <summary>
/// Keeps to the bucket of reads of one subscription: 250, and 25 more each second. A careful client uses a little less of both, so
/// that neither a clock that is not quite the server's nor requests that overtake each other cost a refusal. Safe to use from many
/// threads.
/// </summary>
/// <param name="clock">The time that the bucket fills by.</param>
internal sealed class Pacer(TimeProvider clock)
{
    private const double Size = 245;
    private const double PerSecond = 25 * 0.95;

    private readonly Lock _gate = new();
    private double _tokens = Size;
    private long _filledAt = clock.GetTimestamp();
    private TimeSpan _pause;

    /// <summary>Waits until the next request may be sent.</summary>
    public async Task WaitAsync()
    {
        var wait = Next();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock);
        }
    }

    /// <summary>The bucket is empty, whatever was thought, and nothing may be sent for a while.</summary>
    public void Refused(TimeSpan wait)
    {
        lock (_gate)
        {
            Fill();
            _tokens = Math.Min(_tokens, 0);
            _pause = wait > _pause ? wait : _pause;
        }
    }

    // Who waits has its token already: the next one waits behind it.
    private TimeSpan Next()
    {
        lock (_gate)
        {
            Fill();
            _tokens--;
            var missing = TimeSpan.FromSeconds(Math.Max(0, -_tokens) / PerSecond);
            return missing > _pause ? missing : _pause;
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(_filledAt, now);
        _filledAt = now;
        _tokens = Math.Min(Size, _tokens + (passed.TotalSeconds * PerSecond));
        _pause = passed > _pause ? TimeSpan.Zero : _pause - passed;
    }
}
