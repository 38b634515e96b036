using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// What the document under review changes beside the one that it is compared with: verdicts, by what they become. Exemptions have a
/// section of their own.
/// </summary>
/// <param name="words">What the sections of a comment share.</param>
internal sealed class CommentShifts(CommentWords words)
{
    /// <summary>The section; null where nothing is compared, or nothing differs.</summary>
    public CommentSection? Section()
    {
        if (words.Plan.Against is not { } against)
        {
            return null;
        }

        var shifts = against.Shifts
            .Where(shift => shift.Before != ComplianceState.Exempt && shift.After != ComplianceState.Exempt)
            .ToList();
        if (shifts.Count == 0)
        {
            return null;
        }

        var blocks = shifts.GroupBy(shift => (PlanSentences.Shift(shift), shift.Control)).Select(alike => Block([.. alike]));
        return new CommentSection([.. blocks])
        {
            Head = $"\n### Verdicts that this pull request changes ({shifts.Count})\n\n"
                + $"Compared with {MarkdownText.Code(against.Document)}:\n\n",
            Noun = "verdict",
        };
    }

    private CommentBlock Block(IReadOnlyList<VerdictShift> alike)
    {
        var (before, after) = (PlanSentences.Word(alike[0].Before), PlanSentences.Word(alike[0].After));
        var start = $"- {before} → **{after}**, {MarkdownText.Code(alike[0].Control)} ({alike.Count})";
        var bySubscription = alike.GroupBy(shift => shift.Resource.SubscriptionId).ToList();
        var named = bySubscription.Select(same =>
            $"{Subscription(same.Key)}: {string.Join(", ", same.Select(shift => words.Link(shift.Resource)))}");
        var plain = bySubscription.Select(same =>
            $"{Subscription(same.Key)}: {string.Join(", ", same.Select(shift =>
                MarkdownText.Prose(words.Addresses.Within(shift.Resource, same.Key))))}");
        var counted = bySubscription.Select(same => $"{same.Count()} in {Subscription(same.Key)}");
        return new CommentBlock(
            [
                $"{start}<br>{string.Join("<br>", named)}\n",
                $"{start}<br>{string.Join("<br>", plain)}\n",
                $"{start}<br>{string.Join(", ", counted)}\n",
                $"{start}\n",
            ],
            alike.Count)
        {
            FirstWithoutNames = 2,
        };
    }

    private string Subscription(string? guid) =>
        guid is null ? "no subscription" : MarkdownText.Prose(words.Addresses.Subscription(guid));
}
