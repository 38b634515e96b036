using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>Whether conditions match anything, so that a slip of the pen never looks like an estate without faults. Pure.</summary>
internal static class SelectorMatches
{
    /// <summary>What a document alone says against a part, before anything is read; null where it says nothing against it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="selection">The part.</param>
    public static Diagnostic? WhyNeverAny(BaselineDocument document, Selection selection)
    {
        if (selection.Wave is { } wave && document.Rollout.All(known => known.Name != wave))
        {
            return PartDiagnostics.UnknownWave(wave, document.Rollout);
        }

        return selection.Only.All.FirstOrDefault(selector => selector.Kind == SelectorKind.Control && !IsControlOf(document, selector))
            is { } unknown
            ? PartDiagnostics.NoControl(unknown, [.. document.Controls.Select(control => control.Control)])
            : null;
    }

    /// <summary>Why conditions choose nothing; null where they choose something.</summary>
    /// <param name="world">What was judged.</param>
    /// <param name="only">The conditions.</param>
    /// <param name="subjects">What the findings are about.</param>
    public static Diagnostic? WhyNone(JudgedWorld world, SelectorSet only, IReadOnlyCollection<Subject> subjects)
    {
        foreach (var selector in only.All)
        {
            if (!IsKnown(world, selector) && !subjects.Any(selector.Matches))
            {
                return PartDiagnostics.NoMatch(selector, [.. NamesOf(world, selector.Kind, subjects)]);
            }
        }

        return only.KindCount > 1 && !subjects.Any(only.Matches) ? PartDiagnostics.NothingTogether(only) : null;
    }

    /// <summary>A subscription or control in which nothing has to be judged is no slip.</summary>
    private static bool IsKnown(JudgedWorld world, Selector selector) => selector.Kind switch
    {
        SelectorKind.Subscription => Subscriptions(world).Any(one => selector.MatchesSubscription(one.Id, one.Name)),
        SelectorKind.Control => IsControlOf(world.Document, selector),
        SelectorKind.ResourceGroup or SelectorKind.Resource or SelectorKind.Type or SelectorKind.Tag => false,
        _ => throw new ArgumentOutOfRangeException(nameof(selector), selector.Kind, "Not a kind of selector."),
    };

    private static bool IsControlOf(BaselineDocument document, Selector selector) =>
        document.Controls.Any(control => control.Control.Equals(selector.Value, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> NamesOf(JudgedWorld world, SelectorKind kind, IEnumerable<Subject> subjects) => kind switch
    {
        SelectorKind.Subscription => Subscriptions(world).Select(one => one.Name.Length > 0 ? one.Name : one.Id),
        SelectorKind.Control => world.Document.Controls.Select(control => control.Control),
        SelectorKind.ResourceGroup => subjects.Select(subject => subject.Resource.ResourceGroup).OfType<string>(),
        SelectorKind.Resource => subjects.Select(subject => ResourceNames.Printed(subject.Resource)),
        SelectorKind.Type => subjects.Select(subject => subject.Resource.Type),
        SelectorKind.Tag => subjects.SelectMany(subject => subject.Tags).Select(tag => $"{tag.Key}={tag.Value}"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of selector."),
    };

    /// <summary>Those that the document covers, whether they were read or not.</summary>
    private static IEnumerable<(string Id, string Name)> Subscriptions(JudgedWorld world) =>
        world.Scope.Subscriptions.Select(id => (id.Name, world.Estate.Subscription(id.Name)?.DisplayName ?? ""))
            .Concat(world.Estate.NotAskedFor.Select(one => (one.Id, one.DisplayName)));
}
