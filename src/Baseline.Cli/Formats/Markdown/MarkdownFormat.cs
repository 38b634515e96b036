using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// A plan as a comment on a pull request. The first line is a mark by which a pipeline finds the comment again, and the
/// whole is never longer than the 65,536 characters that GitHub takes.
/// </summary>
public sealed class MarkdownFormat : IPlanFormat
{
    /// <summary>The longest comment.</summary>
    public const int MostCharacters = 65_536;

    // Each part may fill the page up to its limit; the last few hundred characters are for what says how much was cut.
    private const int ComparisonLimit = 10_000;
    private const int FindingLimit = 20_000;
    private const int ChangeLimit = 55_000;
    private const int NoticeLimit = 65_000;

    private static readonly ComplianceState[] States =
    [
        ComplianceState.Compliant, ComplianceState.Noncompliant, ComplianceState.Unknown, ComplianceState.Exempt,
        ComplianceState.NotApplicable,
    ];

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var page = new MarkdownPage();
        WriteHead(page, view.Plan);
        MarkdownComparison.Write(page, view.Plan, ComparisonLimit);
        WriteOpen(page, view.Plan);
        MarkdownChanges.Write(page, view.Plan, ChangeLimit);
        WriteNotices(page, view.Plan, isWarning: true, "Warnings");
        WriteNotices(page, view.Plan, isWarning: false, "Notes");
        return page.ToString();
    }

    private static void WriteHead(MarkdownPage page, Plan plan)
    {
        page.Line("<!-- baseline-plan -->").Line($"**{PlanSentences.Closing(plan)}**").Line();
        var (baseline, estate) = (MarkdownText.Code(plan.Baseline.Name), MarkdownText.Code(plan.Estate.Source));
        page.Line($"Baseline {baseline}, estate {estate}. {Counts(plan.Findings)}").Line();
        var digest = PlanFile.DigestOf(plan);
        page.Line(plan.IsEmpty ? $"Digest: `{digest}`" : $"To apply exactly this plan: `baseline apply plan.json --expect {digest}`");
        if (plan.Exceeded.Count > 0)
        {
            page.Line().Line("**Beyond the document's limits: apply refuses this plan.**").Line();
            foreach (var limit in plan.Exceeded)
            {
                page.Line($"- {MarkdownText.Code(limit.Limit)}: {PlanSentences.Limit(limit)}");
            }
        }

        var irreversible = plan.Changes.Where(change => change.Irreversible).Select(change => MarkdownText.Code(change.Id)).ToList();
        if (irreversible.Count > 0)
        {
            page.Line().Line($"**Azure can't take back** {Examples.Join(irreversible)}.");
        }
    }

    private static string Counts(IReadOnlyList<Finding> findings)
    {
        var counts = States
            .Select(state => (State: state, Count: findings.Count(finding => finding.State == state)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} {Word(pair.State)}")
            .ToList();
        var blocked = findings.Count(finding => finding.Blocked is not null);
        return counts.Count == 0 ? "Nothing is in scope." : $"{string.Join(", ", counts)}{(blocked > 0 ? $" ({blocked} blocked)" : "")}.";
    }

    private static string Word(ComplianceState state) =>
        state == ComplianceState.NotApplicable ? "not applicable" : PlanWords.Of(state);

    private static void WriteOpen(MarkdownPage page, Plan plan)
    {
        var open = plan.Findings
            .Where(finding => finding.Blocked is not null || finding.Incomplete || finding.State == ComplianceState.Unknown)
            .OrderBy(finding => finding.State == ComplianceState.Unknown ? 0 : finding.Incomplete ? 1 : 2)
            .ToList();
        if (open.Count == 0)
        {
            return;
        }

        page.Line().Line("### Unknown and blocked").Line();
        page.Line("| | Control | Resource | Why |").Line("|---|---|---|---|");
        var written = page.Fill(open.Select(Row), FindingLimit);
        page.Cut(open.Count - written, "finding");
    }

    private static string Row(Finding finding)
    {
        var state = finding.State == ComplianceState.Unknown ? "unknown" : finding.Blocked is null ? "incomplete" : "blocked";
        var reason = MarkdownText.Prose(finding.Reason);
        var why = finding.Blocked is { } blocked ? $"{reason}<br>{MarkdownText.Prose(blocked)}" : reason;
        return $"| **{state}** | {MarkdownText.Code(finding.Control)} | {MarkdownText.Code(finding.Resource.Text)} | {why} |\n";
    }

    private static void WriteNotices(MarkdownPage page, Plan plan, bool isWarning, string heading)
    {
        var notices = plan.Notices.Where(notice => notice.IsWarning == isWarning).ToList();
        if (notices.Count == 0)
        {
            return;
        }

        page.Line().Line($"<details{(isWarning ? " open" : "")}><summary>{heading}: {notices.Count}</summary>").Line();
        var written = page.Fill(notices.Select(Item), NoticeLimit);
        page.Cut(notices.Count - written, isWarning ? "warning" : "note");
        page.Line().Line("</details>");
    }

    private static string Item(Notice notice)
    {
        var about = new[] { notice.Control, notice.Resource }.Where(text => text.Length > 0).Select(MarkdownText.Code);
        return $"- {string.Join(' ', about.Prepend(MarkdownText.Code(notice.Code)))}: {MarkdownText.Prose(notice.Message)}\n";
    }
}
