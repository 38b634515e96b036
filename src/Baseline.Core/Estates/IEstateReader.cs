using Baseline.Azure;
using Baseline.Selecting;

namespace Baseline.Estates;

/// <summary>What has to be read to judge a document.</summary>
/// <param name="Tenant">Every subscription that can be seen.</param>
/// <param name="ManagementGroups">Groups to read, with all subscriptions under them.</param>
/// <param name="Subscriptions">Subscriptions to read, by GUID.</param>
/// <param name="Needs">What of all that is needed.</param>
/// <param name="Named">
/// Resources that the document names: accounts, vaults, keys and their versions, identities; and what decides whether missing ones
/// can be created: resource groups, providers, deleted vaults. In any subscription.
/// </param>
public sealed record EstateRequest(
    bool Tenant,
    IReadOnlyList<ResourceId> ManagementGroups,
    IReadOnlyList<string> Subscriptions,
    EstateNeeds Needs,
    IReadOnlyList<ResourceId> Named)
{
    /// <summary>The part of the subscriptions that is read; all by default.</summary>
    public Selection Part { get; init; } = Selection.Everything;

    /// <summary>
    /// Storage accounts that the document has activity logs exported to: of them is read what of accounts that receive such logs is read,
    /// because they will. None by default.
    /// </summary>
    public IReadOnlyList<ResourceId> ToReceive { get; init; } = [];

    /// <summary>
    /// What is still needed once all of that was read, as paths of lists, which are read then with what they lead to, and as ids of
    /// resources: what is found there can matter only for some of the resources, and only what was read tells for which. Nothing by
    /// default.
    /// </summary>
    public Func<Estate, IEnumerable<ResourceId>> StillNeeded { get; init; } = _ => [];

    /// <summary>All that any control needs, without a document.</summary>
    /// <param name="subscriptions">The subscriptions to read, by GUID; none: every one that can be seen.</param>
    public static EstateRequest Everything(IReadOnlyList<string> subscriptions) =>
        new(subscriptions.Count == 0, [], subscriptions, EstateNeeds.Everything, [])
        {
            StillNeeded = estate => PlatformTelemetry.Types
                .SelectMany(estate.OfType)
                .Where(resource => !estate.SettingsNotAskedFor.Contains(resource.Id))
                .Select(resource => PlatformTelemetry.AssociationsOf(resource.Id)),
        };

    /// <summary>All that this request and another need, of the part that this one asks for.</summary>
    public EstateRequest And(EstateRequest other) => new(
        Tenant || other.Tenant,
        [.. ManagementGroups.Union(other.ManagementGroups).Order()],
        [.. Subscriptions.Union(other.Subscriptions, StringComparer.OrdinalIgnoreCase)],
        Needs.And(other.Needs),
        [.. Named.Union(other.Named).Order()])
    {
        Part = Part,
        ToReceive = [.. ToReceive.Union(other.ToReceive).Order()],
        StillNeeded = estate => StillNeeded(estate).Union(other.StillNeeded(estate)),
    };
}

/// <summary>Observes an estate. A read that fails becomes an unreadable entry, never a missing resource.</summary>
public interface IEstateReader
{
    /// <summary>Reads everything that the request needs.</summary>
    Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken);
}
