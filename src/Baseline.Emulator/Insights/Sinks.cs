using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Where a setting sends its logs, and what Azure refuses about it (docs/azure.md#destinations-that-are-refused).</summary>
internal sealed class Sinks(Tenant tenant, LockRules locks)
{
    private static readonly string[] Members =
        ["storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "serviceBusRuleId", "marketplacePartnerId"];

    private static readonly string[] WantedRights = ["Manage", "Send", "Listen"];

    private readonly LinkedResources _linked = new(tenant);

    public static IEnumerable<string> Of(JsonNode? properties) =>
        Members.Select(member => properties.At(member).AsText()).OfType<string>().Where(sink => sink.Length > 0);

    /// <summary>The refusal of a setting whose resource lies in <paramref name="region"/>, or in no region.</summary>
    public ArmResponse? Refusal(ArmCall call, JsonObject properties, string? region)
    {
        if (!Of(properties).Any())
        {
            return Bad("At least one data sink needs to be specified.");
        }

        return (Named(properties, "storageAccountId") is { } account ? OfAccount(call, account, region) : null)
            ?? (Named(properties, "workspaceId") is { } workspace ? OfWorkspace(call, workspace) : null)
            ?? (Named(properties, "eventHubAuthorizationRuleId") is { } rule ? OfEventHub(call, rule, region) : null);
    }

    private static string? Named(JsonObject properties, string member) =>
        properties[member].AsText() is { Length: > 0 } id ? id : null;

    private static ArmResponse Bad(string message) => Answer.Bare(400, "BadRequest", message);

    private static ArmResponse? OtherRegion(ArmCall call, StoredResource sink, string? region)
    {
        var (here, there) = (Regions.Normal(region), Regions.Normal(sink.Location));
        return here is "" or "global" || here == there
            ? null
            : Bad(
                $"Resources should be in the same region. Resource '{call.Path.Scope.Text}' is in region '{here}' and "
                + $"resource '{sink.Path.Text}' is in region '{there}'.");
    }

    // Azure Monitor appends to blobs under the account's usual name: not in premium storage, not in accounts that hold files
    // only, and not where the endpoints carry the number of a DNS zone.
    private static ArmResponse? Unsuitable(StoredResource account)
    {
        var tier = account.Body.At("sku", "tier").AsText() ?? account.Body.At("sku", "name").AsText();
        var kind = account.Body["kind"].AsText();
        if (tier?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) is true
            || kind.Same("FileStorage")
            || kind.Same("BlockBlobStorage"))
        {
            return Bad($"Diagnostic settings do not support premium storage accounts: '{account.Path.Text}'.");
        }

        return account.Properties["dnsEndpointType"].AsText().Same("AzureDnsZone")
            ? Bad($"Diagnostic settings do not support storage accounts with DNS zone endpoints: '{account.Path.Text}'.")
            : null;
    }

    private ArmResponse? OfAccount(ArmCall call, string id, string? region)
    {
        var path = ResourcePath.Parse(id);
        if (path.Type != "microsoft.storage/storageaccounts" || path.IsCollection)
        {
            return Bad($"'{id}' is not the resource id of a storage account.");
        }

        var (account, refusal) = _linked.Find(call, path, "Microsoft.Storage/storageAccounts/listKeys/action");
        return refusal is not null || account is null
            ? refusal
            : DisabledSubscription(path) ?? locks.RefusalOfLinked(path) ?? Unsuitable(account) ?? OtherRegion(call, account, region);
    }

    // To read the keys of an account is an action, and a disabled subscription takes none.
    private ArmResponse? DisabledSubscription(ResourcePath path) =>
        tenant.FindSubscription(path.Subscription) is { AcceptsWrites: false } subscription
            ? Answer.Refused(
                409,
                "ReadOnlyDisabledSubscription",
                $"The subscription '{subscription.Id}' is disabled and therefore marked as read only.")
            : null;

    private ArmResponse? OfWorkspace(ArmCall call, string id)
    {
        var path = ResourcePath.Parse(id);
        return path.Type != "microsoft.operationalinsights/workspaces" || path.IsCollection
            ? Bad($"'{id}' is not the resource id of a Log Analytics workspace.")
            : OfOther(call, path, "Microsoft.OperationalInsights/workspaces/sharedKeys/action").Refusal;
    }

    private ArmResponse? OfEventHub(ArmCall call, string id, string? region)
    {
        var path = ResourcePath.Parse(id);
        if (path.Type is not ("microsoft.eventhub/namespaces/authorizationrules"
            or "microsoft.eventhub/namespaces/eventhubs/authorizationrules"))
        {
            return Bad($"'{id}' is not the resource id of an authorization rule of an Event Hubs namespace.");
        }

        const string Action = "Microsoft.EventHub/namespaces/authorizationRules/listkeys/action";
        var space = path;
        while (space.Type != "microsoft.eventhub/namespaces")
        {
            space = space.Parent;
        }

        var (found, refusal) = OfOther(call, space, Action);
        if (refusal is not null || found is null)
        {
            return refusal;
        }

        // Every namespace is made with one rule that may do everything; the others are in the estate.
        if (path.Name.Same("RootManageSharedAccessKey"))
        {
            return OtherRegion(call, found, region);
        }

        var (rule, missing) = OfOther(call, path, Action);
        return missing ?? WithoutRights(rule) ?? OtherRegion(call, found, region);
    }

    private static ArmResponse? WithoutRights(StoredResource? rule) =>
        rule?.Properties["rights"] is JsonArray rights && WantedRights.Except(rights.Texts(), StringComparer.OrdinalIgnoreCase).Any()
            ? Bad($"The authorization rule '{rule.Path.Text}' must have the rights Manage, Send and Listen.")
            : null;

    // What lies in a subscription that is not part of the estate is taken to be there.
    private (StoredResource? Found, ArmResponse? Refusal) OfOther(ArmCall call, ResourcePath path, string action) =>
        tenant.FindSubscription(path.Subscription) is null ? (null, null) : _linked.Find(call, path, action);
}
