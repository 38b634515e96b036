namespace Baseline.Cli.Tests.Faults;

/// <summary>A clock on which every wait is over at once and moves the time as if it had passed.</summary>
internal sealed class HastyClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private TimeSpan _waited;

    /// <summary>How long was waited in all.</summary>
    public TimeSpan Waited
    {
        get
        {
            lock (_gate)
            {
                return _waited;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Waited;

    public override long GetTimestamp() => Waited.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _waited += dueTime;
        }

        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
