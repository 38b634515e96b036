using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Standards;

namespace Baseline.Cli.Commands.Controls;

/// <summary>What a standard asks for: first what the document lacks, then what it covers and what is left out.</summary>
/// <param name="standard">The standard.</param>
/// <param name="document">The document's path; null: there is none.</param>
/// <param name="numbers">All its numbers.</param>
internal sealed class StandardList(Standard standard, string? document, IReadOnlyList<CoveredNumber> numbers)
{
    // Beside it the longest operation has room on a terminal of 80 columns.
    private const int LongestId = 15;

    /// <summary>The list for people.</summary>
    public string Text(TextPage page)
    {
        page.Line(standard.Name, Tone.Strong);
        page.Prose($"{Summary()} It is about Azure's logs and the accounts that keep them alone.", "");
        Write(page, Coverage.NotWanted, $"Not in {document}");
        Write(page, Coverage.Covered, document is null ? "Held by a control" : $"Covered by {document}");
        Write(page, Coverage.LeftOut, "Left out: no control holds it");
        return page.ToString();
    }

    /// <summary>The same for programs.</summary>
    public string Json() => IndentedJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("standard", standard.Id);
        writer.WriteString("name", standard.Name);
        writer.WriteString("document", document);
        writer.WriteStartArray("numbers");
        foreach (var number in numbers)
        {
            Write(writer, number);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private string Summary()
    {
        var (covered, held) = (Count(Coverage.Covered), numbers.Count - Count(Coverage.LeftOut));
        return document is null
            ? $"Controls hold {held} of {Quantity.Of(numbers.Count, "requirement")}."
            : $"{document} covers {covered} of the {held} requirements that controls hold; {Count(Coverage.LeftOut)} are left out.";
    }

    private int Count(Coverage coverage) => numbers.Count(number => number.Coverage == coverage);

    private void Write(TextPage page, Coverage coverage, string heading)
    {
        var own = numbers.Where(number => number.Coverage == coverage).ToList();
        if (own.Count == 0)
        {
            return;
        }

        page.Gap().Line($"{heading} ({own.Count})", Tone.Strong);
        var width = Math.Min(LongestId, own.Max(number => number.Number.Length));
        foreach (var number in own)
        {
            page.Labelled("  ", number.Number, width, number.Line.Requirement, labelTone: Tone.Plain);
            page.Prose(HolderOf(number.Line), new string(' ', width + 4), Tone.Faint);
        }
    }

    private static string HolderOf(StandardLine line) =>
        line.WhyNot is { } why ? $"{why}."
        : line.Parts.Count == 0 ? $"{line.Control}"
        : $"{line.Control}: {string.Join(", ", line.Parts)}";

    private static void Write(Utf8JsonWriter writer, CoveredNumber number)
    {
        writer.WriteStartObject();
        writer.WriteString("number", number.Number);
        writer.WriteString("requirement", number.Line.Requirement);
        writer.WriteString("coverage", number.Coverage switch
        {
            Coverage.Covered => "covered",
            Coverage.NotWanted => "notWanted",
            Coverage.LeftOut => "leftOut",
            _ => throw new ArgumentOutOfRangeException(nameof(number), number.Coverage, "Not a coverage."),
        });
        writer.WriteString("control", number.Line.Control);
        writer.WriteStartArray("parts");
        foreach (var part in number.Line.Parts)
        {
            writer.WriteStringValue(part);
        }

        writer.WriteEndArray();
        writer.WriteString("why", number.Line.WhyNot);
        writer.WriteEndObject();
    }
}
