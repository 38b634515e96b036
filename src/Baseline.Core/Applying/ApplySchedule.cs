using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// The order in which the changes of a plan may be taken up: each after those that it depends on and after the one before it
/// in its lock scope; of those that may, the first of the plan. Every wait is for an earlier change, so no two wait for each other.
/// </summary>
internal sealed class ApplySchedule
{
    private readonly IReadOnlyList<Change> _changes;
    private readonly int[] _waits;
    private readonly List<int>[] _followers;
    private readonly PriorityQueue<int, int> _ready = new();

    public ApplySchedule(ResourceTypes types, IReadOnlyList<Change> changes)
    {
        _changes = changes;
        _waits = new int[changes.Count];
        _followers = [.. changes.Select(_ => new List<int>())];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var lastOfScope = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < changes.Count; index++)
        {
            var before = changes[index].DependsOn.Where(places.ContainsKey).Select(id => places[id]).ToHashSet();
            var scope = types.LockScopeOf(changes[index].Type, changes[index].Resource);
            if (lastOfScope.TryGetValue(scope, out var previous))
            {
                before.Add(previous);
            }

            foreach (var earlier in before)
            {
                _followers[earlier].Add(index);
            }

            _waits[index] = before.Count;
            lastOfScope[scope] = index;
            places[changes[index].Id] = index;
            if (before.Count == 0)
            {
                _ready.Enqueue(index, index);
            }
        }
    }

    /// <summary>How many changes there are.</summary>
    public int Count => _changes.Count;

    /// <summary>The place in the plan of a change that waits for nothing any more; each place is given out once.</summary>
    public bool TryTake(out int index) => _ready.TryDequeue(out index, out _);

    /// <summary>A change has come to its end, whatever that was.</summary>
    public void Settle(int index)
    {
        foreach (var follower in _followers[index])
        {
            if (--_waits[follower] == 0)
            {
                _ready.Enqueue(follower, follower);
            }
        }
    }

    /// <summary>The change at a place.</summary>
    public Change this[int index] => _changes[index];
}
