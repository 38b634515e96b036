using Baseline.Azure;
using Baseline.Azure.Vaults;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Controls.Monitor006;

/// <summary>Where the activity log is to be exported to.</summary>
/// <param name="Required">Whether a subscription that exports to no storage account is noncompliant.</param>
/// <param name="StorageAccount">Where apply exports to; null where the document does not say.</param>
/// <param name="SettingName">The subscription setting that apply creates.</param>
public sealed record ExportSettings(bool Required, ResourceId? StorageAccount, string SettingName)
{
    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-activity-log";
}

/// <summary>Who reaches a new key vault over the network.</summary>
/// <param name="DeniesByDefault">Whether only what a rule names gets in (true) or everybody (false).</param>
/// <param name="AdmitsTrustedServices">Whether trusted Microsoft services pass all the same; storage is one of them.</param>
/// <param name="IpRanges">IPv4 ranges that get in, as <c>203.0.113.0/24</c>.</param>
/// <param name="Subnets">Subnets that get in.</param>
public sealed record VaultNetworkSettings(
    bool DeniesByDefault, bool AdmitsTrustedServices, IReadOnlyList<string> IpRanges, IReadOnlyList<ResourceId> Subnets);

/// <summary>How apply creates the key vault. What is null or empty is left to Azure.</summary>
/// <param name="Location">Its region.</param>
/// <param name="Sku">standard or premium.</param>
/// <param name="Rbac">Whether roles decide who may use keys (true) or access policies (false).</param>
public sealed record CreateVaultSettings(string Location, string Sku, bool Rbac)
{
    /// <summary>Its firewall.</summary>
    public VaultNetworkSettings? Network { get; init; }

    /// <summary>Enabled or Disabled: whether it is reached from public networks at all.</summary>
    public string? PublicNetworkAccess { get; init; }

    /// <summary>For how many days a deleted vault or key can be recovered, 7 to 90; it can never be changed.</summary>
    public int? SoftDeleteRetentionInDays { get; init; }

    /// <summary>Its tags, in the document's order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

/// <summary>The key that remediation uses.</summary>
/// <param name="Vault">The key vault.</param>
/// <param name="CreateVault">How to create the vault; null: it is never created.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Version">A version; null where the document says latest: Azure rotates.</param>
/// <param name="CreateSize">Bits of the RSA key to create; null: it is never created.</param>
/// <param name="Pinned">Whether any other customer-managed key is noncompliant.</param>
public sealed record KeySettings(
    ResourceId Vault, CreateVaultSettings? CreateVault, string Name, string? Version, int? CreateSize, bool Pinned)
{
    /// <summary>The key's id.</summary>
    public ResourceId Id => Vault.Child($"keys/{Name}");
}

/// <summary>The user-assigned identity with which a storage account reaches the key.</summary>
/// <param name="Id">The identity.</param>
/// <param name="CreateLocation">The region to create it in; null: it is never created.</param>
public sealed record IdentitySettings(ResourceId Id, string? CreateLocation);

/// <summary>What the document says of Monitor-006.</summary>
/// <param name="Export">The export of the activity log itself.</param>
/// <param name="Key">The key; null: an account without a customer-managed key is blocked.</param>
/// <param name="Identity">The identity; null: an account that needs one is blocked.</param>
/// <param name="GrantAutomatically">Whether apply grants the identity access to the key.</param>
/// <param name="ConsentsToPurgeProtection">Whether the document consents to switching purge protection on, forever.</param>
/// <param name="Deep">Whether the health of the key and of the container's encryption count in the verdict.</param>
/// <param name="Span">Where the document names the control.</param>
public sealed record Monitor006Settings(
    ExportSettings Export,
    KeySettings? Key,
    IdentitySettings? Identity,
    bool GrantAutomatically,
    bool ConsentsToPurgeProtection,
    bool Deep,
    SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "Monitor-006";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources =>
        new[] { Export.StorageAccount, Key?.Vault, Key?.Id, Identity?.Id }.OfType<ResourceId>();

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => new[] { Export.StorageAccount }.OfType<ResourceId>();

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Prerequisites => [.. PrerequisitesOf(Key), .. PrerequisitesOf(Identity)];

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => [Export.SettingName];

    /// <inheritdoc/>
    public IReadOnlyList<DeclaredExport> Exports { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<string> Consents => ConsentsToPurgeProtection ? [VaultType.PurgeProtection] : [];

    /// <inheritdoc/>
    public string? WhereToConsent(string consent) => consent == VaultType.PurgeProtection ? $"controls.{Id}.irreversible" : null;

    private static IEnumerable<ResourceId> PrerequisitesOf(KeySettings? key)
    {
        if (key is { Version: { } version })
        {
            yield return KeyVersion.IdOf(key.Id, version);
        }

        if (key is { CreateVault: { } create })
        {
            yield return VaultCreation.DeletedVaultId(key.Vault, create.Location);
            foreach (var id in PlaceOf(key.Vault, "Microsoft.KeyVault"))
            {
                yield return id;
            }
        }
    }

    private static IEnumerable<ResourceId> PrerequisitesOf(IdentitySettings? identity) =>
        identity is { CreateLocation: not null } ? PlaceOf(identity.Id, "Microsoft.ManagedIdentity") : [];

    private static IEnumerable<ResourceId> PlaceOf(ResourceId id, string provider)
    {
        var subscription = ResourceId.Subscription(id.SubscriptionId ?? "");
        return [subscription.Child($"resourceGroups/{id.ResourceGroup}"), subscription.Child($"providers/{provider}")];
    }
}
