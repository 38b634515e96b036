using Baseline.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Baseline.Yaml;

/// <summary>What YamlDotNet reports, said in the words of the reader of a document.</summary>
internal static class YamlSyntax
{
    public const string TextTag = CoreTags + "str";
    private const string CoreTags = "tag:yaml.org,2002:";

    /// <summary>Whether a tag only says what the value is anyway.</summary>
    public static bool IsKnownTag(string tag, NodeEvent node) =>
        tag.StartsWith(CoreTags, StringComparison.Ordinal) && (tag[CoreTags.Length..], node) switch
        {
            ("str" or "int" or "bool" or "null" or "float", Scalar) => true,
            ("seq", SequenceStart) => true,
            ("map", MappingStart) => true,
            _ => false,
        };

    /// <summary>The place from one mark to another, cut at the end of the first line.</summary>
    public static Place PlaceOf(SourceText source, Mark start, Mark end)
    {
        var (line, column) = ((int)start.Line, (int)start.Column);
        var last = end.Line == start.Line ? (int)end.Column : source.Line(line).Length + 1;
        return new Place(source, line, column, Math.Max(1, last - column));
    }

    public static Diagnostic Explain(YamlException invalid, SourceText source)
    {
        var line = (int)invalid.Start.Line;
        if (invalid.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) && source.TabIndent(line) is { } tab)
        {
            return YamlDiagnostics.TabIndent(tab);
        }

        var (detail, fix) = Translate(invalid.Message);
        return YamlDiagnostics.Invalid(PlaceOf(source, invalid.Start), detail, fix);
    }

    public static Diagnostic Unexplained(Mark mark, SourceText source) => YamlDiagnostics.Invalid(
        PlaceOf(source, mark),
        "The text cannot be read as YAML from here on.",
        "Check tags, quotes and brackets, here and on the lines above.");

    /// <summary>The place of a mark; for one beyond the text, the end of the text.</summary>
    private static Place PlaceOf(SourceText source, Mark mark)
    {
        var line = (int)mark.Line;
        if (!string.IsNullOrWhiteSpace(source.Line(line)))
        {
            return new Place(source, line, (int)mark.Column);
        }

        while (line > 1 && string.IsNullOrWhiteSpace(source.Line(line)))
        {
            line--;
        }

        return new Place(source, line, source.Line(line).TrimEnd().Length + 1);
    }

    private static (string Detail, string? Fix) Translate(string message)
    {
        if (message.Contains("invalid mapping", StringComparison.OrdinalIgnoreCase)
            || message.Contains("mapping values are not allowed", StringComparison.OrdinalIgnoreCase))
        {
            return ("A colon and a space within a value look like a second key.", "Put quotes around the value.");
        }

        if (message.Contains("expected key", StringComparison.OrdinalIgnoreCase)
            || message.Contains("could not find expected ':'", StringComparison.OrdinalIgnoreCase))
        {
            return (
                "A key with a colon was expected here.",
                "Check the indentation of this line, and the colon and space after the key.");
        }

        if (message.Contains("parsing a flow", StringComparison.OrdinalIgnoreCase))
        {
            // YamlDotNet 18 also ends up here for "{ a: &x 1, b: 2 }", which YAML allows.
            return (
                "A comma or a closing bracket was expected here.",
                "Check commas and brackets; write a value with an anchor on a line of its own.");
        }

        var sentence = message.Split('\n')[0].Trim().TrimEnd('.');
        return sentence.Length == 0
            ? ("The text cannot be read as YAML from here on.", null)
            : ($"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.", null);
    }
}
