using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baseline.Azure;

namespace Baseline.Selecting;

/// <summary>
/// One of several parts that together are everything. What lies in a subscription goes by the subscription alone, so that another
/// subscription moves nothing; management groups go by their id.
/// </summary>
/// <param name="Index">Which of them, from 1.</param>
/// <param name="Count">How many there are.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>The most shards.</summary>
    public const int Most = 1000;

    /// <summary>Whether there can be such a shard: a plan file may name another.</summary>
    public bool IsPossible => Count is >= 1 and <= Most && Index >= 1 && Index <= Count;

    /// <summary>Whether a resource belongs to this one.</summary>
    public bool Covers(ResourceId id) => Covers(id.SubscriptionId ?? id.Key);

    /// <summary>Whether a subscription belongs to this one.</summary>
    /// <param name="guid">Its GUID.</param>
    public bool Covers(string guid)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(guid.ToLowerInvariant()));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(digest) % (ulong)Count) == Index - 1;
    }

    /// <summary>A shard as it is written, such as <c>2/8</c>; null where a text is none.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var index, var count]
        && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
        && new Shard(one, all) is { IsPossible: true } shard
            ? shard
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
