using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>
/// Reads a baseline document and all that it extends. Strict: whatever it does not understand is an error, and all errors
/// are reported at once, by place.
/// </summary>
/// <param name="source">Where the files are.</param>
/// <param name="controls">The controls that a document can have.</param>
public sealed class BaselineReader(IDocumentSource source, IReadOnlyList<ControlReader> controls)
{
    /// <summary>What to do where the first file is not there or no document.</summary>
    public DocumentAdvice Advice { get; init; } = DocumentAdvice.None;

    /// <summary>The document; null where a diagnostic is an error.</summary>
    /// <param name="path">The path as the user gave it.</param>
    public Diagnosed<BaselineDocument> Read(string path)
    {
        var bag = new DiagnosticBag();
        var document = new LayerReader(source, Advice, bag).Read(path) is { } layers ? Read(layers, bag) : null;
        return new Diagnosed<BaselineDocument>(document, bag.Sorted());
    }

    private BaselineDocument? Read(IReadOnlyList<MapNode> layers, DiagnosticBag bag)
    {
        var reader = new DocumentReader(controls, bag);
        foreach (var layer in layers)
        {
            reader.CheckHeader(layer);
        }

        return reader.Read(Layering.Merge(layers));
    }
}
