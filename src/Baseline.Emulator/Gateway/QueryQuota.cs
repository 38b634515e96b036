using System.Globalization;

namespace Baseline.Emulator.Gateway;

/// <summary>
/// How many queries of Resource Graph a user may send in each window, which starts with its first query
/// (docs/azure.md#resource-graph).
/// </summary>
/// <param name="clock">The time that windows go by.</param>
/// <param name="enforce">Whether queries are counted; otherwise each is the first of its window.</param>
internal sealed class QueryQuota(DriftingClock clock, bool enforce)
{
    private const int Size = 15;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private DateTimeOffset _start = clock.Now;
    private int _used;

    /// <summary>Lets a query through to <paramref name="serve"/> or refuses it, and tells what is left.</summary>
    public ArmResponse Around(Func<ArmResponse> serve)
    {
        var now = clock.Now;
        if (!enforce || now - _start >= Window)
        {
            (_start, _used) = (now, 0);
        }

        _used++;
        var rest = TimeSpan.FromSeconds(Math.Ceiling((_start + Window - now).TotalSeconds));
        return (_used > Size ? Refusal(rest) : serve())
            .With("x-ms-user-quota-remaining", Math.Max(0, Size - _used).ToString(CultureInfo.InvariantCulture))
            .With("x-ms-user-quota-resets-after", rest.ToString("c", CultureInfo.InvariantCulture));
    }

    private static ArmResponse Refusal(TimeSpan rest) => Answer
        .Error(429, "RateLimiting", "Please provide below info when asking for support. The limit of queries was exceeded.")
        .With("Retry-After", rest.TotalSeconds.ToString(CultureInfo.InvariantCulture));
}
