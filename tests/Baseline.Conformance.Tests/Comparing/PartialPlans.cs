using Baseline.Plans;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Plans with something left out.</summary>
internal static class PartialPlans
{
    /// <summary>The plan without a change and all that depends on it.</summary>
    public static Plan Without(this Plan plan, Change left)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal) { left.Id };
        var rest = new List<Change>();
        foreach (var change in plan.Changes)
        {
            if (gone.Contains(change.Id) || change.DependsOn.Any(gone.Contains))
            {
                gone.Add(change.Id);
            }
            else
            {
                rest.Add(change);
            }
        }

        return plan with { Changes = rest };
    }
}
