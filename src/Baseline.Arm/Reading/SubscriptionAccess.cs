using System.Collections.Concurrent;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>
/// Whether the subscription of a resource beyond the scope can be read. Without its subscription in the estate, an absent
/// resource could not be told from an unknown one.
/// </summary>
/// <param name="run">The read.</param>
/// <param name="scope">What was read of the scope before.</param>
internal sealed class SubscriptionAccess(EstateReads run, ScopeRead scope)
{
    private readonly HashSet<ResourceId> _inScope = [.. scope.Subscriptions];
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _known = new(StringComparer.Ordinal);

    public Task<bool> IsReadableAsync(ResourceId resource, CancellationToken cancellationToken) =>
        resource.SubscriptionId is not { } guid
            ? Task.FromResult(false)
            : _known.GetOrAdd(guid, _ => new Lazy<Task<bool>>(() => ReadAsync(guid, cancellationToken))).Value;

    private async Task<bool> ReadAsync(string guid, CancellationToken cancellationToken)
    {
        var id = ResourceId.Subscription(guid);
        if (run.Collector.IsUnreadable(id))
        {
            return false;
        }

        if (_inScope.Contains(id))
        {
            return true;
        }

        var answer = await run.Resources.GetAsync(id, cancellationToken);
        if (answer.Failure is { } error)
        {
            run.Collector.AddUnreadable(id, error);
            return false;
        }

        run.Collector.Add(ScopeReading.Subscription(guid, answer.Body, []));
        return true;
    }
}
