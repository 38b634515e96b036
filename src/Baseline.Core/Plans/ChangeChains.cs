using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>Which changes belong together: one, and all that must have succeeded before it. Pure.</summary>
internal static class ChangeChains
{
    /// <summary>
    /// Who asks for each change of a part: the wanted causes, and for what a wanted change rests on, those of that change.
    /// What nobody asks for is left out.
    /// </summary>
    /// <param name="drafts">All changes, by key.</param>
    /// <param name="causes">Who asks for each.</param>
    /// <param name="keeps">Whether a cause is wanted.</param>
    public static Dictionary<string, HashSet<Cause>> Serving(
        IReadOnlyDictionary<string, ChangeDraft> drafts,
        IReadOnlyDictionary<string, HashSet<Cause>> causes,
        Func<Cause, bool> keeps)
    {
        var own = causes.Select(pair => (pair.Key, Causes: pair.Value.Where(keeps).ToHashSet()))
            .Where(pair => pair.Causes.Count > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Causes, StringComparer.Ordinal);
        var serving = own.ToDictionary(pair => pair.Key, pair => pair.Value.ToHashSet(), StringComparer.Ordinal);
        foreach (var (key, wanted) in own)
        {
            foreach (var needed in With(key, one => drafts[one].DependsOn).Where(one => !own.ContainsKey(one)))
            {
                if (!serving.TryGetValue(needed, out var all))
                {
                    serving[needed] = all = [];
                }

                all.UnionWith(wanted);
            }
        }

        return serving;
    }

    /// <summary>
    /// The first changes, at most so many: chain after chain, by the place of the last change of each. No chain is cut, so that the
    /// first one is taken whole however long it is; from the first that does not fit, all is left.
    /// </summary>
    /// <param name="ordered">The changes, in the order in which they are applied.</param>
    /// <param name="most">The most, 1 or more.</param>
    public static IReadOnlySet<string> First(IReadOnlyList<ChangeDraft> ordered, int most)
    {
        var drafts = ordered.ToDictionary(draft => draft.Key, StringComparer.Ordinal);
        var needed = ordered.SelectMany(draft => draft.DependsOn).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var last in ordered.Where(draft => !needed.Contains(draft.Key)))
        {
            List<string> more = [.. With(last.Key, key => drafts[key].DependsOn).Where(key => !taken.Contains(key))];
            if (taken.Count > 0 && taken.Count + more.Count > most)
            {
                break;
            }

            taken.UnionWith(more);
        }

        return taken;
    }

    private static HashSet<string> With(string key, Func<string, IEnumerable<string>> dependsOn)
    {
        var chain = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([key]);
        while (open.TryPop(out var next))
        {
            if (chain.Add(next))
            {
                foreach (var before in dependsOn(next))
                {
                    open.Push(before);
                }
            }
        }

        return chain;
    }
}
