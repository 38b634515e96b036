using Baseline.Emulator;
using Baseline.Emulator.Server;

namespace Baseline.Bench;

/// <summary>How the served Azure behaves.</summary>
internal sealed record Conditions
{
    /// <summary>No limits, and answers as fast as they come.</summary>
    public static Conditions Unlimited { get; } = new();

    /// <summary>Azure's published limits on, and 50 ms to each answer.</summary>
    public static Conditions Steady { get; } = new() { WithQuotas = true, Latency = TimeSpan.FromMilliseconds(50) };

    /// <summary>The limits on, and a latency as Azure's: 60 ms in the middle for a read, more for lists and queries.</summary>
    public static Conditions Real { get; } =
        new() { WithQuotas = true, Latency = TimeSpan.FromMilliseconds(60), Spread = new LatencySpread(1) };

    /// <summary>As <see cref="Real"/>, with another client in the same buckets and a clock of theirs that is slow.</summary>
    public static Conditions Pushed { get; } = Real with { ReadsOfOthers = 5, QuotaClock = 0.97 };

    /// <summary>Whether requests are counted and refused.</summary>
    public bool WithQuotas { get; init; }

    /// <summary>What a read of one resource takes; the median where it varies.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How the latency varies; null for not at all.</summary>
    public LatencySpread? Spread { get; init; }

    /// <summary>Reads a second that another client takes out of the bucket of each subscription.</summary>
    public double ReadsOfOthers { get; init; }

    /// <summary>Seconds that the buckets count for each real one.</summary>
    public double QuotaClock { get; init; } = 1;

    /// <summary>Vaults on a page.</summary>
    public int PageSize { get; init; } = 100;

    public ServerOptions Serve(string file) => new(file)
    {
        Latency = Latency,
        LatencySpread = Spread,
        Emulator = new EmulatorOptions(TimeProvider.System)
        {
            EnforceQuotas = WithQuotas,
            ReadsOfOthersPerSecond = ReadsOfOthers,
            QuotaClockRate = QuotaClock,
            PageSize = PageSize,
            RetryAfterMilliseconds = WithQuotas ? null : 1,
        },
    };
}
