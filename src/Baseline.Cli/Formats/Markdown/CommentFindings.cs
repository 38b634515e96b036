using System.Text;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>The findings that a person has to look at: unknown, blocked, exempt; and how many there are of all, by control.</summary>
/// <param name="words">What the sections of a comment share.</param>
internal sealed class CommentFindings(CommentWords words)
{
    private const string Itself = "it";
    private const int MostAlike = 3;

    private static readonly (Verdict Verdict, string Heading)[] Columns =
    [
        (Verdict.Compliant, "Compliant"), (Verdict.Fixed, "To fix"), (Verdict.Later, "Later"), (Verdict.Blocked, "Blocked"),
        (Verdict.Unknown, "Unknown"), (Verdict.Exempt, "Exempt"), (Verdict.NotApplicable, "n/a"),
    ];

    private readonly FindingWords _findings = new(words.Addresses);

    /// <summary>What could not be decided and what is blocked; null where there is nothing of it.</summary>
    public CommentSection? Open()
    {
        var open = words.Plan.Findings
            .Where(Verdicts.NeedsPerson)
            .OrderBy(finding => Verdicts.Of(finding) == Verdict.Unknown ? 0 : 1)
            .ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var sentence = $"**{Quantity.Of(open.Count, "finding needs", "findings need")} a person**; {Left(open)}.";
        var blocks = open.GroupBy(finding => $"{Verdicts.Of(finding)}\n{FindingWords.GroupKey(finding, Itself)}", StringComparer.Ordinal)
            .SelectMany(alike => alike.Count() > MostAlike ? [Block([.. alike])] : alike.Select(finding => Block([finding])));
        return new CommentSection([.. blocks])
        {
            Head = $"\n> [!WARNING]\n> {sentence}\n>\n",
            Noun = "finding",
        };
    }

    /// <summary>What this plan does about findings that it can't settle: a change may do a part of what is wanted.</summary>
    private static string Left(List<Finding> open)
    {
        var them = open.Count == 1 ? "it" : "them";
        var inPart = open.Count(finding => finding.Changes.Count > 0);
        return inPart == 0 ? $"this plan leaves {them} as {(open.Count == 1 ? "it is" : "they are")}"
            : inPart == open.Count ? $"this plan fixes {them} only in part"
            : $"this plan fixes {inPart} of them in part, and leaves the others as they are";
    }

    /// <summary>How many findings there are of each verdict, by control; null where there are none.</summary>
    public CommentSection? Counts()
    {
        var controls = words.Plan.Findings.ToLookup(finding => finding.Control, StringComparer.Ordinal);
        var ids = controls.Select(control => control.Key).Concat(words.Plan.NotInScope).Distinct().Order(StringComparer.Ordinal).ToList();
        if (ids.Count == 0)
        {
            return null;
        }

        var columns = Columns
            .Where(column => column.Verdict != Verdict.Later || words.Plan.Findings.Any(finding => Verdicts.Of(finding) == Verdict.Later))
            .ToList();
        var text = new StringBuilder("\n### Controls\n\n| Control |");
        text.AppendJoin("", columns.Select(column => $" {column.Heading} |"));
        text.Append("\n|---|").AppendJoin("", columns.Select(_ => "--:|")).Append('\n');
        foreach (var id in ids)
        {
            text.Append($"| {MarkdownText.Code(id)}<br>{MarkdownText.Prose(words.View.TitleOf(id))} |");
            text.AppendJoin("", columns.Select(column => $" {controls[id].Count(finding => Verdicts.Of(finding) == column.Verdict)} |"));
            text.Append('\n');
        }

        if (words.Plan.NotInScope.Count > 0)
        {
            text.Append($"\n{MarkdownText.Prose(PlanSentences.NotInScope(words.Plan))}\n");
        }

        return CommentSection.Whole(text.ToString());
    }

    /// <summary>Exemptions in full, those first that this pull request brings or ends; null where there are none.</summary>
    public CommentSection? Exemptions()
    {
        var shifts = (words.Plan.Against?.Shifts ?? [])
            .DistinctBy(shift => (shift.Control, shift.Resource))
            .ToDictionary(shift => (shift.Control, shift.Resource));
        var rows = words.Plan.Findings
            .SelectMany(finding => finding.Exemptions.Select(applied =>
                new ExemptionRow(finding.Control, finding.Resource, "", applied.Exemption, StateOf(finding, shifts))
                {
                    IsUnknown = finding.State == ComplianceState.Unknown && applied.Parts.Count == 0,
                    Parts = applied.Parts,
                }))
            .Concat(shifts.Values.Select(shift => shift.Ended is { } ended
                ? new ExemptionRow(shift.Control, shift.Resource, "", ended, "ends here")
                : null).OfType<ExemptionRow>())
            .Concat(words.Plan.Notices.Select(notice => notice.Expired is { } expired
                ? new ExemptionRow(notice.Control, Addresses.Parsed(notice.Resource), notice.Resource, expired, "expired")
                : null).OfType<ExemptionRow>())
            .OrderBy(row => row.State.Length > 0 ? 0 : 1)
            .ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        return new CommentSection([.. rows.Select(row => CommentBlock.Whole(Row(row)))])
        {
            Head = $"\n### Exemptions ({rows.Count})\n\n| | Resource | Reason | Owner | Until |\n|---|---|---|---|---|\n",
            Noun = "exemption",
        };
    }

