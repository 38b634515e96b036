using Baseline.Azure;
using Baseline.Selecting;

namespace Baseline.Estates;

/// <summary>What has to be read to judge a document.</summary>
/// <param name="Tenant">Every subscription that can be seen.</param>
/// <param name="ManagementGroups">Groups to read, with all subscriptions under them.</param>
/// <param name="Subscriptions">Subscriptions to read, by GUID.</param>
/// <param name="KeyVaults">Whether vaults and their diagnostic settings are needed.</param>
/// <param name="ActivityLog">Whether subscription settings, and the accounts they name, are needed.</param>
/// <param name="Named">
/// Resources that the document names: accounts, vaults, keys and their versions, identities; and what decides whether missing ones
/// can be created: resource groups, providers, deleted vaults. In any subscription.
/// </param>
public sealed record EstateRequest(
    bool Tenant,
    IReadOnlyList<ResourceId> ManagementGroups,
    IReadOnlyList<string> Subscriptions,
    bool KeyVaults,
    bool ActivityLog,
    IReadOnlyList<ResourceId> Named)
{
    /// <summary>
    /// Whether, with the activity log, what encrypts the accounts that receive it is needed: their keys, and the scope of the log's
    /// container; true by default.
    /// </summary>
    public bool Encryption { get; init; } = true;

    /// <summary>
    /// Whether, with the activity log, what decides how long accounts and workspaces keep it is needed; false by default.
    /// </summary>
    public bool ActivityLogRetention { get; init; }

    /// <summary>Types of which every resource in scope is needed, with nothing that belongs to it; none by default.</summary>
    public IReadOnlyList<ListedType> Types { get; init; } = [];

    /// <summary>
    /// Types whose resources are needed with their diagnostic settings, and with what they offer to them; none by default.
    /// </summary>
    public IReadOnlyList<LoggedTypes> Logged { get; init; } = [];

    /// <summary>The part of the subscriptions that is read; all by default.</summary>
    public Selection Part { get; init; } = Selection.Everything;

    /// <summary>All that any control needs, without a document.</summary>
    /// <param name="subscriptions">The subscriptions to read, by GUID; none: every one that can be seen.</param>
    public static EstateRequest Everything(IReadOnlyList<string> subscriptions) =>
        new(subscriptions.Count == 0, [], subscriptions, KeyVaults: true, ActivityLog: true, [])
        {
            ActivityLogRetention = true,
            Logged = [LoggedTypes.All],
        };

    /// <summary>All that this request and another need, of the part that this one asks for.</summary>
    public EstateRequest And(EstateRequest other) => new(
        Tenant || other.Tenant,
        [.. ManagementGroups.Union(other.ManagementGroups).Order()],
        [.. Subscriptions.Union(other.Subscriptions, StringComparer.OrdinalIgnoreCase)],
        KeyVaults || other.KeyVaults,
        ActivityLog || other.ActivityLog,
        [.. Named.Union(other.Named).Order()])
    {
        Encryption = (ActivityLog && Encryption) || (other.ActivityLog && other.Encryption),
        ActivityLogRetention = ActivityLogRetention || other.ActivityLogRetention,
        Types = [.. Types.Union(other.Types).OrderBy(type => type.Name, StringComparer.Ordinal)],
        Logged = [.. Logged, .. other.Logged],
        Part = Part,
    };
}

/// <summary>Observes an estate. A read that fails becomes an unreadable entry, never a missing resource.</summary>
public interface IEstateReader
{
    /// <summary>Reads everything that the request needs.</summary>
    Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken);
}
