using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Baseline.Emulator.Server.Arm;

/// <summary>How long each request takes on its way and back. Safe to use from many threads.</summary>
/// <param name="median">The latency in the middle for a read of one resource; of every request, where nothing varies.</param>
/// <param name="spread">How it varies; null for not at all.</param>
internal sealed class Latencies(TimeSpan median, LatencySpread? spread)
{
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);

    /// <summary>The latency of a request, which follows from the seed, the request and how often it came before.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="target">Its path and query, as it came.</param>
    public TimeSpan Next(string method, string target)
    {
        if (spread is null || median == TimeSpan.Zero)
        {
            return median;
        }

        var request = $"{method} {target}";
        var again = _tries.AddOrUpdate(request, 0, (_, before) => before + 1);
        var subject = string.Create(CultureInfo.InvariantCulture, $"{spread.Seed} {request} {again}");
        var chance = Normal(SHA256.HashData(Encoding.UTF8.GetBytes(subject)));
        return median * (RequestClass.Factor(method, target.Split('?')[0]) * Math.Exp(spread.Sigma * chance));
    }

    /// <summary>A number with the standard normal distribution out of random bytes (Box and Muller's way).</summary>
    private static double Normal(byte[] bytes) =>
        Math.Sqrt(-2 * Math.Log(1 - Fraction(bytes, 0))) * Math.Cos(2 * Math.PI * Fraction(bytes, sizeof(ulong)));

    // From 0 to less than 1, with as many bits as a double holds.
    private static double Fraction(byte[] bytes, int at) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)) >> 11) * (1.0 / (1UL << 53));
}
