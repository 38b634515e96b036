using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>What a reviewer should know beside the verdicts: warnings, notes, and limits that the plan goes beyond.</summary>
internal static class NoticeSection
{
    private const int MostAlike = 5;

    /// <summary>Adds what there is.</summary>
    public static void Write(TextPage page, PlanView view)
    {
        WriteList(page, view.Verbose, "Warnings", Tone.Caution, [.. view.Plan.Notices.Where(notice => notice.IsWarning)]);
        WriteList(page, view.Verbose, "Notes", Tone.Faint, [.. view.Plan.Notices.Where(notice => !notice.IsWarning)]);
        WriteLimits(page, view.Plan.Exceeded);
    }

    private static void WriteList(TextPage page, bool verbose, string heading, Tone tone, IReadOnlyList<Notice> notices)
    {
        if (notices.Count == 0)
        {
            return;
        }

        page.Gap().Line(heading, Tone.Strong);
        foreach (var alike in notices.GroupBy(notice => notice.Code))
        {
            var all = alike.ToList();
            var shown = verbose ? all.Count : Math.Min(all.Count, MostAlike);
            foreach (var notice in all.Take(shown))
            {
                var about = notice.Control.Length == 0 ? notice.Resource : $"{notice.Control} {notice.Resource}";
                page.Add($"  {notice.Code}", tone).Line($" {about}");
                page.Prose(notice.Message, "      ");
            }

            if (all.Count > shown)
            {
                page.Line($"      and {all.Count - shown} more {alike.Key} (--verbose lists all)", Tone.Faint);
            }
        }
    }

    private static void WriteLimits(TextPage page, IReadOnlyList<ExceededLimit> exceeded)
    {
        if (exceeded.Count == 0)
        {
            return;
        }

        page.Gap().Line("Beyond the document's limits: apply refuses this plan", Tone.Strong);
        foreach (var limit in exceeded)
        {
            page.Add($"  {limit.Limit}", Tone.Bad).Line($": {PlanSentences.Limit(limit)}");
        }
    }
}
