namespace Baseline.Emulator.Server;

/// <summary>How latency varies: lognormally, so that a few requests take several times as long as most.</summary>
/// <param name="Seed">The same requests take the same time for the same seed, in whatever order they come.</param>
public sealed record LatencySpread(int Seed)
{
    /// <summary>The spread where none is said.</summary>
    public const double UsualSigma = 0.4;

    /// <summary>
    /// The standard deviation of the latency's logarithm, from 0 to 2: with 0.4 one request in ten takes 1.67 times the median
    /// or longer, and one in a hundred 2.5 times.
    /// </summary>
    public double Sigma { get; init; } = UsualSigma;
}
