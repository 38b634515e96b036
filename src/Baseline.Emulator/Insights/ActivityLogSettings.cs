using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>The diagnostic settings of subscriptions and management groups, which have a shape of their own.</summary>
internal sealed class ActivityLogSettings(Tenant tenant, LockRules locks)
{
    private static readonly string[] SinkMembers =
    [
        "storageAccountId", "serviceBusRuleId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName",
        "marketplacePartnerId",
    ];

    private readonly Sinks _sinks = new(tenant, locks);

    public ArmResponse List(ArmCall call) => UnknownGroup(call)
        ?? Answer.List(tenant.Resources.Under(call.Path.Scope, DiagnosticSettingApi.Type)
            .Select(setting => Shown(setting, call)));

    public ArmResponse Get(ArmCall call) => UnknownGroup(call)
        ?? (tenant.Resources.Find(call.Path) is { } setting
            ? Answer.Ok(Shown(setting, call))
            : DiagnosticSettingApi.NotFound(call.Path.Name));

    public ArmResponse Put(ArmCall call, JsonObject properties)
    {
        var scope = call.Path.Scope;
        var existing = tenant.Resources.Find(call.Path);
        var others = tenant.Resources.Under(scope, DiagnosticSettingApi.Type)
            .Where(other => other.Path.Key != call.Path.Key)
            .ToArray();
        var proposed = new ProposedSetting(properties, existing, others, KnownAt(scope));
        if ((UnknownGroup(call)
            ?? SettingRules.RefusalOnActivityLog(proposed)
            ?? _sinks.Refusal(call, properties, region: null)) is { } refusal)
        {
            return refusal;
        }

        var body = BodyOf(call, proposed);

        // A setting that logs nothing is answered like any other, and is gone with the next request.
        if (proposed.Logs.Any(row => row.IsEnabled))
        {
            tenant.Resources.Put(call.Path, body);
        }
        else
        {
            tenant.Resources.Remove(call.Path);
        }

        return Answer.Ok(body);
    }

    public ArmResponse Delete(ArmCall call)
    {
        tenant.Resources.Remove(call.Path);
        return Answer.Empty(200);
    }

    private static IReadOnlyList<string> CategoriesOf(ResourcePath scope) =>
        scope.IsSubscription ? CategoryCatalogue.ActivityLog : CategoryCatalogue.ManagementGroupLog;

    private static CategorySet KnownAt(ResourcePath scope) => new(
        [.. CategoriesOf(scope).Select(name => new LogCategory(name, name, ["allLogs"]))],
        HasMetrics: false,
        EchoesLocation: false);

    private static JsonObject Row(string? category, bool isEnabled, string? group) => new()
    {
        ["category"] = category,
        ["enabled"] = isEnabled,
        ["categoryGroup"] = group,
    };

    // Both GET and LIST show every category, the enabled ones first.
    private static JsonObject Shown(StoredResource setting, ArmCall call)
    {
        var body = setting.Body.DeepClone().AsObject();
        var rows = SettingRow.Read(body.At("properties", "logs"));
        if (body["properties"] is not JsonObject properties || rows.Any(row => row.Group is not null))
        {
            return body;
        }

        var known = CategoriesOf(call.Path.Scope);
        var off = rows.Where(row => !row.IsEnabled).Select(row => row.Category)
            .Concat(known.Where(name => !rows.Any(row => row.Category.Same(name))));
        properties["logs"] = new JsonArray(
        [
            .. rows.Where(row => row.IsEnabled).Select(row => Row(row.Category, isEnabled: true, null)),
            .. off.Select(name => Row(name, isEnabled: false, null)),
        ]);
        return body;
    }

    private static JsonObject BodyOf(ArmCall call, ProposedSetting setting)
    {
        var name = setting.Existing?.Name ?? call.Path.Name;
        var properties = new JsonObject();
        foreach (var sink in SinkMembers.Where(sink => setting.Properties[sink].AsText() is { Length: > 0 }))
        {
            properties[sink] = setting.Properties[sink]?.DeepClone();
        }

        properties["logs"] = new JsonArray(
            [.. setting.Logs.Select(row => Row(row.Category, row.IsEnabled, row.Group))]);
        return new JsonObject
        {
            ["id"] = $"{call.Path.Scope.Text.TrimStart('/')}/providers/microsoft.insights/diagnosticSettings/{name}",
            ["type"] = "Microsoft.Insights/diagnosticSettings",
            ["name"] = name,
            ["location"] = "global",
            ["properties"] = properties,
        };
    }

    private ArmResponse? UnknownGroup(ArmCall call) =>
        call.Path.Scope.IsManagementGroup && !Management.ManagementGroups.Of(tenant).Contains(call.Path.Scope.Name)
            ? Answer.Refused(
                404, "NotFound", $"The management group '{call.Path.Scope.Name}' could not be found.")
            : null;
}
