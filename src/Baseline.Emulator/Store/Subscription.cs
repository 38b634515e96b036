using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>A subscription of the tenant, with the names of its management groups, nearest first, root last.</summary>
internal sealed record Subscription(
    string Id,
    string DisplayName,
    IReadOnlyList<string> ManagementGroups,
    string TenantId,
    string State)
{
    /// <summary>The tenants that this subscription is delegated to, and so may be named from.</summary>
    public IReadOnlyList<string> ManagedByTenants { get; init; } = [];

    /// <summary>A subscription whose payment is overdue is still active; what is warned, disabled or deleted is read only.</summary>
    public bool AcceptsWrites => State.Same("Enabled") || State.Same("PastDue");

    public JsonObject ToBody() => new()
    {
        ["id"] = $"/subscriptions/{Id}",
        ["authorizationSource"] = "RoleBased",
        ["managedByTenants"] = new JsonArray(
            [.. ManagedByTenants.Select(tenant => (JsonNode?)new JsonObject { ["tenantId"] = tenant })]),
        ["tags"] = new JsonObject(),
        ["subscriptionId"] = Id,
        ["tenantId"] = TenantId,
        ["displayName"] = DisplayName,
        ["state"] = State,
        ["subscriptionPolicies"] = new JsonObject
        {
            ["locationPlacementId"] = "Public_2014-09-01",
            ["quotaId"] = "PayAsYouGo_2014-09-01",
            ["spendingLimit"] = "Off",
        },
    };
}
