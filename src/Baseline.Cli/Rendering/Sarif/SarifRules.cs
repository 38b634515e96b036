using System.Text.Json;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Rendering.Sarif;

/// <summary>The controls as rules of a SARIF run.</summary>
internal static class SarifRules
{
    /// <summary>The catalogue, then whatever else a plan names, sorted: a result refers to its rule by place.</summary>
    public static List<string> Of(Plan plan)
    {
        var known = ControlCatalogue.All.Select(entry => entry.Id).ToList();
        var others = plan.Findings.Select(finding => finding.Control).Except(known).Order(StringComparer.Ordinal);
        return [.. known, .. others];
    }

    /// <summary>Writes the rules.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<string> controls)
    {
        writer.WriteStartArray("rules");
        foreach (var control in controls)
        {
            writer.WriteStartObject();
            writer.WriteString("id", Printable.Text(control));
            if (ControlCatalogue.All.FirstOrDefault(entry => entry.Id == control) is { } entry)
            {
                WriteTexts(writer, entry);
            }

            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", "error");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, CatalogueEntry entry)
    {
        var page = $"docs/controls.md#{entry.Id.ToLowerInvariant()}";
        writer.WriteString("name", entry.Id.Replace("-", "", StringComparison.Ordinal));
        WriteText(writer, "shortDescription", entry.Title);
        WriteText(writer, "fullDescription", entry.Requires);
        writer.WriteStartObject("help");
        writer.WriteString(
            "text",
            $"{entry.Requires} Fix: run baseline plan, review the plan, and run baseline apply. See {page} and {entry.RulePage}.");
        writer.WriteString(
            "markdown",
            $"{entry.Requires}\n\nFix: run `baseline plan`, review the plan, and run `baseline apply`.\n\n"
            + $"See `{page}` and the [rule page]({entry.RulePage}).");
        writer.WriteEndObject();

        // SARIF wants an absolute address here, and the pages under docs have none of their own.
        writer.WriteString("helpUri", entry.RulePage);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }
}
