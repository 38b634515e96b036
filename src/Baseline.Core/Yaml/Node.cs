using System.Diagnostics.CodeAnalysis;

namespace Baseline.Yaml;

/// <summary>A value in a document, and where it stands. Layers and aliases share nodes, so nodes never change.</summary>
internal abstract class Node(Place place)
{
    public Place Place { get; } = place;

    /// <summary>Values in it, itself included, aliases counted as often as they are used.</summary>
    public int Size { get; protected init; } = 1;

    /// <summary>Levels in it, itself included.</summary>
    public int Height { get; protected init; } = 1;

    /// <summary>What it is, in a sentence about the wrong type.</summary>
    public abstract string Kind { get; }
}

/// <summary>Stands for a value about which an error has been reported already; nothing more is said of it.</summary>
internal sealed class BrokenNode(Place place) : Node(place)
{
    public override string Kind => "nothing";
}

/// <summary>A single value.</summary>
/// <param name="place">Where.</param>
/// <param name="text">The value, without quotes.</param>
/// <param name="isPlain">Whether it was written without quotes, and so may be a number, a boolean or nothing.</param>
internal sealed class ScalarNode(Place place, string text, bool isPlain) : Node(place)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    public bool IsNull => IsPlain && PlainScalar.IsNull(Text);

    public override string Kind => this switch
    {
        { IsNull: true } => "empty",
        { IsPlain: true } when PlainScalar.Boolean(Text) is not null => "a boolean",
        { IsPlain: true } when PlainScalar.IsNumber(Text) => "a number",
        _ => "text",
    };
}

/// <summary>A list.</summary>
internal sealed class ListNode : Node
{
    public ListNode(Place place, IReadOnlyList<Node> items)
        : base(place)
    {
        Items = items;
        Size = 1 + items.Sum(item => item.Size);
        Height = 1 + items.Select(item => item.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<Node> Items { get; }

    public override string Kind => "a list";
}

/// <summary>A key and its value.</summary>
internal sealed record MapEntry(ScalarNode Key, Node Value);

/// <summary>Keys with values, in the order of the file; no key stands in it twice.</summary>
internal sealed class MapNode : Node
{
    private readonly Dictionary<string, MapEntry> _byKey;

    public MapNode(Place place, IReadOnlyList<MapEntry> entries)
        : base(place)
    {
        Entries = entries;
        _byKey = entries.ToDictionary(entry => entry.Key.Text, StringComparer.Ordinal);
        Size = 1 + entries.Sum(entry => 1 + entry.Value.Size);
        Height = 1 + entries.Select(entry => entry.Value.Height).DefaultIfEmpty().Max();
    }

    public IReadOnlyList<MapEntry> Entries { get; }

    public override string Kind => "a map";

    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => _byKey.TryGetValue(key, out entry);

    public MapNode Without(string key) =>
        new(Place, [.. Entries.Where(entry => entry.Key.Text != key)]);
}
