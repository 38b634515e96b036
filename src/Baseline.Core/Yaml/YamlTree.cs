using Baseline.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baseline.Yaml;

/// <summary>
/// Builds nodes from YamlDotNet's events. The library's own tree and its object mapping are not used: the one knows no
/// limits, the other no places, and both forgive duplicate keys.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 64;
    private const int MaxValues = 200_000;
    private const int MaxSuggested = 100;
    private const int MaxSuggestions = 100;

    private readonly Dictionary<string, Node?> _anchors = new(StringComparer.Ordinal);
    private readonly SourceText _source;
    private readonly DiagnosticBag _bag;
    private readonly Parser _parser;
    private int _values;
    private int _suggestions;

    private YamlTree(SourceText source, DiagnosticBag bag, Scanner scanner)
    {
        _source = source;
        _bag = bag;
        _parser = new Parser(scanner);
    }

    /// <summary>The one value of a file; null, with the reason in the bag, where it cannot be read.</summary>
    public static Node? Read(SourceText source, DiagnosticBag bag)
    {
        var scanner = new Scanner(new StringReader(source.Text), skipComments: true);
        try
        {
            return new YamlTree(source, bag, scanner).File();
        }
        catch (DiagnosticException stop)
        {
            bag.Add(stop.Diagnostics[0]);
        }
        catch (YamlException invalid)
        {
            bag.Add(YamlSyntax.Explain(invalid, source));
        }
        catch (Exception leak) when (leak is ArgumentException or InvalidOperationException or FormatException
            or OverflowException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
        {
            // YamlDotNet 18 answers some malformed input, such as an empty tag, with these.
            bag.Add(YamlSyntax.Unexplained(scanner.CurrentPosition, source));
        }

        return null;
    }

    private Node? File()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out var start))
        {
            _bag.Add(TextDiagnostics.Empty(_source.Name));
            return null;
        }

        if (start.Version?.Version is { } version && (version.Major != 1 || version.Minor is < 1 or > 2))
        {
            _bag.Add(YamlDiagnostics.UnsupportedVersion(PlaceOf(start), $"{version.Major}.{version.Minor}"));
        }

        var root = Value(depth: 1);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
        {
            _bag.Add(YamlDiagnostics.SecondDocument(PlaceOf(second)));
        }

        return root;
    }

    private Node Value(int depth)
    {
        var start = Current();
        if (depth > MaxDepth)
        {
            throw new DiagnosticException(YamlDiagnostics.TooDeep(PlaceOf(start), MaxDepth));
        }

        Count(1, start);
        return start switch
        {
            AnchorAlias alias => Alias(alias, depth),
            NodeEvent node => Anchored(node, depth),
            _ => throw new InvalidOperationException($"YamlDotNet gave {start.GetType().Name} for a value."),
        };
    }

    private Node Anchored(NodeEvent start, int depth)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = null;
        }

        var tagged = HasKnownTag(start);
        Node node = start switch
        {
            Scalar scalar => ScalarOf(scalar),
            SequenceStart list => ListOf(list, depth),
            MappingStart map => MapOf(map, depth),
            _ => throw new InvalidOperationException($"YamlDotNet gave {start.GetType().Name} for a value."),
        };
        node = tagged ? node : new BrokenNode(node.Place);
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private Node Alias(AnchorAlias alias, int depth)
    {
        _parser.MoveNext();
        var (place, name) = (PlaceOf(alias), alias.Value.Value);
        if (!_anchors.TryGetValue(name, out var node))
        {
            _bag.Add(YamlDiagnostics.UndefinedAlias(place, name, Suggest(name)));
            return new BrokenNode(place);
        }

        if (node is null)
        {
            _bag.Add(YamlDiagnostics.AliasInItself(place, name));
            return new BrokenNode(place);
        }

        if (depth + node.Height - 1 > MaxDepth)
        {
            throw new DiagnosticException(YamlDiagnostics.TooDeep(place, MaxDepth));
        }

        Count(node.Size - 1, alias);
        return node;
    }

    private Node ScalarOf(Scalar scalar)
    {
        _parser.MoveNext();
        var place = PlaceOf(scalar);
        var at = Characters.IndexOfForbidden(scalar.Value);
        if (at >= 0)
        {
            _bag.Add(TextDiagnostics.ForbiddenCharacter(place, scalar.Value, at));
            return new BrokenNode(place);
        }

        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        var isPlain = tag is "" ? scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty : tag != YamlSyntax.TextTag;
        return new ScalarNode(place, scalar.Value, isPlain);
    }

    private ListNode ListOf(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<Node>();
        while (Current() is not SequenceEnd)
        {
            items.Add(Value(depth + 1));
        }

        _parser.MoveNext();
        return new ListNode(PlaceOf(start), items);
    }

    private MapNode MapOf(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = new OrderedDictionary<string, MapEntry>(StringComparer.Ordinal);
        var merges = new List<MapEntry>();
        while (Current() is not MappingEnd)
        {
            var isAlias = Current() is AnchorAlias;
            var key = Value(depth + 1);
            var value = Value(depth + 1);
            if (key is BrokenNode)
            {
                continue;
            }

            if (key is not ScalarNode name || isAlias)
            {
                _bag.Add(YamlDiagnostics.KeyIsNotText(key.Place, isAlias ? "an alias" : key.Kind));
            }
            else if (name is { IsPlain: true, Text: "<<" })
            {
                merges.Add(new MapEntry(name, value));
            }
            else if (!entries.TryAdd(name.Text, new MapEntry(name, value)))
            {
                _bag.Add(YamlDiagnostics.DuplicateKey(name.Place, name.Text, entries[name.Text].Key.Place));
            }
        }

        _parser.MoveNext();
        foreach (var merge in merges)
        {
            TakeOver(entries, merge.Value);
        }

        return new MapNode(PlaceOf(start), [.. entries.Values]);
    }

    /// <summary>Merge keys: what is written out wins, then what is merged first.</summary>
    private void TakeOver(OrderedDictionary<string, MapEntry> entries, Node merged)
    {
        switch (merged)
        {
            case MapNode map:
                foreach (var entry in map.Entries)
                {
                    entries.TryAdd(entry.Key.Text, entry);
                }

                break;
            case ListNode list when list.Items.All(item => item is MapNode or BrokenNode):
                foreach (var item in list.Items)
                {
                    TakeOver(entries, item);
                }

                break;
            case BrokenNode:
                break;
            default:
                _bag.Add(YamlDiagnostics.MergeWithoutMap(merged.Place, merged.Kind));
                break;
        }
    }

    private bool HasKnownTag(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific || YamlSyntax.IsKnownTag(node.Tag.Value, node))
        {
            return true;
        }

        _bag.Add(YamlDiagnostics.UnsupportedTag(PlaceOf(node), node.Tag.Value));
        return false;
    }

    private ParsingEvent Current() =>
        _parser.Current ?? throw new InvalidOperationException("YamlDotNet ended within a value.");

    private void Count(int values, ParsingEvent at)
    {
        _values += values;
        if (_values > MaxValues)
        {
            throw new DiagnosticException(YamlDiagnostics.TooManyValues(PlaceOf(at), MaxValues));
        }
    }

    private Place PlaceOf(ParsingEvent at) => YamlSyntax.PlaceOf(_source, at.Start, at.End);

    /// <summary>The anchor that was meant. Only the first aliases are worth it: a file of thousands is an attack.</summary>
    private string? Suggest(string name) =>
        _suggestions++ < MaxSuggestions ? Suggestions.Nearest(name, _anchors.Keys.Take(MaxSuggested)) : null;
}
