using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure.StorageAccounts;

/// <summary>
/// Storage accounts: identities are attached to them, they are encrypted with a customer-managed key, and the logs in them are protected.
/// </summary>
public sealed class StorageAccountType : IResourceType
{
    private const string Encryption = "properties.encryption";

    private static readonly string[] Patched =
    [
        "identity.type", "identity.userAssignedIdentities.*", $"{Encryption}.keySource", $"{Encryption}.services.*",
        $"{Encryption}.requireInfrastructureEncryption", $"{Encryption}.identity.userAssignedIdentity",
        $"{Encryption}.keyvaultproperties.keyname", $"{Encryption}.keyvaultproperties.keyversion",
        $"{Encryption}.keyvaultproperties.keyvaulturi", .. AccountProtection.Patched,
    ];

    private static readonly string[] Sources = ["Microsoft.Keyvault", "Microsoft.Storage"];

    /// <inheritdoc/>
    public string Name => TypeNames.StorageAccount;

    /// <inheritdoc/>
    public string ApiVersion => "2025-06-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("storage account", "storage accounts");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("identity.type", "identity type"),
        ("properties.allowBlobPublicAccess", "anonymous access"),
        ("properties.allowCrossTenantReplication", "cross-tenant copies"),
        ("properties.minimumTlsVersion", "minimum TLS"),
        ("properties.networkAcls.bypass", "firewall bypass"),
        ("properties.supportsHttpsTrafficOnly", "HTTPS only"),
        ("properties.encryption.keySource", "encryption"),
        ("properties.encryption.identity.userAssignedIdentity", "key read as"),
        ("properties.encryption.keyvaultproperties.keyname", "key"),
        ("properties.encryption.keyvaultproperties.keyvaulturi", "key vault"),
        ("properties.encryption.keyvaultproperties.keyversion", "key version"));

    /// <summary>Whether a write changes how an account is encrypted.</summary>
    public static bool IsEncryption(ArmWrite write) =>
        write.IsOfType(TypeNames.StorageAccount) && write.Body.At(Encryption).ValueKind == JsonValueKind.Object;

    /// <summary>Whether a write changes how the logs in an account are protected.</summary>
    public static bool IsProtection(ArmWrite write) => write.IsOfType(TypeNames.StorageAccount) && AccountProtection.IsIn(write.Body);

    /// <summary>Why a grant to use the key must stay, as a sentence: an account would lose its key; null where it may go.</summary>
    public static string? WhyGrantIsNeeded(UndoSurroundings surroundings) =>
        surroundings.Left.FirstOrDefault(IsEncryption) is { } left
            ? $"The grant is left: {left.Resource} keeps its key, and may reach it by this grant."
            : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> AddedByAzure =>
    [
        "lastEnabledTime", "lastKeyRotationTimestamp", "currentVersionedKeyIdentifier", "currentVersionedKeyExpirationTimestamp",
        "creationTime", "keyCreationTime",
    ];

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write)
    {
        var encryption = write.Body.At(Encryption);
        return write.Method != "PATCH" ? "It never creates, replaces or deletes a storage account."
            : BodyMembers.WhyUnknown(write.Body, Patched) is { } unknown ? unknown
            : new[] { !JsonValues.IsNothing(encryption), !JsonValues.IsNothing(write.Body.At("identity")), IsProtection(write) }
                .Count(isChanged => isChanged) != 1
                ? "It changes either the identities or the encryption of an account, or what protects its logs."
            : IsProtection(write) ? AccountProtection.WhyNeverSent(write.Body)
            : !JsonValues.IsNothing(encryption) && !Sources.Contains(encryption.TextAt("keySource"), StringComparer.OrdinalIgnoreCase)
                ? "It always says who manages the key of an account."
            : null;
    }

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        live.ValueKind == JsonValueKind.Undefined ? "It never creates a storage account."
        : IsEncryption(write) ? null
        : IsProtection(write) ? AccountProtection.WhyNotOver(write.Body, live)
        : AttachedIdentities.WhyNotOver(write.Body, live);

    /// <inheritdoc/>
    public IReadOnlyList<string> RestsOnTypes { get; } = [TypeNames.StorageAccount, TypeNames.VaultKey];

    /// <summary>An account gets a new key after its identities, and after that key.</summary>
    /// <inheritdoc/>
    public bool RestsOn(ArmWrite write, ArmWrite earlier) => WaitsFor(write, earlier)
        || (earlier.IsOfType(TypeNames.VaultKey) && earlier.Resource.EndsWith(
            $"/keys/{write.Body.TextAt($"{Encryption}.keyvaultproperties.keyname")}", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public bool WaitsFor(ArmWrite write, ArmWrite earlier) =>
        earlier.IsOfType(TypeNames.StorageAccount) && earlier.Resource.Equals(write.Resource, StringComparison.OrdinalIgnoreCase)
        && !IsProtection(write) && !IsProtection(earlier);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        live.ValueKind == JsonValueKind.Undefined ? UndoStep.Leave("The storage account is gone.")
        : IsProtection(recorded.Write) ? AccountProtection.Undo(recorded, live)
        : IsEncryption(recorded.Write) ? AccountKey.Undo(recorded, live)
        : AttachedIdentities.Undo(recorded, live, surroundings);
}
