using System.Globalization;
using Baseline.Controls;
using Baseline.Diagnostics;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// A plan as a comment on a pull request. The first line is a mark by which a pipeline finds the comment again, and the
/// whole is never longer than the 65,536 characters that GitHub takes.
/// </summary>
public sealed class MarkdownFormat : IPlanFormat
{
    /// <summary>The longest comment.</summary>
    public const int MostCharacters = 65_536;

    // The script that posts the comment adds a line.
    private const int Limit = 65_000;

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var words = new CommentWords(view);
        var findings = new CommentFindings(words);
        var end = new CommentEnd(words);
        var sections = new[] { CommentSection.Whole(Head(view)), findings.Open() }
            .Concat(new CommentChanges(words).Sections())
            .Concat([
                new CommentShifts(words).Section(), findings.Exemptions(), findings.Counts(), end.Notices(isWarning: true),
                end.Notices(isWarning: false), end.Document(), end.Release(),
            ])
            .OfType<CommentSection>()
            .ToList();
        return CommentFitting.Fit(sections, Limit, end.WhereAllIs());
    }

    private static string Head(PlanView view)
    {
        var plan = view.Plan;
        var lines = new List<string> { "<!-- baseline-plan -->", $"### {Title(view)}", "", $"{Effect(view)}{Source(view)}" };
        if (PlanSentences.Part(plan) is { Length: > 0 } part)
        {
            lines.AddRange(["", MarkdownText.Prose(part)]);
        }

        if (plan.Exceeded.Count > 0)
        {
            lines.AddRange(["", "> [!CAUTION]", "> **Beyond the document's limits: apply refuses this plan.**", ">"]);
            lines.AddRange(plan.Exceeded.Select(limit => $"> - {MarkdownText.Code(limit.Limit)}: {PlanSentences.Limit(limit)}"));
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The verdict, and what the pull request does.</summary>
    private static string Title(PlanView view)
    {
        var plan = view.Plan;
        if (plan.IsEmpty)
        {
            return PlanSentences.Closing(view);
        }

        var changes = Quantity.Of(plan.Changes.Count, "change");
        if (plan.Against is null)
        {
            return changes;
        }

        var document = plan.Changes.Count(change => change.Origin == Origin.Document);
        var drift = plan.Changes.Count - document;
        var ours = document == 0 ? "none comes" : Quantity.Of(document, "comes", "come");
        return drift == 0
            ? $"{changes}, all from this pull request"
            : $"{changes}: {ours} from this pull request, {Quantity.Of(drift, "is", "are")} drift";
    }

    private static string Effect(PlanView view)
    {
        var plan = view.Plan;
        var byVerdict = plan.Findings.GroupBy(Verdicts.Of).ToDictionary(same => same.Key, same => same.Count());
        int Count(Verdict verdict) => byVerdict.GetValueOrDefault(verdict);
        var they = plan.Changes.Count == 1 ? "It fixes" : "They fix";
        var wrong = Count(Verdict.Fixed) + Count(Verdict.Later) + Count(Verdict.Blocked);
        List<string> sentences =
        [
            .. plan.IsEmpty || wrong == 0
                ? []
                : new[] { $"{they} {Count(Verdict.Fixed)} of {Quantity.Of(wrong, "noncompliant finding")}." },
            .. Count(Verdict.Blocked) is var blocked and > 0
                ? [$"{Quantity.Of(blocked, "is", "are")} blocked."]
                : Array.Empty<string>(),
            .. PlanSentences.Waiting(plan).Count() is var waiting and > 0
                ? [$"{Quantity.Of(waiting, "is", "are")} left for later plans."]
                : Array.Empty<string>(),
            .. Count(Verdict.Unknown) is var unknown and > 0 ? [$"{unknown} could not be checked."] : Array.Empty<string>(),
            .. plan.IsEmpty ? [] : new[] { Actions(view) },
        ];
        return sentences.Count == 0 || plan.IsEmpty ? "" : $"{string.Join(' ', sentences)}<br>\n";
    }

    private static string Actions(PlanView view)
    {
        var plan = view.Plan;
        var undo = UndoSentence.Of(plan, view.Types);
        var grants = plan.Changes.Count(ChangeGroups.GrantsAccess);
        var risk = $"{(undo.Irreversible == 0 ? undo.Main : $"**{undo.Main}**")}{MarkdownText.Prose(undo.Rest)}";
        var access = grants == 0 ? "" : $", **{grants} {Quantity.Noun(grants, "grants", "grant")} access**";
        return $"{plan.Count(ChangeAction.Create)} to create, {plan.Count(ChangeAction.Update)} to update, "
            + $"{plan.Count(ChangeAction.Delete)} to delete; {risk}{access}.";
    }

    private static string Source(PlanView view)
    {
        var plan = view.Plan;
        var source = plan.Estate.Source != "azure" ? $"On {MarkdownText.Code(plan.Estate.Source)}"
            : view.Snapshot is { } file ? $"On the snapshot {MarkdownText.Code(file)}"
            : "On Azure";
        var read = plan.Estate.CapturedAt is { } at
            ? at.UtcDateTime.ToString("', read 'yyyy-MM-dd HH:mm' UTC'", CultureInfo.InvariantCulture)
            : "";
        var counts = PlanSentences.Extending(plan);
        var age = view.SnapshotDays is { } days and > 0 ? $", {Quantity.Of(days, "day")} ago" : "";
        return $"{source}{read}{age}{counts} · {MarkdownText.Code(plan.Baseline.Name)}";
    }
}
