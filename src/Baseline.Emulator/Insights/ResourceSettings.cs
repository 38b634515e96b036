using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>The diagnostic settings of resources.</summary>
internal sealed class ResourceSettings(Tenant tenant, LockRules locks)
{
    private readonly Sinks _sinks = new(tenant, locks);
    private readonly ResourceCategories _categories = new(tenant);
    private readonly Dictionary<string, int> _notYetVisible = new(StringComparer.Ordinal);

    public ArmResponse List(ArmCall call) =>
        Answer.List(tenant.Resources.Under(call.Path.Scope, DiagnosticSettingApi.Type)
            .Select(setting => Shown(setting, call, materialise: false)));

    public ArmResponse Get(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } setting || !IsVisible(setting))
        {
            return DiagnosticSettingApi.NotFound(call.Path.Name);
        }

        return Answer.Ok(Shown(setting, call, materialise: true));
    }

    public ArmResponse Put(ArmCall call, JsonObject properties)
    {
        var scope = call.Path.Scope;
        if (_categories.Of(scope) is not { } categories)
        {
            return ResourceCategories.NotSupported(call);
        }

        var existing = tenant.Resources.Find(call.Path);
        var region = (tenant.Resources.Find(scope) ?? tenant.Resources.Find(scope.Parent))?.Location;
        var proposed = new ProposedSetting(
            properties,
            existing,
            [.. tenant.Resources.Under(scope, DiagnosticSettingApi.Type).Where(other => other.Path.Key != call.Path.Key)],
            categories);
        if ((SettingRules.RefusalOnResource(proposed) ?? _sinks.Refusal(call, properties, region)) is { } refusal)
        {
            return refusal;
        }

        var body = BodyOf(call, proposed, region);
        tenant.Resources.Put(call.Path, body);
        if (existing is null)
        {
            _notYetVisible[call.Path.Key] = tenant.Options.GetAfterPutNotFound;
        }

        return Answer.Ok(EchoOf(body));
    }

    public ArmResponse Delete(ArmCall call) => Answer.Empty(tenant.Resources.Remove(call.Path) ? 200 : 204);

    private JsonObject Shown(StoredResource setting, ArmCall call, bool materialise)
    {
        var body = setting.Body.DeepClone().AsObject();
        if (body["properties"] is JsonObject properties)
        {
            if (materialise)
            {
                SettingRows.Materialise(properties, _categories.OrNothing(call.Path.Scope));
            }

            if (call.ApiVersion == DiagnosticSettingApi.VersionWithoutGroups)
            {
                SettingRows.HideGroups(properties);
            }
        }

        return body;
    }

    // The answer to a PUT differs from a later GET: no region, and a time grain on every metric.
    private static JsonObject EchoOf(JsonObject stored)
    {
        var echo = stored.DeepClone().AsObject();
        echo["location"] = null;
        var metrics = new JsonArray();
        foreach (var row in echo.At("properties", "metrics").Objects())
        {
            var grained = new JsonObject { ["timeGrain"] = "PT1M" };
            foreach (var (name, value) in row)
            {
                grained[name] = value?.DeepClone();
            }

            metrics.Add((JsonNode?)grained);
        }

        if (echo["properties"] is JsonObject properties)
        {
            properties["metrics"] = metrics;
        }

        return echo;
    }

    private static JsonObject BodyOf(ArmCall call, ProposedSetting setting, string? region)
    {
        var sent = setting.Properties;
        var properties = new JsonObject();
        foreach (var sink in (string[])
            ["storageAccountId", "serviceBusRuleId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName"])
        {
            properties[sink] = sent[sink]?.DeepClone();
        }

        if (sent["marketplacePartnerId"] is { } partner)
        {
            properties["marketplacePartnerId"] = partner.DeepClone();
        }

        properties["metrics"] = SettingRows.MetricsOf(sent["metrics"]);
        properties["logs"] = LogsOf(setting);
        properties["logAnalyticsDestinationType"] = sent["logAnalyticsDestinationType"]?.DeepClone();
        SettingRows.CarryUnknown(sent, properties);
        return new JsonObject
        {
            ["id"] = $"{call.Path.Scope.Key}/providers/microsoft.insights/diagnosticSettings/{setting.Existing?.Name ?? call.Path.Name}",
            ["type"] = "Microsoft.Insights/diagnosticSettings",
            ["name"] = setting.Existing?.Name ?? call.Path.Name,
            ["location"] = setting.Categories.EchoesLocation ? region : null,
            ["kind"] = null,
            ["tags"] = null,
            ["properties"] = properties,
            ["identity"] = null,
        };
    }

    // Emptying the logs of a setting that would then log nothing at all leaves them as they were; only explicit
    // disabled entries, or deleting the setting, switch them off.
    private static JsonNode LogsOf(ProposedSetting setting)
    {
        var isEmptied = setting.Logs.Count == 0 && !setting.Metrics.Any(row => row.IsEnabled);
        return isEmptied && setting.Existing?.Properties["logs"] is { } before
            ? before.DeepClone()
            : SettingRows.LogsOf(setting.Properties["logs"]);
    }

    private bool IsVisible(StoredResource setting)
    {
        var left = _notYetVisible.GetValueOrDefault(setting.Path.Key);
        if (left == 0)
        {
            return true;
        }

        _notYetVisible[setting.Path.Key] = left - 1;
        return false;
    }
}
