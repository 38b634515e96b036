using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>diagnosticSettingsCategories: what a resource can log.</summary>
internal sealed class CategoryApi(Tenant tenant)
{
    private readonly ResourceCategories _categories = new(tenant);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", ResourceCategories.Type, List);
        routes.On("GET", ResourceCategories.Type, Get);
    }

    private ArmResponse List(ArmCall call) => _categories.Of(call.Path.Scope) is { } set
        ? Answer.List(BodiesFor(call, set))
        : ResourceCategories.NotSupported(call);

    private static IEnumerable<JsonObject> BodiesFor(ArmCall call, CategorySet set)
    {
        var isOld = call.ApiVersion == DiagnosticSettingApi.VersionWithoutGroups;
        foreach (var log in set.Logs)
        {
            yield return Body(call, log.Name, log.DisplayName, "Logs", isOld ? null : log.Groups, isOld);
        }

        if (set.HasMetrics)
        {
            yield return Body(call, "AllMetrics", "AllMetrics", "Metrics", null, isOld);
        }
    }

    private static JsonObject Body(
        ArmCall call, string name, string display, string type, IReadOnlyList<string>? groups, bool isOld)
    {
        var properties = new JsonObject();
        if (!isOld)
        {
            properties["displayName"] = display;
        }

        properties["categoryType"] = type;
        if (groups is not null)
        {
            properties["categoryGroups"] = new JsonArray([.. groups.Select(group => (JsonNode?)group)]);
        }

        return new JsonObject
        {
            ["id"] = $"{call.Path.Scope.Key}/providers/microsoft.insights/diagnosticSettingsCategories/{name}",
            ["type"] = "microsoft.insights/diagnosticSettingsCategories",
            ["name"] = name,
            ["location"] = null,
            ["kind"] = null,
            ["tags"] = null,
            ["properties"] = properties,
            ["identity"] = null,
        };
    }

    private ArmResponse Get(ArmCall call)
    {
        var found = BodiesFor(call, _categories.OrNothing(call.Path.Scope))
            .FirstOrDefault(body => body["name"].AsText().Same(call.Path.Name));
        return found is null
            ? Answer.Bare(404, "ResourceNotFound", $"The category '{call.Path.Name}' of '{NameOf(call)}' doesn't exist.")
            : Answer.Ok(found);
    }

    private string NameOf(ArmCall call) => tenant.Resources.Find(call.Path.Scope)?.Name ?? call.Path.Scope.Name;
}
