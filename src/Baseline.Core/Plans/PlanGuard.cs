using Baseline.Resources;

namespace Baseline.Plans;

/// <summary>Holds a plan against the limits of its document.</summary>
public static class PlanGuard
{
    /// <summary>The limits that a plan goes beyond.</summary>
    /// <param name="maxChanges">The most changes; null for no limit.</param>
    /// <param name="maxChangedPercent">The most judged resources with a change, in percent; null for no limit.</param>
    /// <param name="changes">The plan's changes.</param>
    /// <param name="judged">The vaults and storage accounts that were judged.</param>
    public static IReadOnlyList<ExceededLimit> Exceeded(
        int? maxChanges, int? maxChangedPercent, IReadOnlyList<Change> changes, IReadOnlySet<ResourceId> judged)
    {
        var exceeded = new List<ExceededLimit>();
        if (maxChanges is { } most && changes.Count > most)
        {
            exceeded.Add(new ExceededLimit("maxChanges", most, changes.Count));
        }

        if (maxChangedPercent is { } percent)
        {
            var allowed = (int)(((long)judged.Count * percent + 99) / 100);
            var changed = changes.Select(Subject).OfType<ResourceId>().Where(judged.Contains).Distinct().Count();
            if (changed > allowed)
            {
                exceeded.Add(new ExceededLimit("maxChangedPercent", allowed, changed));
            }
        }

        return exceeded;
    }

    /// <summary>The vault or account that a change is made to: the resource, or the nearest above it of either type.</summary>
    private static ResourceId? Subject(Change change)
    {
        for (var at = ResourceId.TryParse(change.Resource, out var id) ? id : null; at is not null; at = at.Parent)
        {
            if (at.IsOfType("microsoft.keyvault/vaults") || at.IsOfType("microsoft.storage/storageaccounts"))
            {
                return at;
            }
        }

        return null;
    }
}
