namespace Baseline.Cli.Tests;

/// <summary>Tells the time that the test sets; delays pass as they do in life, and in these tests they last a millisecond.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset _now = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves the time.</summary>
    public void Advance(TimeSpan by) => _now += by;
}
