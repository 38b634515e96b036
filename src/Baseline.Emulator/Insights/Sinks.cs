using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Where a setting sends its logs, and what Azure refuses about it.</summary>
internal sealed class Sinks(Tenant tenant, LockRules locks)
{
    private static readonly string[] Members =
        ["storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "serviceBusRuleId", "marketplacePartnerId"];

    public static IEnumerable<string> Of(JsonNode? properties) =>
        Members.Select(member => properties.At(member).AsText()).OfType<string>().Where(sink => sink.Length > 0);

    /// <summary>The refusal of a setting whose resource lies in <paramref name="region"/>, or in no region.</summary>
    public ArmResponse? Refusal(ArmCall call, JsonObject properties, string? region)
    {
        if (!Of(properties).Any())
        {
            return Answer.Bare(400, "BadRequest", "At least one data sink needs to be specified.");
        }

        return properties["storageAccountId"].AsText() is { Length: > 0 } id ? OfAccount(call, id, region) : null;
    }

    private static string Normal(string? region) =>
        (region ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    private static ArmResponse? OtherRegion(ArmCall call, StoredResource account, string? region)
    {
        var (here, there) = (Normal(region), Normal(account.Location));
        return here is "" or "global" || here == there
            ? null
            : Answer.Bare(
                400,
                "BadRequest",
                $"Resources should be in the same region. Resource '{call.Path.Scope.Text}' is in region '{here}' and "
                + $"resource '{account.Path.Text}' is in region '{there}'.");
    }

    private static ArmResponse? Premium(StoredResource account)
    {
        var tier = account.Body.At("sku", "tier").AsText() ?? account.Body.At("sku", "name").AsText();
        return tier?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) is true
            ? Answer.Bare(
                400,
                "BadRequest",
                $"Diagnostic settings do not support premium storage accounts: '{account.Path.Text}'.")
            : null;
    }

    private ArmResponse? OfAccount(ArmCall call, string id, string? region)
    {
        var path = ResourcePath.Parse(id);
        if (path.Type != "microsoft.storage/storageaccounts")
        {
            return Answer.Bare(400, "BadRequest", $"'{id}' is not the resource id of a storage account.");
        }

        var account = tenant.FindSubscription(path.Subscription) is null ? null : tenant.Resources.Find(path);
        if (account is null || tenant.UnreadableAt(path) is { IsForbidden: true })
        {
            return Linked(call, path);
        }

        return locks.RefusalOfLinked(path) ?? Premium(account) ?? OtherRegion(call, account, region);
    }

    private static ArmResponse Linked(ArmCall call, ResourcePath account) => Answer.Refused(
        403,
        "LinkedAuthorizationFailed",
        $"The client '{Caller.ClientId}' with object id '{Caller.ObjectId}' has permission to perform action "
        + $"'Microsoft.Insights/diagnosticSettings/write' on scope '{call.Path.Text}'; however, it does not have permission "
        + $"to perform action 'Microsoft.Storage/storageAccounts/listKeys/action' on the linked scope(s) '{account.Text}' "
        + "or the linked scope(s) are invalid.");
}
