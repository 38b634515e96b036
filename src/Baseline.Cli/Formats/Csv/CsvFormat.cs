using System.Globalization;
using System.Text;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Csv;

/// <summary>
/// The findings as a table for spreadsheets: a heading, then a row for each finding, as RFC 4180 has it but with a line feed alone at
/// the end of a row, in UTF-8 without a mark.
/// </summary>
public sealed class CsvFormat : IPlanFormat
{
    // A spreadsheet takes a cell for a formula that begins so, also with the wide forms of the characters.
    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly (string Heading, Func<Finding, Addresses, string?> Value)[] Columns =
    [
        ("control", (finding, _) => finding.Control),
        ("verdict", (finding, _) => PlanWords.Of(finding.State)),
        ("resource", (finding, addresses) => addresses.Name(finding.Resource)),
        ("resourceGroup", (finding, _) => finding.Resource.ResourceGroup),
        ("subscription", (finding, addresses) => finding.Resource.SubscriptionId is { } guid && addresses.IsNamed(guid)
            ? addresses.Subscription(guid) : null),
        ("subscriptionId", (finding, _) => finding.Resource.SubscriptionId),
        ("reason", (finding, addresses) => addresses.Sentence(finding.Reason, finding.Resource.SubscriptionId)),
        ("blocked", (finding, addresses) => addresses.Sentence(finding.Blocked ?? "", finding.Resource.SubscriptionId)),
        ("exemptionReason", (finding, _) => Each(finding, applied => applied.Exemption.Reason)),
        ("exemptionOwner", (finding, _) => Each(finding, applied => applied.Exemption.Owner)),
        ("exemptionExpires", (finding, _) => Each(finding, applied =>
            applied.Exemption.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ("exemptionPart", (finding, _) => Each(finding, applied => applied.PartsText)),
        ("changes", (finding, _) => string.Join(' ', finding.Changes)),
        ("resourceId", (finding, _) => finding.Resource.Text),
    ];

    private const string StandardsHeading = "standards";

    // For which part of the estate the whole table is; each row says it, so that rows of several tables can be put together.
    private const string PartHeading = "part";

    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var addresses = new Addresses(view.Plan);
        var part = Cell(PlanSentences.Part(view.Plan));
        var headings = Columns.Select(column => column.Heading).Append(StandardsHeading).Append(PartHeading);
        var text = new StringBuilder().AppendJoin(',', headings).Append('\n');
        foreach (var finding in view.Plan.Findings)
        {
            var cells = Columns.Select(column => Cell(column.Value(finding, addresses) ?? ""))
                .Append(Cell(view.Standards.Of(finding)))
                .Append(part);
            text.AppendJoin(',', cells).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Something of each exemption that applies, in the same order in every column.</summary>
    private static string Each(Finding finding, Func<AppliedExemption, string> value) =>
        string.Join("; ", finding.Exemptions.Select(value));

    /// <summary>The text as a cell. What could be a formula has an apostrophe before it, so that a spreadsheet shows it as text.</summary>
    private static string Cell(string text)
    {
        var printable = Printable.Text(text);
        var harmless = printable.TrimStart(' ') is [var first, ..] && FormulaStarts.Contains(first, StringComparison.Ordinal)
            ? $"'{printable}"
            : printable;
        return harmless.AsSpan().IndexOfAny(",;\"'") >= 0 || harmless != harmless.Trim(' ')
            ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : harmless;
    }
}
