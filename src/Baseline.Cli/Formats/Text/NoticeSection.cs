using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>What a reviewer should know beside the verdicts: warnings, notes, and limits that the plan goes beyond.</summary>
internal static class NoticeSection
{
    private const string Indent = "      ";

    /// <summary>Adds what there is.</summary>
    public static void Write(TextPage page, PlanView view, Addresses addresses)
    {
        var warnings = view.Plan.Notices.Where(notice => notice.IsWarning).ToList();
        var notes = view.Plan.Notices.Where(notice => !notice.IsWarning).ToList();
        var folded = view.Verbose || notes.Count == 0
            ? "" : $"{notes.Count} {(notes.Count == 1 ? "note (--verbose shows it)" : "notes (--verbose lists them)")}";
        WriteList(page, view, addresses, "Warnings", warnings, folded);
        if (view.Verbose)
        {
            WriteList(page, view, addresses, "Notes", notes, "");
        }
        else if (folded.Length > 0 && warnings.Count == 0)
        {
            page.Gap().Line(folded, Tone.Faint);
        }

        WriteLimits(page, view.Plan);
    }

    private static void WriteList(
        TextPage page, PlanView view, Addresses addresses, string heading, List<Notice> notices, string folded)
    {
        if (notices.Count == 0)
        {
            return;
        }

        page.Gap().Add($"{heading} ({notices.Count})", Tone.Strong).Line(folded.Length > 0 ? $"   {folded}" : "", Tone.Faint);
        var blocks = Folding.Blocks(notices, notice => GroupKey(notice, addresses), view.Verbose).ToList();
        foreach (var (index, block) in blocks.Index())
        {
            // What is to be done about several of a kind is said once, after the last of them.
            var first = block[0];
            var isLast = view.Verbose || index == blocks.Count - 1 || blocks[index + 1][0].Fix != first.Fix;
            var about = block.Count == 1 ? About(first, addresses) : $"{block.Count} resources";
            page.Prose($"{first.Code} {about}: {Message(first, addresses, isLast)}", "    ", "      ");
            if (view.Verbose)
            {
                page.Line($"{Indent}{first.Control} {first.Resource}", Tone.Faint);
            }

            if (block.Count > 1)
            {
                page.Names([.. block.Select(notice => About(notice, addresses))], Indent);
            }
        }
    }

    private static string GroupKey(Notice notice, Addresses addresses) => $"{notice.Code}\n{Message(notice, addresses, withFix: true)}";

    private static string Message(Notice notice, Addresses addresses, bool withFix)
    {
        var text = withFix ? notice.Text : notice.Message;
        var id = Addresses.Parsed(notice.Resource);
        var child = id is null ? null : addresses.ChildName(id);
        var message = child is null
            ? text
            : text.Replace($"Setting \"{child}\" ", "The setting ", StringComparison.OrdinalIgnoreCase);
        return addresses.Sentence(message, id?.SubscriptionId);
    }

    private static string About(Notice notice, Addresses addresses) => Addresses.Parsed(notice.Resource) is not { } id ? notice.Resource
        : id.IsOfType(TypeNames.Subscription) ? addresses.Name(id)
        : addresses.Listed(id);

    private static void WriteLimits(TextPage page, Plan plan)
    {
        if (plan.Exceeded.Count == 0)
        {
            return;
        }

        page.Gap().Line("Beyond the document's limits: apply refuses this plan", Tone.Strong);
        foreach (var limit in plan.Exceeded)
        {
            page.Add("    ").Add(limit.Limit, Tone.Bad).Line($": {PlanSentences.Limit(limit)}");
        }

        page.Prose(
            $"To fix: {PlanSentences.WithinLimits(plan.Exceeded, plan.IsUndo)} or apply with --allow-over-limits REASON.",
            "    ",
            Tone.Caution);
    }
}
