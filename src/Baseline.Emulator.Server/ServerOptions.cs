namespace Baseline.Emulator.Server;

/// <summary>What is served, and how.</summary>
/// <param name="EstateFile">The estate file that seeds the emulator.</param>
public sealed record ServerOptions(string EstateFile)
{
    /// <summary>The port on the loopback address; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether every change is written back to the estate file.</summary>
    public bool Save { get; init; }

    /// <summary>Where the certificate of the authority is written, as PEM; null for a temporary place.</summary>
    public string? CaFile { get; init; }

    /// <summary>
    /// What each request to the Resource Manager takes, as if it were far away: half of it before the request counts, half of it
    /// after. Where it varies, the median for a read of one resource.
    /// </summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How <see cref="Latency"/> varies; null for not at all.</summary>
    public LatencySpread? LatencySpread { get; init; }

    /// <summary>Where certificates, tokens and waits take their time from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How the emulated tenant behaves; null for what it does by default.</summary>
    public EmulatorOptions? Emulator { get; init; }
}
