namespace Baseline.Emulator.Gateway;

/// <summary>How many requests a bucket holds and how fast it fills again.</summary>
/// <param name="Name">What it counts, as the header that tells what is left ends.</param>
/// <param name="Size">The most requests that it holds.</param>
/// <param name="RefillPerSecond">Requests that it gets back each second.</param>
/// <param name="Pause">Seconds that an overrun bucket tells the caller to wait.</param>
internal sealed record RequestLimit(string Name, int Size, double RefillPerSecond, int Pause);
