using System.Text.Json;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Azure.RoleAssignments;

/// <summary>Role assignments: one role at a key vault or one of its keys, given and taken back whole.</summary>
public sealed class RoleAssignmentType : IResourceType
{
    /// <summary>
    /// Key Vault Crypto Service Encryption User: the least that storage needs, and the only role that is ever given
    /// (https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/security).
    /// </summary>
    public const string EncryptionUserRole = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private static readonly string[] Owners = [TypeNames.Vault, TypeNames.VaultKey];

    /// <inheritdoc/>
    public string Name => TypeNames.RoleAssignment;

    /// <inheritdoc/>
    public string ApiVersion => "2022-04-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("role assignment", "role assignments");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("properties.principalId", "principal"),
        ("properties.principalType", "principal type"),
        ("properties.roleDefinitionId", "role"));

    /// <inheritdoc/>
    public IReadOnlyList<string> AddedByAzure { get; } = ["createdOn", "createdBy", "updatedOn", "updatedBy", "scope"];

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public int ConfirmingReads => 3;

    /// <summary>The GUID of the role that a body gives; empty where it names none.</summary>
    public static string RoleOf(JsonElement body) => (body.TextAt("properties.roleDefinitionId") ?? "").Split('/')[^1];

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write)
    {
        if (!Owners.Contains(ResourceId.Parse(write.Resource).Parent?.Type, StringComparer.OrdinalIgnoreCase))
        {
            return "It gives a role at a key vault or a key, and nowhere else.";
        }

        return write.Method switch
        {
            "DELETE" => null,
            "PUT" => WhyOtherRole(write.Body)
                ?? BodyMembers.WhyUnknown(write.Body, "properties.roleDefinitionId", "properties.principalId", "properties.principalType")
                ?? (BodyMembers.IsGuidOrReference(write.Body.TextAt("properties.principalId")) ? null
                    : "It gives a role to a principal by its object id."),
            _ => "It only creates and deletes role assignments.",
        };
    }

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        write.Method == "PUT" ? BodyMembers.WhyThere(live)
        : live.ValueKind == JsonValueKind.Undefined ? null
        : WhyOtherRole(live);

    /// <inheritdoc/>
    public bool WaitsFor(ArmWrite write, ArmWrite earlier) => earlier.IsOfType(TypeNames.StorageAccount);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        if (recorded.Write.Method == "DELETE")
        {
            return live.ValueKind == JsonValueKind.Undefined ? GiveBack(recorded) : UndoStep.Nothing;
        }

        return live.ValueKind == JsonValueKind.Undefined ? UndoStep.Nothing
            : IsAsWritten(recorded.Write.Body, live)
                ? StorageAccountType.WhyGrantIsNeeded(surroundings) is { } why
                    ? UndoStep.Leave(why)
                    : new UndoStep(recorded.Write with { Method = "DELETE", Body = default }, [])
            : UndoStep.Leave("The role assignment is not the one that the run made.");
    }

    private static bool IsAsWritten(JsonElement body, JsonElement live) =>
        RoleOf(live).Equals(RoleOf(body), StringComparison.OrdinalIgnoreCase)
        && JsonValues.Same(live.At("properties.principalId"), body.At("properties.principalId"))
        && JsonValues.IsNothing(live.At("properties.condition"))
        && JsonValues.IsNothing(live.At("properties.description"));

    private UndoStep GiveBack(RecordedWrite recorded)
    {
        var properties = new System.Text.Json.Nodes.JsonObject
        {
            ["roleDefinitionId"] = recorded.Before.TextAt("properties.roleDefinitionId"),
            ["principalId"] = recorded.Before.TextAt("properties.principalId"),
            ["principalType"] = recorded.Before.TextAt("properties.principalType"),
        };
        var body = JsonValues.Element(new System.Text.Json.Nodes.JsonObject { ["properties"] = properties });
        return new UndoStep(new ArmWrite(Name, "PUT", recorded.Write.Resource, ApiVersion, body), []);
    }

    private static string? WhyOtherRole(JsonElement body) =>
        RoleOf(body).Equals(EncryptionUserRole, StringComparison.OrdinalIgnoreCase)
            && (body.TextAt("properties.roleDefinitionId") ?? "").Contains("/roleDefinitions/", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"The only role that it gives or takes back is Key Vault Crypto Service Encryption User ({EncryptionUserRole}).";
}
