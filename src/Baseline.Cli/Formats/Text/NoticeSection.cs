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
        WriteList(page, view, addresses, "Warnings", [.. view.Plan.Notices.Where(notice => notice.IsWarning)]);
        var notes = view.Plan.Notices.Where(notice => !notice.IsWarning).ToList();
        if (view.Verbose)
        {
            WriteList(page, view, addresses, "Notes", notes);
        }
        else if (notes.Count > 0)
        {
            var hasWarnings = view.Plan.Notices.Count > notes.Count;
            (hasWarnings ? page : page.Gap())
                .Line($"{notes.Count} {(notes.Count == 1 ? "note" : "notes")} (--verbose lists them)", Tone.Faint);
        }

        WriteLimits(page, view.Plan);
    }

    private static void WriteList(
        TextPage page, PlanView view, Addresses addresses, string heading, List<Notice> notices)
    {
        if (notices.Count == 0)
        {
            return;
        }

        page.Gap().Line($"{heading} ({notices.Count})", Tone.Strong);
        foreach (var block in Folding.Blocks(notices, notice => GroupKey(notice, addresses), view.Verbose))
        {
            var first = block[0];
            var about = block.Count == 1 ? About(first, addresses) : $"{block.Count} resources";
            page.Prose($"{first.Code} {about}: {Message(first, addresses)}", "    ", "      ");
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

    private static string GroupKey(Notice notice, Addresses addresses) => $"{notice.Code}\n{Message(notice, addresses)}";

    private static string Message(Notice notice, Addresses addresses)
    {
        var id = Addresses.Parsed(notice.Resource);
        var child = id is null ? null : addresses.ChildName(id);
        var message = child is null
            ? notice.Text
            : notice.Text.Replace($"Setting \"{child}\" ", "The setting ", StringComparison.OrdinalIgnoreCase);
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
    }
}
