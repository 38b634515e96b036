using System.Security.Cryptography;
using System.Text;

namespace Baseline.Emulator.Store;

/// <summary>Makes identifiers out of what they identify, so that the same requests always give the same ones.</summary>
internal sealed class Identifiers
{
    private readonly Dictionary<string, int> _generations = new(StringComparer.Ordinal);

    /// <summary>A GUID for a purpose and a subject; asked again for the same two, another one.</summary>
    public Guid Next(string purpose, string subject)
    {
        var seed = $"{purpose}|{subject}";
        var generation = _generations.GetValueOrDefault(seed);
        _generations[seed] = generation + 1;
        return From($"{seed}|{generation}");
    }

    private static Guid From(string seed)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