    private static string StateOf(Finding finding, Dictionary<(string Control, ResourceId Resource), VerdictShift> shifts) =>
        finding.Origin != Origin.Document ? ""
        : shifts.TryGetValue((finding.Control, finding.Resource), out var shift) && shift.Before != ComplianceState.Exempt ? "added here"
        : "changed here";

    private string Row(ExemptionRow row)
    {
        var state = row.State.Length > 0 ? $"**{row.State}**" : "";
        var exemption = row.Exemption;
        var before = row.IsUnknown ? "Unknown, and accepted: " : "";
        var resource = row.Resource is { } id
            ? $"{words.Link(id)}<br>{words.Place(Addresses.Root(id))}"
            : MarkdownText.Code(row.Pattern);
        var parts = row.Parts.Count > 0 ? $": {string.Join(", ", row.Parts.Select(MarkdownText.Code))}" : "";
        return $"| {state} | {resource}<br>{MarkdownText.Code(row.Control)}{parts} "
            + $"| {before}{MarkdownText.Prose(exemption.Reason)} | {MarkdownText.Prose(exemption.Owner)} "
            + $"| {exemption.Expires:yyyy-MM-dd} |\n";
    }

    private CommentBlock Block(IReadOnlyList<Finding> alike)
    {
        var first = alike[0];
        var state = Verdicts.IsReadInPart(first) ? "not all could be read"
            : Verdicts.Of(first) == Verdict.Unknown ? "unknown"
            : "blocked";
        var control = MarkdownText.Code(first.Control);
        if (alike.Count == 1)
        {
            return CommentBlock.Whole(
                $"> - **{state}** {words.LinkAndPlace(first.Resource)} {control}: {Text(first, words.Addresses.Name(first.Resource))}\n");
        }

        var noun = $"{alike.Count} {words.View.Types.NounOf(first.Resource.Type, alike.Count)}";
        var why = Text(first, Itself);
        var bySubscription = alike.GroupBy(finding => finding.Resource.SubscriptionId).OrderByDescending(same => same.Count()).ToList();
        var named = bySubscription.Select(same =>
            $"{Subscription(same.Key)}: {string.Join(", ", same.Select(finding =>
                MarkdownText.Prose(words.Addresses.Within(finding.Resource, same.Key))))}");
        var counted = bySubscription.Select(same => $"{same.Count()} in {Subscription(same.Key)}");
        var start = $"> - **{state}** {MarkdownText.Prose(noun)} {control}: {why}";
        return new CommentBlock(
            [
                $"{start}<br>{string.Join("<br>", named)}\n",
                $"{start}<br>{string.Join(", ", counted)}\n",
                $"{start} In {Quantity.Of(bySubscription.Count, "subscription")}.\n",
            ],
            alike.Count)
        {
            FirstWithoutNames = 1,
        };
    }

    private string Text(Finding finding, string itself) => string.Join(' ', _findings.Of(finding, itself).Select(line =>
        line.Verb is null ? MarkdownText.Prose(line.Text) : $"**{line.Verb}:** {MarkdownText.Prose(line.Text)}"));

    private string Subscription(string? guid) =>
        guid is null ? "no subscription" : MarkdownText.Prose(words.Addresses.Subscription(guid));

    /// <param name="Control">The control.</param>
    /// <param name="Resource">What is exempt; null where the document names many.</param>
    /// <param name="Pattern">What the document names, where that is not one resource.</param>
    /// <param name="Exemption">Why, by whom and until when.</param>
    /// <param name="State">What becomes of it here; empty: it is in force.</param>
    private sealed record ExemptionRow(string Control, ResourceId? Resource, string Pattern, FindingExemption Exemption, string State)
    {
        public bool IsUnknown { get; init; }

        /// <summary>What of the resource is exempt; empty: all of it.</summary>
        public IReadOnlyList<string> Parts { get; init; } = [];
    }
}
