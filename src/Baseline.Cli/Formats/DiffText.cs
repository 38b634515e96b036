using System.Text;
using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>Unified diffs for people.</summary>
public static class DiffText
{
    /// <summary>What a change does to a resource, as a unified diff of one line a property.</summary>
    public static string Of(Change change, ResourceTypes types)
    {
        var type = types.TypeOf(change.Type);
        return UnifiedDiff.Of(
            Text(BodyProperties.Before(change, type)),
            Text(BodyProperties.After(change, type)),
            "now",
            $"after {change.Id}, {change.Method} {change.ApiVersion}");
    }

    /// <summary>
    /// A diff in the colours of what goes and what comes; white space at the end of a line stays, because it may be the difference.
    /// </summary>
    public static string Painted(string diff, Palette palette)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(diff))
        {
            text.Append(palette.Paint(line, ToneOf(line))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Adds a diff to a page.</summary>
    internal static void Write(TextPage page, string diff, string indent)
    {
        foreach (var line in Lines(diff))
        {
            page.Add(indent).Line(line, ToneOf(line));
        }
    }

    private static IEnumerable<string> Lines(string diff) => diff.TrimEnd('\n').Split('\n').Select(Printable.Text);

    private static Tone ToneOf(string line) =>
        line.StartsWith("---", StringComparison.Ordinal) || line.StartsWith("+++", StringComparison.Ordinal) ? Tone.Strong
        : line.StartsWith('@') ? Tone.Faint
        : line.StartsWith('-') ? Tone.Bad
        : line.StartsWith('+') ? Tone.Good
        : Tone.Plain;

    // Values hold no line breaks: JSON spells them out.
    private static string Text(IReadOnlyList<BodyProperty> properties) =>
        string.Concat(properties.Select(property => $"{property.Path}: {ValueText.Of(property.Value, whole: true)}\n"));
}
