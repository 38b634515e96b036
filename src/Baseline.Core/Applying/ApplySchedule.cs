using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// The order in which the changes of a plan may be taken up: each after those that it depends on and after the one before it
/// in its lock scope. Every wait is for an earlier change, so no two wait for each other. Of those that may, one of the
/// subscription that has the fewest unanswered writes comes first, so that no subscription that Azure slows down keeps others
/// waiting; then one of the subscription that has the most left, because it decides when the run ends; then the first of the plan.
/// </summary>
internal sealed class ApplySchedule
{
    private readonly IReadOnlyList<Change> _changes;
    private readonly int[] _waits;
    private readonly List<int>[] _followers;
    private readonly SubscriptionQueue[] _queueOf;
    private readonly IReadOnlyList<SubscriptionQueue> _queues;

    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="changes">The changes, in the order of the plan.</param>
    /// <param name="mostUnanswered">Unanswered writes in one subscription at most.</param>
    public ApplySchedule(ResourceTypes types, IReadOnlyList<Change> changes, int mostUnanswered)
    {
        _changes = changes;
        var queues = new OrderedDictionary<string, SubscriptionQueue>(StringComparer.OrdinalIgnoreCase);
        _queueOf = [.. changes.Select(change => QueueOf(change, queues, mostUnanswered))];
        _queues = [.. queues.Values];
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
                _queueOf[index].Add(index);
            }
        }
    }

    /// <summary>How many changes there are.</summary>
    public int Count => _changes.Count;

    /// <summary>The place in the plan of a change that waits for nothing any more; each place is given out once.</summary>
    public bool TryTake(out int index)
    {
        var next = _queues.Where(queue => queue.MayGo).MinBy(queue => queue.Turn);
        index = next?.Take() ?? -1;
        return next is not null;
    }

    /// <summary>A change that was taken will be written.</summary>
    public void Begin(int index) => _queueOf[index].Begin();

    /// <summary>The write of a change that was begun has been answered, or never will be.</summary>
    public void Answered(int index) => _queueOf[index].Answered();

    /// <summary>A change has come to its end, whatever that was.</summary>
    public void Settle(int index)
    {
        foreach (var follower in _followers[index])
        {
            if (--_waits[follower] == 0)
            {
                _queueOf[follower].Add(follower);
            }
        }
    }

    /// <summary>The change at a place.</summary>
    public Change this[int index] => _changes[index];

    private static SubscriptionQueue QueueOf(
        Change change, OrderedDictionary<string, SubscriptionQueue> queues, int mostUnanswered)
    {
        var subscription = ResourceId.TryParse(change.Resource, out var id) ? id.SubscriptionId ?? "" : "";
        if (!queues.TryGetValue(subscription, out var queue))
        {
            queues[subscription] = queue = new SubscriptionQueue(mostUnanswered);
        }

        queue.Expect();
        return queue;
    }
}
