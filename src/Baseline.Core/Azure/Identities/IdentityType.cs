using System.Text.Json;

namespace Baseline.Azure.Identities;

/// <summary>User-assigned identities: created, and never changed or deleted.</summary>
public sealed class IdentityType : IResourceType
{
    /// <inheritdoc/>
    public string Name => TypeNames.Identity;

    /// <inheritdoc/>
    public string ApiVersion => "2024-11-30";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("managed identity", "managed identities");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("location", "region"));

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        write.Method == "PUT" ? BodyMembers.WhyUnknown(write.Body, "location", "tags.*") : "It only creates identities.";

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => BodyMembers.WhyThere(live);

    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) => ["the managed identity"];

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        live.ValueKind == JsonValueKind.Undefined
            ? UndoStep.Nothing
            : UndoStep.Leave("The identity is left: something may have come to use it.");
}
