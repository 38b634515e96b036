using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Azure.ResourceGroups;

/// <summary>
/// Resource groups: created where the document says so, and never changed or deleted, because what lies in one goes with it.
/// </summary>
public sealed class ResourceGroupType : IResourceType
{
    /// <inheritdoc/>
    public string Name => TypeNames.ResourceGroup;

    /// <inheritdoc/>
    public string ApiVersion => "2021-04-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("resource group", "resource groups");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("location", "region"));

    /// <summary>What is sent to create one.</summary>
    /// <param name="location">Its region.</param>
    public static JsonObject Body(string location) => new() { ["location"] = location };

    /// <summary>Its subscription: an exemption of the subscription forbids to create a group in it.</summary>
    /// <inheritdoc/>
    public string LockScope(string written) =>
        ResourceId.TryParse(written, out var id) && id.Parent is { } subscription ? subscription.Key : Azure.LockScope.Of(written);

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        write.Method == "PUT" ? BodyMembers.WhyUnknown(write.Body, "location") : "It only creates resource groups.";

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => BodyMembers.WhyThere(live);

    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) => ["the resource group"];

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) =>
        live.ValueKind == JsonValueKind.Undefined
            ? UndoStep.Nothing
            : UndoStep.Leave("The resource group is left: all that lies in it would be deleted with it.");
}
