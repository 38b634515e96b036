using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>A part of an estate, chosen by its subscriptions.</summary>
internal static class SubscriptionPart
{
    /// <summary>
    /// Refuses conditions that no subscription satisfies: a slip of the pen must not look like an estate with nothing in it.
    /// </summary>
    /// <param name="only">The conditions, all of them on subscriptions.</param>
    /// <param name="estate">What was read, which knows the other subscriptions too.</param>
    /// <exception cref="DiagnosticException">A condition matches nothing.</exception>
    public static void Check(SelectorSet only, Estate estate)
    {
        var all = estate.Subscriptions.Concat(estate.NotAskedFor).ToList();
        var vain = only.All.FirstOrDefault(selector => !all.Exists(one => selector.MatchesSubscription(one.Id, one.DisplayName)));
        if (vain is not null)
        {
            throw new DiagnosticException(PartDiagnostics.NoMatch(
                vain, [.. all.Select(one => one.DisplayName.Length > 0 ? one.DisplayName : one.Id)]));
        }
    }

    /// <summary>The GUIDs of the subscriptions in a part. What logs go to may lie in others, which were read for that alone.</summary>
    /// <param name="only">The conditions, all of them on subscriptions.</param>
    /// <param name="estate">What was read.</param>
    /// <param name="among">The GUIDs that they can be among; none: all.</param>
    /// <exception cref="DiagnosticException">A condition matches nothing, or nothing is left.</exception>
    public static IReadOnlyList<string> Of(SelectorSet only, Estate estate, IReadOnlyList<string> among)
    {
        Check(only, estate);
        List<string> part =
        [
            .. estate.Subscriptions
                .Where(one => only.TakesSubscription(one.Id, one.DisplayName))
                .Select(one => one.Id)
                .Where(guid => among.Count == 0 || among.Contains(guid)),
        ];
        return part.Count > 0 ? part : throw new DiagnosticException(PartDiagnostics.NothingTogether(only));
    }
}
