using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Which changes of a plan rest on which, as their bodies say: what a change does not wait for may be sent at the same time, or
/// may have failed. Pure.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
internal sealed class PlanDependencies(ResourceTypes types)
{
    private readonly Dictionary<ResourceId, string> _creations = [];
    private readonly Dictionary<string, List<string>> _grants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Change>> _byType = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Each change of a plan that does not wait for all that it rests on, with the ids of the changes that are missing.</summary>
    /// <param name="plan">The plan, in which no change waits for a later one, or for one that is not there.</param>
    /// <param name="types">The types that the tool writes to.</param>
    public static IEnumerable<(string Change, IReadOnlyList<string> Missing)> NotWaitedFor(Plan plan, ResourceTypes types)
    {
        var dependencies = new PlanDependencies(types);
        var isUndo = plan.IsUndo;
        var waits = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var change in plan.Changes)
        {
            var all = change.DependsOn.SelectMany(id => waits[id]).Concat(change.DependsOn).ToHashSet(StringComparer.Ordinal);
            waits[change.Id] = all;
            var missing = dependencies.Of(change, isUndo).Where(id => !all.Contains(id)).Distinct().ToList();
            if (missing.Count > 0)
            {
                yield return (change.Id, missing);
            }

            dependencies.Add(change);
        }
    }

    /// <summary>The earlier changes that a change rests on.</summary>
    private IEnumerable<string> Of(Change change, bool isUndo)
    {
        var write = change.ToWrite();
        if (isUndo)
        {
            var type = types.TypeOf(change.Type);
            return _byType.Values.SelectMany(earlier => earlier).Where(one => type.WaitsFor(write, one.ToWrite())).Select(one => one.Id);
        }

        var texts = change.Body.Texts().Append(change.Resource).ToList();
        var created = texts.SelectMany(AtAndAbove).Select(id => _creations.GetValueOrDefault(id)).OfType<string>().ToList();
        return texts.SelectMany(ChangeReference.ChangesIn)
            .Concat(created)
            .Concat(created.SelectMany(id => _grants.GetValueOrDefault(id) ?? []))
            .Concat(RestsOn(types.TypeOf(change.Type), write));
    }

    private IEnumerable<string> RestsOn(IResourceType type, ArmWrite write) => type.RestsOnTypes
        .SelectMany(name => _byType.GetValueOrDefault(name) ?? [])
        .Where(earlier => type.RestsOn(write, earlier.ToWrite()))
        .Select(earlier => earlier.Id);

    private void Add(Change change)
    {
        if (!_byType.TryGetValue(change.Type, out var alike))
        {
            _byType[change.Type] = alike = [];
        }

        alike.Add(change);
        if (change.Action == ChangeAction.Create && ResourceId.TryParse(change.Resource, out var id))
        {
            _creations.TryAdd(id, change.Id);
        }

        if (change.ToWrite() is var write && (write.IsOfType(TypeNames.RoleAssignment) || write.IsOfType(TypeNames.AccessPolicy)))
        {
            // Whoever uses an identity that is created needs what it is given access to.
            foreach (var principal in change.Body.Texts().SelectMany(ChangeReference.ChangesIn).Distinct())
            {
                if (!_grants.TryGetValue(principal, out var grants))
                {
                    _grants[principal] = grants = [];
                }

                grants.Add(change.Id);
            }
        }
    }

    private static IEnumerable<ResourceId> AtAndAbove(string text)
    {
        for (var at = ResourceId.TryParse(text, out var id) ? id : (ResourceId?)null; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }
}
