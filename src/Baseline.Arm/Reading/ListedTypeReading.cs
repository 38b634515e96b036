using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Reads all resources of the types that a request names, with nothing that belongs to them.</summary>
internal sealed class ListedTypeReading(EstateReads run)
{
    /// <summary>Lists each type in each subscription, once each.</summary>
    /// <param name="scope">The subscriptions in scope.</param>
    /// <param name="types">The types.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadAsync(ScopeRead scope, IEnumerable<ListedType> types, CancellationToken cancellationToken)
    {
        var lists =
            from type in types.DistinctBy(type => type.Name.ToLowerInvariant())
            from subscription in scope.Subscriptions
            select (new ReadType(type.Name, type.ApiVersion), subscription);
        return run.GatherAsync(lists, ReadListAsync, cancellationToken);
    }

    /// <summary>A type that the cloud or the subscription does not have has no resources; all else that fails is unreadable.</summary>
    private async Task<Found> ReadListAsync((ReadType Type, ResourceId Subscription) list, CancellationToken cancellationToken)
    {
        var (type, subscription) = list;
        if (type.Name.Count(letter => letter == '/') != 1)
        {
            // Azure would answer that there is no such type, which would look like a subscription that has none of it.
            return Found.Unreadable(ReadType.ListOf(type.Name, subscription), new ArmFailure(
                0, "NotListedBySubscription", $"{type.Name} is not a type that a subscription lists: it needs one provider and one name."));
        }

        var listed = await run.Resources.ListAsync(type, subscription, cancellationToken);
        return listed.Failure is { } failure && TypeAbsence.Of(failure.Status, failure.Code, failure.Message)
            ? Found.Nothing
            : ActionGroupAddresses.Without(Found.Of(listed, ReadType.ListOf(type.Name, subscription)));
    }
}
