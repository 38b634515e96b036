using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Text;

/// <summary>What the document changes beside the one that it is compared with, and what is drift.</summary>
internal static class ComparisonSection
{
    /// <summary>Adds it; nothing where nothing is compared.</summary>
    public static void Write(TextPage page, PlanView view, Addresses addresses)
    {
        if (view.Plan.Against is not { } against)
        {
            return;
        }

        page.Gap().Line($"Against {against.Document}", Tone.Strong);
        foreach (var block in Folding.Blocks(against.Shifts, shift => $"{shift.Control} {PlanSentences.Shift(shift)}", view.Verbose))
        {
            if (block is [var shift])
            {
                page.Add($"  {addresses.Within(shift.Resource, null)}: {PlanSentences.Shift(shift)}").Tag(shift.Control);
            }
            else
            {
                page.Add($"  {block.Count} resources: {PlanSentences.Shift(block[0])}").Tag(block[0].Control);
                foreach (var subscription in block.GroupBy(one => one.Resource.SubscriptionId))
                {
                    var place = subscription.Key is { } guid ? addresses.Subscription(guid) : "Outside subscriptions";
                    page.Line($"      {place}", Tone.Faint);
                    page.Names([.. subscription.Select(one => addresses.Within(one.Resource, subscription.Key))], "        ", Tone.Strong);
                }
            }
        }

        page.Line($"  {PlanSentences.Comparison(view.Plan, against)}");
        if (view.Diffs is { Bodies: true, Document: { Length: > 0 } diff })
        {
            DiffText.Write(page.Gap(), diff, "  ");
        }
    }
}
