using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>The changes of a plan, in the order in which they are applied; many alike are one block.</summary>
internal static class ChangeSection
{
    private const string Indent = "       ";

    // A path may hold a whole id; the others are not moved out of sight for its sake.
    private const int MostAligned = 60;

    /// <summary>Adds the changes; nothing where there are none.</summary>
    public static void Write(TextPage page, PlanView view)
    {
        if (view.Plan.IsEmpty)
        {
            return;
        }

        page.Gap().Line("Changes", Tone.Strong);
        var reasons = new ReasonOnce(view.Plan);
        foreach (var (index, block) in Folding.Blocks(view.Plan.Changes, GroupKey, view.Verbose).Index())
        {
            if (index > 0)
            {
                page.Gap();
            }

            if (block is [var change])
            {
                WriteHeading(page, change, $"{change.Id} {PlanSentences.Word(change.Action)} {ValueText.Resource(change.Resource)}");
                WriteRest(page, view, change, change.Because, reasons);
            }
            else
            {
                WriteFolded(page, view, block, reasons);
            }
        }
    }

    private static void WriteFolded(
        TextPage page, PlanView view, IReadOnlyList<Change> block, ReasonOnce reasons)
    {
        var first = block[0];
        var ids = Examples.Join([.. block.Select(change => change.Id)]);
        WriteHeading(page, first, $"{PlanSentences.Word(first.Action)} {block.Count} of {first.Type} ({ids})");
        Examples.Write(page, [.. block.Select(change => ValueText.Resource(change.Resource))], Indent);
        WriteRest(page, view, first, [.. block.SelectMany(change => change.Because).Distinct()], reasons);
    }

    private static void WriteHeading(TextPage page, Change change, string text)
    {
        page.Add("  ").Add(change.Irreversible ? "!" : " ", Tone.Alert)
            .Add(Symbol(change.Action), ToneOf(change.Action)).Add(" ").Add(text, Tone.Strong)
            .Line(change.Origin is { } origin ? $" [{PlanWords.Of(origin)}]" : "", Tone.Faint);
        if (change.Irreversible)
        {
            page.Line($"{Indent}! Azure can't take this back.", Tone.Alert);
        }
    }

    private static void WriteRest(
        TextPage page, PlanView view, Change change, IReadOnlyList<Cause> because, ReasonOnce reasons)
    {
        WriteProperties(page, view, change);
        var shown = view.Verbose ? because.Count : Folding.MostAlike;
        foreach (var cause in because.Take(shown))
        {
            var account = cause.Account is { } served ? $" ({served})" : "";
            page.Add($"{Indent}because ").Add(cause.Control, Tone.Strong).Line($": {cause.Resource}{account}");
            if (reasons.Take(cause) is { } reason)
            {
                page.Prose(reason, $"{Indent}  ", Tone.Faint);
            }
        }

        if (because.Count > shown)
        {
            page.Line($"{Indent}and because of {because.Count - shown} more (--verbose lists all)", Tone.Faint);
        }

        if (change.DependsOn.Count > 0)
        {
            page.Line($"{Indent}after {string.Join(", ", change.DependsOn)}", Tone.Faint);
        }
    }

    private static void WriteProperties(TextPage page, PlanView view, Change change)
    {
        var longest = change.Properties
            .Select(property => Printable.Text(property.Path).Length)
            .Where(length => length <= MostAligned)
            .DefaultIfEmpty(0)
            .Max();
        foreach (var property in change.Properties)
        {
            var path = Printable.Text(property.Path);
            page.Add($"{Indent}{path}: {new string(' ', Math.Max(0, longest - path.Length))}")
                .Add(ValueText.Of(property.Before, view.Verbose), Tone.Bad)
                .Add(" -> ")
                .Line(ValueText.Of(property.After, view.Verbose), Tone.Good);
        }
    }

    /// <summary>What is the same in changes that do the same to different resources.</summary>
    private static string GroupKey(Change change) => string.Join('\n',
    [
        $"{change.Action} {change.Type} {change.ApiVersion} {change.Method} {change.Irreversible} {change.Origin}",
        .. change.DependsOn,
        .. change.Because.Select(cause => cause.Control).Distinct(),
        .. change.Properties.Select(property =>
            $"{property.Path} {ValueText.Of(property.Before, whole: true)} {ValueText.Of(property.After, whole: true)}"),
    ]);

    private static string Symbol(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    private static Tone ToneOf(ChangeAction action) => action switch
    {
        ChangeAction.Create => Tone.Good,
        ChangeAction.Update => Tone.Caution,
        ChangeAction.Delete => Tone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}

/// <summary>The reasons of findings, each given once: a chain of changes has one reason.</summary>
internal sealed class ReasonOnce(Plan plan)
{
    private readonly Dictionary<(string Control, string Key), string> _left = plan.Findings
        .DistinctBy(finding => (finding.Control, finding.Resource.Key))
        .ToDictionary(finding => (finding.Control, finding.Resource.Key), finding => finding.Reason);

    /// <summary>The reason of the finding that asked for a change; null where it was given before.</summary>
    public string? Take(Cause cause) =>
        _left.Remove((cause.Control, cause.Resource.ToLowerInvariant()), out var reason) ? reason : null;
}
