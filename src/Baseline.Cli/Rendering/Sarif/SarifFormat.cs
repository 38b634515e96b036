using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Baseline.Diagnostics;
using Baseline.Findings;

namespace Baseline.Cli.Rendering.Sarif;

/// <summary>
/// The findings as SARIF 2.1.0, for code scanning: one result for each that is noncompliant, unknown or exempt. Results
/// point into the document, because that is the file that says what must hold: to the control, or to the exemption.
/// </summary>
public sealed class SarifFormat : IPlanFormat
{
    // The default of --file: a saved plan does not say which document it was made from, and code scanning needs a place.
    private const string UsualDocument = "baseline.yaml";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n" };

    /// <inheritdoc/>
    public string Name => "sarif";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            Write(writer, view);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, PlanView view)
    {
        var rules = SarifRules.Of(view.Plan);
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "baseline");
        SarifRules.Write(writer, rules);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (var finding in view.Plan.Findings)
        {
            if (LevelOf(finding.State) is { } level)
            {
                WriteResult(writer, finding, (level, rules.IndexOf(finding.Control)), PlaceOf(view, finding));
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>How bad a verdict is; null where there is nothing to report.</summary>
    private static string? LevelOf(ComplianceState state) => state switch
    {
        ComplianceState.Noncompliant or ComplianceState.Exempt => "error",
        ComplianceState.Unknown => "warning",
        ComplianceState.Compliant or ComplianceState.NotApplicable => null,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a verdict."),
    };

    private static void WriteResult(Utf8JsonWriter writer, Finding finding, (string Level, int Rule) how, SourceSpan place)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", Printable.Text(finding.Control));
        writer.WriteNumber("ruleIndex", how.Rule);
        writer.WriteString("kind", "fail");
        writer.WriteString("level", how.Level);
        writer.WriteStartObject("message");
        writer.WriteString("text", Printable.Text(Message(finding)));
        writer.WriteEndObject();
        WriteLocation(writer, finding, place);
        var fingerprint = Fingerprint(finding);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("controlResource/v1", fingerprint);

        // The one that GitHub goes by. Without it all results of a rule would be one, for they stand on the same line.
        writer.WriteString("primaryLocationLineHash", fingerprint);
        writer.WriteEndObject();
        if (finding.Origin is { } origin)
        {
            writer.WriteString("baselineState", origin == Origin.Document ? "new" : "unchanged");
        }

        if (finding.Exemption is { } exemption)
        {
            WriteSuppression(writer, exemption);
        }

        writer.WriteStartObject("properties");
        writer.WriteString("state", Plans.PlanWords.Of(finding.State));
        writer.WriteBoolean("blocked", finding.Obstacles.Count > 0);
        writer.WriteStartArray("obstacles");
        foreach (var obstacle in finding.Obstacles)
        {
            writer.WriteStartObject();
            writer.WriteString("code", obstacle.Code);
            writer.WriteString("what", Printable.Text(obstacle.What));
            writer.WriteString("fix", Printable.Text(obstacle.Fix));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("changes");
        foreach (var change in finding.Changes)
        {
            writer.WriteStringValue(Printable.Text(change));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static SourceSpan PlaceOf(PlanView view, Finding finding) =>
        view.Places?.Of(finding) ?? new SourceSpan(view.Document ?? UsualDocument, 1, 1);

    private static string Message(Finding finding)
    {
        var remedy = finding.Blocked is { } blocked ? $" Blocked: {blocked}"
            : finding.State == ComplianceState.Noncompliant && finding.Changes.Count > 0
                ? $" Apply fixes it with {Examples.Join(finding.Changes)}."
                : "";
        return $"{finding.Resource}: {finding.Reason}{remedy}";
    }

    private static void WriteLocation(Utf8JsonWriter writer, Finding finding, SourceSpan place)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", DocumentUri(place.File));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", place.Line);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("name", Printable.Text(finding.Resource.Name));
        writer.WriteString("fullyQualifiedName", Printable.Text(finding.Resource.Text));
        writer.WriteString("kind", "resource");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteSuppression(Utf8JsonWriter writer, FindingExemption exemption)
    {
        var until = exemption.Expires.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStartArray("suppressions");
        writer.WriteStartObject();
        writer.WriteString("kind", "external");
        writer.WriteString("status", "accepted");
        writer.WriteString("justification", Printable.Text($"{exemption.Reason} (owner {exemption.Owner}, until {until})"));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>The same for the same control and resource, whatever is wrong with it and however its id is spelled.</summary>
    private static string Fingerprint(Finding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Control}|{finding.Resource.Key}")));

    /// <summary>A path as a reference: relative ones stay relative, so that they are found in the repository.</summary>
    private static string DocumentUri(string path)
    {
        var isRooted = Path.IsPathRooted(path);
        var segments = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".");
        var uri = string.Join('/', segments.Select(Uri.EscapeDataString));
        return isRooted ? $"file:///{uri}" : uri;
    }
}
