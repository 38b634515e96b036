namespace Baseline.Emulator.Gateway;

/// <summary>A clock that starts right and then goes faster or slower than another.</summary>
/// <param name="clock">The other clock.</param>
/// <param name="rate">Seconds of this clock for each second of the other.</param>
internal sealed class DriftingClock(TimeProvider clock, double rate)
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();

    public DateTimeOffset Now => _start + ((clock.GetUtcNow() - _start) * rate);
}
