using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>
/// Reads a file and all that it extends. Every file is one layer, and stands above those it extends; a file that is
/// reached on two ways is one layer all the same, at the lowest place it is needed.
/// </summary>
internal sealed class LayerReader(IDocumentSource source, DocumentAdvice advice, DiagnosticBag bag)
{
    private const int MaxFiles = 64;
    private const string Extends = "extends";
    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly List<string> _chain = [];
    private readonly List<MapNode> _layers = [];
    private string _first = "";
    private bool _failed;

    /// <summary>The layers without their extends, lowest first; null, with the reason in the bag, where one can't be read.</summary>
    public IReadOnlyList<MapNode>? Read(string path)
    {
        _first = source.Resolve(path, from: null);
        Add(_first, extends: null);
        return _failed ? null : _layers;
    }

    private void Add(string path, Place? extends)
    {
        if (extends is not null && _chain.Contains(path))
        {
            Fail(FileDiagnostics.CircularExtends(extends, [.. _chain.SkipWhile(file => file != path), path]));
        }
        else if (extends is not null && !_opened.Contains(path) && _opened.Count >= MaxFiles)
        {
            Fail(FileDiagnostics.TooManyLayers(extends, MaxFiles));
        }
        else if (_opened.Add(path))
        {
            AddNew(path, extends);
        }
    }

    private void AddNew(string path, Place? extends)
    {
        bag.Open(path);
        if (Load(path, extends) is not { } root)
        {
            _failed = true;
            return;
        }

        _chain.Add(path);
        foreach (var below in Below(root))
        {
            Add(source.Resolve(below.Text, path), below.Place);
        }

        _chain.RemoveAt(_chain.Count - 1);
        _layers.Add(root.Without(Extends));
    }

    private MapNode? Load(string path, Place? extends)
    {
        if (LayerFile.Read(source, path, _first, extends, advice, bag) is not { } bytes
            || IsOther(bytes, path, extends)
            || SourceText.Decode(path, bytes, bag) is not { } text
            || YamlTree.Read(text, bag) is not { } root)
        {
            return null;
        }

        switch (root)
        {
            case MapNode map:
                return map;
            case ScalarNode { IsNull: true }:
                bag.Add(TextDiagnostics.Empty(path));
                return null;
            case BrokenNode:
                return null;
            default:
                bag.Add(ShapeDiagnostics.NotADocument(root));
                return null;
        }
    }

    /// <summary>Whether the file is known to be something else than a document, which is reported then.</summary>
    private bool IsOther(byte[] bytes, string path, Place? extends)
    {
        var kind = FileContent.Of(bytes);
        if (kind is ContentKind.Unknown or ContentKind.Document)
        {
            return false;
        }

        bag.Add(FileDiagnostics.WrongKind(path, kind, extends, advice));
        return true;
    }

    private IEnumerable<ScalarNode> Below(MapNode root)
    {
        if (!root.TryGet(Extends, out var entry))
        {
            return [];
        }

        var reader = new MapReader(root, "", root.Place, bag);
        return entry.Value is ListNode list
            ? list.Items.Select((item, index) => reader.AsText(item, $"{Extends}[{index}]")).OfType<ScalarNode>()
            : new[] { reader.Text(Extends) }.OfType<ScalarNode>();
    }

    private void Fail(Diagnostic diagnostic)
    {
        bag.Add(diagnostic);
        _failed = true;
    }
}
