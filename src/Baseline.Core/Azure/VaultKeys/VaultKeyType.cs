using System.Text.Json;

namespace Baseline.Azure.VaultKeys;

/// <summary>Keys of key vaults: created, and never changed or deleted.</summary>
public sealed class VaultKeyType : IResourceType
{
    /// <inheritdoc/>
    public string Name => TypeNames.VaultKey;

    /// <inheritdoc/>
    public string ApiVersion => "2026-02-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("key", "keys");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("properties.attributes.enabled", "enabled"),
        ("properties.keyOps", "operations"),
        ("properties.keySize", "key size"),
        ("properties.kty", "key type"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        write.Method == "PUT"
            ? BodyMembers.WhyUnknown(
                write.Body, "properties.kty", "properties.keySize", "properties.keyOps", "properties.attributes.enabled")
            : "It only creates keys.";

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => BodyMembers.WhyThere(live);

    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) => ["the key"];

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        live.ValueKind == JsonValueKind.Undefined
            ? UndoStep.Nothing
            : UndoStep.Leave("The key is left: data may have come to rest on it.");
}
