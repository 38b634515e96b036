using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Writing;

/// <summary>
/// How long one write is tried again: for as long as a grant may take to spread where it waits for that, for less where Azure is
/// busy, which either passes soon or not at all, and never beyond the time that the write has in all.
/// </summary>
/// <param name="options">How long each may take.</param>
/// <param name="deadline">When the write must have come to an end.</param>
internal sealed class RetryBudget(ArmOptions options, DateTimeOffset deadline)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private TimeSpan _delay = options.TransientDelay;
    private TransientCause _cause;
    private DateTimeOffset _since;

    /// <summary>How long to wait until the write is tried again; null where it is not.</summary>
    /// <param name="error">Why it failed.</param>
    /// <param name="asked">How long Azure asks to wait; null where it does not say.</param>
    public TimeSpan? WaitFor(ArmFailure error, TimeSpan? asked)
    {
        var now = options.Clock.GetUtcNow();
        var cause = TransientFailures.CauseOf(error);
        if (cause == TransientCause.None)
        {
            return null;
        }

        if (cause != _cause)
        {
            (_cause, _since) = (cause, now);
        }

        var wait = asked is { } longer && longer > _delay ? longer : _delay;
        if (now + wait > End(cause))
        {
            return null;
        }

        _delay = _delay * 2 > LongestDelay ? LongestDelay : _delay * 2;
        return wait;
    }

    private DateTimeOffset End(TransientCause cause) =>
        cause == TransientCause.Busy && _since + options.BusyBudget < deadline ? _since + options.BusyBudget : deadline;
}
