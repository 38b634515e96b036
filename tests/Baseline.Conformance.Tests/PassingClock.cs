using Microsoft.Extensions.Time.Testing;

namespace Baseline.Conformance.Tests;

/// <summary>A clock on which every wait is over at once.</summary>
internal sealed class PassingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            Advance(dueTime);
        }

        return timer;
    }
}
