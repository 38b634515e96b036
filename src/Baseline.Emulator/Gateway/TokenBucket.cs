namespace Baseline.Emulator.Gateway;

/// <summary>What came of taking a request out of a bucket.</summary>
/// <param name="Left">Requests that are left; 0 where it was not taken.</param>
/// <param name="Wait">How long the caller must wait before it may send again; null where the request was taken.</param>
internal readonly record struct Taken(int Left, TimeSpan? Wait);

/// <summary>
/// A bucket of requests that starts full. Once it has been asked for more than it holds, it gives nothing until the wait that
/// it told is over, however much it has got back meanwhile (docs/azure.md#request-limits).
/// </summary>
/// <param name="limit">What it holds.</param>
/// <param name="pause">The wait after it was asked for more.</param>
/// <param name="othersPerSecond">Requests a second that another client takes out of it.</param>
/// <param name="start">When it is full.</param>
internal sealed class TokenBucket(RequestLimit limit, TimeSpan pause, double othersPerSecond, DateTimeOffset start)
{
    // What comes in thirds is whole again after three of them.
    private const double One = 1 - 1e-9;

    private double _tokens = limit.Size;
    private DateTimeOffset _filledAt = start;
    private DateTimeOffset _pausedUntil = start;

    public Taken Take(DateTimeOffset now)
    {
        var gained = (now - _filledAt).TotalSeconds * (limit.RefillPerSecond - othersPerSecond);
        _tokens = Math.Clamp(_tokens + gained, 0, limit.Size);
        _filledAt = now;
        if (now < _pausedUntil)
        {
            return new Taken(0, _pausedUntil - now);
        }

        if (_tokens < One)
        {
            _pausedUntil = now + pause;
            return new Taken(0, pause);
        }

        _tokens = Math.Max(0, _tokens - 1);
        return new Taken((int)_tokens, null);
    }
}
