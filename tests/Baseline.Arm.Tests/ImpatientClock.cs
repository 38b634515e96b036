using Microsoft.Extensions.Time.Testing;

namespace Baseline.Arm.Tests;

/// <summary>A clock on which every wait is over at once, and which remembers how long each was to be.</summary>
internal sealed class ImpatientClock() : FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero))
{
    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
            {
                return [.. _waits];
            }
        }
    }

    public IEnumerable<double> WaitedSeconds => Waits.Select(wait => wait.TotalSeconds);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_waits)
        {
            _waits.Add(dueTime);
        }

        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
