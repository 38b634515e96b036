using System.Diagnostics.CodeAnalysis;

namespace Baseline.Yaml;

/// <summary>A value in a document, and where it stands. Layers and aliases share nodes, so nodes never change.</summary>
public abstract class Node(Place place)
{
    /// <summary>Where it stands.</summary>
    public Place Place { get; } = place;

    /// <summary>Values in it, itself included, aliases counted as often as they are used.</summary>
    public int Size { get; protected init; } = 1;

    /// <summary>Levels in it, itself included.</summary>
    public int Height { get; protected init; } = 1;

    /// <summary>What it is, in a sentence about the wrong type.</summary>
    public abstract string Kind { get; }
}

/// <summary>Stands for a value about which an error has been reported already; nothing more is said of it.</summary>
public sealed class BrokenNode(Place place) : Node(place)
{
    /// <inheritdoc/>
    public override string Kind => "nothing";
}

/// <summary>A single value.</summary>
/// <param name="place">Where.</param>
/// <param name="text">The value, without quotes.</param>
/// <param name="isPlain">Whether it was written without quotes, and so may be a number, a boolean or nothing.</param>
public sealed class ScalarNode(Place place, string text, bool isPlain) : Node(place)
{
    /// <summary>The value, without quotes.</summary>
    public string Text { get; } = text;

    /// <summary>Whether it was written without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it says that there is no value.</summary>
    public bool IsNull => IsPlain && PlainScalar.IsNull(Text);

    /// <inheritdoc/>
    public override string Kind => this switch
    {
        { IsNull: true } => "empty",
        { IsPlain: true } when PlainScalar.Boolean(Text) is not null => "a boolean",
        { IsPlain: true } when PlainScalar.IsNumber(Text) => "a number",
        _ => "text",
    };
}

/// <summary>A list.</summary>
public sealed class ListNode : Node
{
    /// <summary>A list of items.</summary>
    public ListNode(Place place, IReadOnlyList<Node> items)
        : base(place)
    {
        Items = items;
        Size = 1 + items.Sum(item => item.Size);
        Height = 1 + items.Select(item => item.Height).DefaultIfEmpty().Max();
    }

    /// <summary>The items, in the order of the file.</summary>
    public IReadOnlyList<Node> Items { get; }

    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A key and its value.</summary>
public sealed record MapEntry(ScalarNode Key, Node Value);

/// <summary>Keys with values, in the order of the file; no key stands in it twice.</summary>
public sealed class MapNode : Node
{
    private readonly Dictionary<string, MapEntry> _byKey;

    /// <summary>A map of entries.</summary>
    public MapNode(Place place, IReadOnlyList<MapEntry> entries)
        : base(place)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
        Size = 1 + entries.Sum(entry => 1 + entry.Value.Size);
        Height = 1 + entries.Select(entry => entry.Value.Height).DefaultIfEmpty().Max();
    }

    /// <summary>The entries, in the order of the file.</summary>
    public IReadOnlyList<MapEntry> Entries { get; }

    /// <inheritdoc/>
    public override string Kind => "a map";

    /// <summary>The entry of a key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => _byKey.TryGetValue(key, out entry);

    /// <summary>The same map without a key.</summary>
    public MapNode Without(string key) =>
        new(Place, [.. Entries.Where(entry => entry.Key.Text != key)]);
}
