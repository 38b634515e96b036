using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Baseline.Emulator.Faults;

/// <summary>Chance that is the same each time: numbers that follow from a seed and a subject.</summary>
internal sealed class SeededRandom
{
    private readonly byte[] _bytes;

    private SeededRandom(byte[] bytes) => _bytes = bytes;

    public static SeededRandom Of(int seed, string subject) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {subject}")));

    public bool Hits(int percent) => Part(0, 100) < percent;

    /// <summary>Which of so many kinds it is.</summary>
    public int Kind(int count) => Part(1, count);

    /// <summary>Which of so many variants of a kind it is.</summary>
    public int Variant(int count) => Part(2, count);

    /// <summary>In which of so many forms an error comes.</summary>
    public int Form(int count) => Part(3, count);

    private int Part(int index, int count) =>
        (int)(BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(index * sizeof(ulong))) % (ulong)count);
}
