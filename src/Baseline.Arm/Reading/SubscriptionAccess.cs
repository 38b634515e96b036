using System.Collections.Concurrent;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Whether the subscription of a resource beyond the scope can be read. Without its subscription in the estate, an absent
/// resource could not be told from an unknown one. Each subscription is asked once.
/// </summary>
/// <param name="run">The read.</param>
/// <param name="scope">What was read of the scope before.</param>
internal sealed class SubscriptionAccess(EstateReads run, ScopeRead scope)
{
    private readonly HashSet<ResourceId> _inScope = [.. scope.Subscriptions];
    private readonly HashSet<ResourceId> _unreadable = [.. scope.Found.Failed.Select(read => read.Id)];
    private readonly Dictionary<string, EstateSubscription> _seen =
        scope.NotAskedFor.ToDictionary(subscription => subscription.Id, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Lazy<Task<Access>>> _known = new(StringComparer.Ordinal);

    /// <summary>Reads something of a resource where its subscription can be read.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="read">What is read then.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What was found, and of a subscription beyond the scope the subscription.</returns>
    public async Task<Found> ReadAsync(
        ResourceId resource, Func<CancellationToken, Task<Found>> read, CancellationToken cancellationToken)
    {
        if (resource.SubscriptionId is not { } guid)
        {
            return Found.Nothing;
        }

        var access = await _known.GetOrAdd(guid, _ => new Lazy<Task<Access>>(() => AskAsync(guid, cancellationToken))).Value;
        return access.IsReadable ? access.Subscription.And(await read(cancellationToken)) : access.Subscription;
    }

    private async Task<Access> AskAsync(string guid, CancellationToken cancellationToken)
    {
        var id = ResourceId.Subscription(guid);
        if (_unreadable.Contains(id))
        {
            return new Access(IsReadable: false, Found.Nothing);
        }

        if (_inScope.Contains(id))
        {
            return new Access(IsReadable: true, Found.Nothing);
        }

        // It was seen with the groups above it, which a read of its own does not tell.
        if (_seen.TryGetValue(guid, out var seen))
        {
            return new Access(IsReadable: true, Found.Of(seen));
        }

        var answer = await run.Resources.GetAsync(id, cancellationToken);
        return answer.Failure is { } failure
            ? new Access(IsReadable: false, Found.Unreadable(id, failure))
            : new Access(IsReadable: true, Found.Of(ScopeReading.Subscription(guid, answer.Body, [])));
    }

    private sealed record Access(bool IsReadable, Found Subscription);
}
