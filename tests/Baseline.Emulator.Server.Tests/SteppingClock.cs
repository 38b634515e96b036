namespace Baseline.Emulator.Server.Tests;

/// <summary>A clock on which nobody waits: who asks to be woken is woken at once, and the time is later by what was asked.</summary>
internal sealed class SteppingClock : TimeProvider
{
    private long _ticks;

    /// <summary>The time that was waited.</summary>
    public TimeSpan Waited => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref _ticks, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
