using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>diagnosticSettings, of resources and of activity logs: the address is one, the shapes are two.</summary>
internal sealed class DiagnosticSettingApi(Tenant tenant, LockRules locks)
{
    public const string VersionWithoutGroups = "2017-05-01-preview";
    public const string Type = "microsoft.insights/diagnosticsettings";

    private readonly RegistrationRules _registrations = new(tenant);
    private readonly ResourceSettings _ofResources = new(tenant, locks);
    private readonly ActivityLogSettings _ofActivityLogs = new(tenant, locks);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call => IsActivityLog(call) ? _ofActivityLogs.List(call) : _ofResources.List(call));
        routes.On("GET", Type, call => IsActivityLog(call) ? _ofActivityLogs.Get(call) : _ofResources.Get(call));
        routes.On("PUT", Type, call => NotRegistered(call) ?? Put(call));
        routes.On("DELETE", Type, call => IsActivityLog(call) ? _ofActivityLogs.Delete(call) : _ofResources.Delete(call));
    }

    public static ArmResponse NotFound(string name) =>
        Answer.Bare(404, "ResourceNotFound", $"The diagnostic setting '{name}' doesn't exist.");

    private static bool IsActivityLog(ArmCall call) => call.Path.Scope is { IsSubscription: true } or { IsManagementGroup: true };

    private ArmResponse Put(ArmCall call)
    {
        if (call.Body["properties"] is not JsonObject properties)
        {
            return Answer.Bare(400, "BadRequest", "The request body has no 'properties'.");
        }

        if (SettingRules.RefusalOfBody(call.Path.Name, properties) is { } refusal)
        {
            return refusal;
        }

        return IsActivityLog(call) ? _ofActivityLogs.Put(call, properties) : _ofResources.Put(call, properties);
    }

    private ArmResponse? NotRegistered(ArmCall call)
    {
        var id = call.Path.Subscription;
        return _registrations.IsRegistered(id, "Microsoft.Insights")
            ? null
            : Answer.Bare(409, "Conflict", $"The subscription '{id}' is not registered to use microsoft.insights.");
    }
}
