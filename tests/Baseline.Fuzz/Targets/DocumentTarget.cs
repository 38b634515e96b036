using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Fuzz.Targets;

/// <summary>The reader of documents, on a file system that holds the input and one file to extend.</summary>
internal static class DocumentTarget
{
    private const string Main = "baseline.yaml";
    private const string Below = "below.yaml";

    /// <summary>Promise: a document that is put into the usual layout without a loss of content stays the same document.</summary>
    public static bool Read(byte[] input)
    {
        var document = new BaselineReader(new Files(input), ControlCatalogue.Product.All).Read(Main);
        var tidy = DocumentLayout.Tidy(Main, input);
        if (document.Value is not { } accepted)
        {
            return document.Failed ? false : throw new BrokenPromiseException("A refusal says no reason.");
        }

        if (tidy.Value is not { KeepsContent: true } layout)
        {
            return true;
        }

        var again = new BaselineReader(new Files(System.Text.Encoding.UTF8.GetBytes(layout.Text)), ControlCatalogue.Product.All).Read(Main);
        return again.Value?.Digest == accepted.Digest ? true : throw new BrokenPromiseException("The layout made another document of it.");
    }

    private sealed class Files(byte[] main) : IDocumentSource
    {
        private static readonly byte[] Layer = "controls:\n  Monitor-006:\n    keySource: Microsoft.Keyvault\n"u8.ToArray();
        private static readonly FileDocumentSource Paths = new(Path.Combine(Path.GetTempPath(), "baseline-fuzz"));

        public string Resolve(string path, string? from) => Paths.Resolve(path, from);

        public byte[] Read(string path, int limit) => path switch
        {
            Main => main[..Math.Min(limit, main.Length)],
            Below => Layer,
            _ => throw new FileNotFoundException("There is no such file.", path),
        };
    }
}
