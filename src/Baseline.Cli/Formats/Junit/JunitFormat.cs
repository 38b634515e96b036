using System.Globalization;
using System.Text;
using System.Xml;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Junit;

/// <summary>
/// The findings as a JUnit report, which every build server can show: a suite for each control, a case for each
/// resource. What is noncompliant fails, what is unknown is an error, what is exempt, not applicable, or unknown and
/// accepted was skipped.
/// </summary>
public sealed class JunitFormat : IPlanFormat
{
    private static readonly XmlWriterSettings Layout = new()
    {
        Indent = true,
        NewLineChars = "\n",
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <inheritdoc/>
    public string Name => "junit";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        using var stream = new MemoryStream();
        var addresses = new Addresses(view.Plan);
        using (var writer = XmlWriter.Create(stream, Layout))
        {
            writer.WriteStartElement("testsuites");
            WriteCounts(writer, SuiteName(view.Plan), view.Plan.Findings);
            foreach (var suite in view.Plan.Findings.GroupBy(finding => finding.Control, StringComparer.Ordinal))
            {
                writer.WriteStartElement("testsuite");
                WriteCounts(writer, suite.Key, [.. suite]);
                foreach (var finding in suite)
                {
                    WriteCase(writer, finding, addresses);
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static string SuiteName(Plan plan) =>
        PlanSentences.Part(plan) is { Length: > 0 } part ? $"baseline {plan.Baseline.Name}: {part}" : $"baseline {plan.Baseline.Name}";

    private static void WriteCounts(XmlWriter writer, string name, IReadOnlyList<Finding> findings)
    {
        Attribute(writer, "name", name);
        Attribute(writer, "tests", Number(findings.Count));
        Attribute(writer, "failures", Number(findings.Count(finding => finding.State == ComplianceState.Noncompliant)));
        Attribute(writer, "errors", Number(findings.Count(finding => finding is { State: ComplianceState.Unknown, Exemption: null })));
        Attribute(writer, "skipped", Number(findings.Count(IsSkipped)));
    }

    /// <summary>What is exempt, does not apply, or can't be read and is accepted so.</summary>
    private static bool IsSkipped(Finding finding) => finding.State is ComplianceState.Exempt or ComplianceState.NotApplicable
        || finding is { State: ComplianceState.Unknown, Exemption: not null };

    private static void WriteCase(XmlWriter writer, Finding finding, Addresses addresses)
    {
        var reason = addresses.Sentence(finding.Reason, finding.Resource.SubscriptionId);
        writer.WriteStartElement("testcase");
        Attribute(writer, "classname", finding.Control);
        Attribute(writer, "name", addresses.Listed(finding.Resource));
        WriteId(writer, finding);
        switch (finding.State)
        {
            case ComplianceState.Noncompliant:
                WriteOutcome(writer, "failure", reason, PlanWords.Of(finding.State), Body(finding, addresses));
                break;
            case ComplianceState.Unknown when !IsSkipped(finding):
                WriteOutcome(writer, "error", reason, PlanWords.Of(finding.State), Body(finding, addresses));
                break;
            case ComplianceState.Exempt or ComplianceState.NotApplicable or ComplianceState.Unknown:
                WriteOutcome(
                    writer,
                    "skipped",
                    WhySkipped(finding, reason),
                    type: null,
                    body: "");
                break;
            case ComplianceState.Compliant:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(finding), finding.State, "Not a verdict.");
        }

        if (finding.ExemptParts is { Count: > 0 } parts)
        {
            writer.WriteElementString(
                "system-out", Printable.Text(string.Join(" ", parts.Select(part => $"Exempt in part: {FindingWords.Until(part)}."))));
        }

        writer.WriteEndElement();
    }

    /// <summary>The whole id, for whoever looks the resource up.</summary>
    private static void WriteId(XmlWriter writer, Finding finding)
    {
        writer.WriteStartElement("properties");
        writer.WriteStartElement("property");
        Attribute(writer, "name", "resourceId");
        Attribute(writer, "value", finding.Resource.Text);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter writer, string element, string message, string? type, string body)
    {
        writer.WriteStartElement(element);
        Attribute(writer, "message", message);
        if (type is not null)
        {
            Attribute(writer, "type", type);
        }

        if (body.Length > 0)
        {
            writer.WriteString(body);
        }

        writer.WriteEndElement();
    }

    /// <summary>Why, by whom and until when, each once: the reason of an exempt finding has some or all of it.</summary>
    private static string WhySkipped(Finding finding, string reason)
    {
        if (finding.State == ComplianceState.Exempt && finding.Exemptions.Any(applied => applied.Parts.Count > 0))
        {
            return $"{PlanWords.Of(finding.State)}: {string.Join(". ", finding.Exemptions.Select(FindingWords.Until))}";
        }

        if (finding.Exemption is not { } exemption)
        {
            return $"{PlanWords.Of(finding.State)}: {reason}";
        }

        var excuse = finding.Reason.Contains(exemption.Reason, StringComparison.Ordinal) ? "" : $" {exemption.Reason}";
        return finding.Reason == exemption.Text
            ? reason
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{PlanWords.Of(finding.State)}: {reason}{excuse} (owner {exemption.Owner}, until {exemption.Expires:yyyy-MM-dd})");
    }

    private static string Body(Finding finding, Addresses addresses)
    {
        List<string> lines = [.. finding.Details
            .Select(detail => $"{detail.Operation ?? detail.Resource.Text}: {PlanWords.Of(detail.State)}. {detail.Reason}")
            .Prepend(finding.Reason)];
        lines.AddRange(finding.Obstacles.Select(obstacle => $"Blocked ({obstacle.Code}): {obstacle.Text}"));

        if (finding.Incomplete)
        {
            lines.Add("Incomplete: something that the fix depends on could not be read.");
        }

        if (finding.Changes.Count > 0)
        {
            lines.Add($"Changes: {string.Join(", ", finding.Changes)}");
        }

        return string.Join('\n', lines.Select(line => Allowed(addresses.Sentence(line, finding.Resource.SubscriptionId))));
    }

    private static void Attribute(XmlWriter writer, string name, string text) => writer.WriteAttributeString(name, Allowed(text));

    /// <summary>
    /// Control characters and halves of pairs are spelled out by <see cref="Printable"/>; what is left of what XML 1.0
    /// forbids, U+FFFE and U+FFFF, is not assigned and so spelled out as well.
    /// </summary>
    private static string Allowed(string text) => Printable.Text(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
