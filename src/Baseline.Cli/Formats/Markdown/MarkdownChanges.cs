using System.Text;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>The changes of a plan, folded by the controls that ask for them.</summary>
internal static class MarkdownChanges
{
    // More than a group costs besides its rows and its heading's names.
    private const int Frame = 500;

    /// <summary>Adds the changes that fit; nothing where there are none.</summary>
    public static void Write(MarkdownPage page, Plan plan, int limit)
    {
        if (plan.IsEmpty)
        {
            return;
        }

        page.Line().Line("### Changes");
        var seen = 0;
        foreach (var group in plan.Changes.GroupBy(Controls, StringComparer.Ordinal))
        {
            if (page.Length + Frame > limit)
            {
                page.Cut(plan.Changes.Count - seen, "change");
                break;
            }

            var changes = group.ToList();
            seen += changes.Count;
            page.Line().Line($"<details><summary>{group.Key}: {Summary(changes)}</summary>").Line();
            page.Line("| Change | Resource | Property | Before → after |").Line("|---|---|---|---|");
            var written = page.Fill(changes.Select(Rows), limit - Frame);
            page.Cut(changes.Count - written, "change");
            page.Line().Line("</details>");
        }
    }

    /// <summary>Ids of controls come from this program or are checked to be like its own, but are data all the same.</summary>
    private static string Controls(Change change)
    {
        var controls = change.Because
            .Select(cause => cause.Control)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(MarkdownText.Html)
            .ToList();
        return controls.Count == 0 ? "Without a finding" : string.Join(" and ", controls.Take(2));
    }

    private static string Summary(List<Change> changes)
    {
        var counts = new[] { ChangeAction.Create, ChangeAction.Update, ChangeAction.Delete }
            .Select(action => (Action: action, Count: changes.Count(change => change.Action == action)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} to {PlanWords.Of(pair.Action)}");
        return string.Join(", ", counts);
    }

    private static string Rows(Change change)
    {
        var rows = new StringBuilder();
        var first = $"{MarkdownText.Code(change.Id)} {PlanWords.Of(change.Action)}"
            + (change.Origin is { } origin ? $"<br>{PlanWords.Of(origin)}" : "")
            + (change.Irreversible ? "<br>**irreversible**" : "")
            + (change.DependsOn.Count > 0 ? $"<br>after {Examples.Join([.. change.DependsOn.Select(MarkdownText.Code)])}" : "");
        var resource = MarkdownText.Code(ValueText.Resource(change.Resource));
        if (change.Properties.Count == 0)
        {
            return $"| {first} | {resource} | | |\n";
        }

        foreach (var (index, property) in change.Properties.Index())
        {
            rows.Append(index == 0 ? $"| {first} | {resource} " : "| | ")
                .Append($"| {MarkdownText.Code(property.Path)} | {Value(property.Before)} → {Value(property.After)} |\n");
        }

        return rows.ToString();
    }

    private static string Value(System.Text.Json.JsonElement value) => MarkdownText.Code(ValueText.Of(value, whole: false));
}
