using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Initiating;

/// <summary>Where the vaults of a region are to log.</summary>
/// <param name="Region">The region, normalized.</param>
/// <param name="Vaults">How many vaults it has.</param>
/// <param name="Account">The account of the region that most of them log to compliantly, or else that most of them name; null when
/// none names one there.</param>
/// <param name="Logging">How many of them log to it compliantly.</param>
public sealed record ProposedDestination(string Region, int Vaults, ResourceId? Account, int Logging);

/// <summary>A customer-managed key that an account of the activity log uses already.</summary>
/// <param name="Account">The account.</param>
/// <param name="Vault">The vault of the key.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Identity">The user-assigned identity that reaches it; null where the account's own does.</param>
public sealed record ProposedKey(ResourceId Account, ResourceId Vault, string Name, ResourceId? Identity);

/// <summary>What a first document says of an estate.</summary>
/// <param name="Tenant">Whether it covers the tenant, and not only the subscriptions below.</param>
/// <param name="Subscriptions">What it covers, sorted by GUID; the name is empty where it is not known.</param>
/// <param name="Destinations">One for each region with vaults, sorted.</param>
/// <param name="Key">The key in use; null when there is none.</param>
public sealed record Proposal(
    bool Tenant,
    IReadOnlyList<EstateSubscription> Subscriptions,
    IReadOnlyList<ProposedDestination> Destinations,
    ProposedKey? Key);
