using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure.Vaults;

/// <summary>Key vaults: created with purge protection, or given it; neither can be taken back.</summary>
public sealed class VaultType : IResourceType
{
    /// <summary>The document's name for the consent to purge protection, which can never be switched off again.</summary>
    public const string PurgeProtection = "purgeProtection";

    private static readonly string[] Created =
    [
        "location", "tags.*", "properties.tenantId", "properties.sku.family", "properties.sku.name", "properties.enableRbacAuthorization",
        "properties.enableSoftDelete", "properties.enablePurgeProtection", "properties.accessPolicies", "properties.networkAcls.*",
        "properties.publicNetworkAccess", "properties.softDeleteRetentionInDays",
    ];

    /// <inheritdoc/>
    public string Name => TypeNames.Vault;

    /// <inheritdoc/>
    public string ApiVersion => "2026-02-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("key vault", "key vaults");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("location", "region"),
        ("properties.accessPolicies", "access policies"),
        ("properties.enablePurgeProtection", "purge protection"),
        ("properties.enableRbacAuthorization", "Azure RBAC"),
        ("properties.enableSoftDelete", "soft delete"),
        ("properties.sku.family", "SKU family"),
        ("properties.sku.name", "SKU"),
        ("properties.tenantId", "tenant"));

    /// <inheritdoc/>
    public string? ConsentFor(ArmWrite write) =>
        JsonValues.IsNothing(write.Body.At("properties.enablePurgeProtection")) ? null : PurgeProtection;

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) => write.Method switch
    {
        "PUT" => BodyMembers.WhyUnknown(write.Body, Created)
            ?? (write.Body.ItemsAt("properties.accessPolicies").Any() ? "It creates vaults without access policies."
                : WhyUnprotected(write.Body)),
        "PATCH" => BodyMembers.WhyUnknown(write.Body, "properties.enablePurgeProtection", "properties.enableSoftDelete")
            ?? WhyUnprotected(write.Body),
        _ => "It never deletes a vault.",
    };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => write.Method == "PUT" ? BodyMembers.WhyThere(live) : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) =>
        [write.Method == "PUT" ? "the key vault" : "purge protection"];

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        live.ValueKind == JsonValueKind.Undefined ? UndoStep.Nothing
        : recorded.Write.Method == "PUT"
            ? UndoStep.Leave("The key vault is left: it is protected against purging, and something may have come to use it.")
        : live.IsTrueAt("properties.enablePurgeProtection") ? UndoStep.Leave("Purge protection can't be switched off again.")
        : UndoStep.Nothing;

    private static string? WhyUnprotected(JsonElement body) =>
        body.IsTrueAt("properties.enablePurgeProtection") && body.At("properties.enableSoftDelete").ValueKind != JsonValueKind.False
            ? null
            : "It writes no vault without soft delete and purge protection.";
}
