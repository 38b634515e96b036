using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>
/// Reads a baseline document and all that it extends. Strict: whatever it does not understand is an error, and all errors
/// are reported at once, by place.
/// </summary>
/// <param name="source">Where the files are.</param>
public sealed class BaselineReader(IDocumentSource source)
{
    /// <summary>The document; null where a diagnostic is an error.</summary>
    /// <param name="path">The path as the user gave it.</param>
    public Diagnosed<BaselineDocument> Read(string path)
    {
        var bag = new DiagnosticBag();
        var document = new LayerReader(source, bag).Read(path) is { } layers ? Read(layers, bag) : null;
        return new Diagnosed<BaselineDocument>(document, bag.Sorted());
    }

    private static BaselineDocument? Read(IReadOnlyList<MapNode> layers, DiagnosticBag bag)
    {
        var reader = new DocumentReader(bag);
        foreach (var layer in layers)
        {
            reader.CheckHeader(layer);
        }

        return reader.Read(Layering.Merge(layers));
    }
}
