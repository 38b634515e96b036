using System.Text;
using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>A file in the usual layout.</summary>
/// <param name="Before">What the file says now.</param>
/// <param name="Text">The text in the usual layout.</param>
/// <param name="KeepsContent">Whether it says the same as before. False where white space is part of a value.</param>
/// <param name="IsNew">Whether the file has another layout.</param>
public sealed record TidyText(string Before, string Text, bool KeepsContent, bool IsNew);

/// <summary>
/// The layout that every document can have without anybody's taste: lines end with LF and without white space, at most one
/// blank line stands between others, none at the start or end, and there is no byte order mark. Indentation, quotes, order and
/// comments stay as they are.
/// </summary>
public static class DocumentLayout
{
    /// <summary>Puts a file into the layout, and compares what it says before and after.</summary>
    /// <param name="source">Where the files are.</param>
    /// <param name="file">The path as the user gave it.</param>
    /// <param name="advice">What to do where the file is not there or no document.</param>
    /// <returns>The text; null where the file is not YAML of the kind that a document can be, or may not be read.</returns>
    public static Diagnosed<TidyText> Tidy(IDocumentSource source, string file, DocumentAdvice advice)
    {
        var bag = new DiagnosticBag();
        var path = source.Resolve(file, from: null);
        if (LayerFile.Read(source, path, path, extends: null, advice, bag) is not { } bytes)
        {
            return new Diagnosed<TidyText>(null, bag.Sorted());
        }

        var kind = FileContent.Of(bytes);
        return kind is ContentKind.Unknown or ContentKind.Document
            ? Tidy(path, bytes, bag)
            : new Diagnosed<TidyText>(null, [FileDiagnostics.WrongKind(path, kind, extends: null, advice)]);
    }

    /// <summary>Puts a file into the layout, and compares what it says before and after.</summary>
    /// <param name="path">The file, as messages show it.</param>
    /// <param name="bytes">Its content.</param>
    /// <returns>The text; null where the file is not YAML of the kind that a document can be.</returns>
    public static Diagnosed<TidyText> Tidy(string path, byte[] bytes) => Tidy(path, bytes, new DiagnosticBag());

    private static Diagnosed<TidyText> Tidy(string path, byte[] bytes, DiagnosticBag bag)
    {
        bag.Open(path);
        if (SourceText.Decode(path, bytes, bag) is not { } source || DigestOf(source, bag) is not { } before)
        {
            return new Diagnosed<TidyText>(null, bag.Sorted());
        }

        var text = Tidy(source.Text);
        var keeps = DigestOf(new SourceText(path, text), new DiagnosticBag()) == before;
        var isNew = !bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text));
        return new Diagnosed<TidyText>(new TidyText(source.Text, text, keeps, isNew), bag.Sorted());
    }

    private static string? DigestOf(SourceText source, DiagnosticBag bag)
    {
        var root = YamlTree.Read(source, bag);
        if (bag.HasErrors)
        {
            return null;
        }

        if (root is MapNode map)
        {
            return ContentDigest.Of(map);
        }

        bag.Add(root is ScalarNode { IsNull: true } or null ? TextDiagnostics.Empty(source.Name) : ShapeDiagnostics.NotADocument(root));
        return null;
    }

    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var isGap = false;
        foreach (var line in text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r').Select(line => line.TrimEnd(' ', '\t')))
        {
            if (line.Length == 0)
            {
                isGap = tidy.Length > 0;
                continue;
            }

            tidy.Append(isGap ? "\n" : "").Append(line).Append('\n');
            isGap = false;
        }

        return tidy.ToString();
    }
}
