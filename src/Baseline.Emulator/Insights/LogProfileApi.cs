using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Legacy log profiles: they can still be read, and no longer made.</summary>
internal sealed class LogProfileApi(Tenant tenant)
{
    private const string Type = "microsoft.insights/logprofiles";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call =>
            Answer.List(tenant.Resources.Under(call.Path.Scope, Type).Select(profile => profile.Body)));
        routes.On("GET", Type, call => tenant.Resources.Find(call.Path) is { } profile
            ? Answer.Ok(profile.Body)
            : Answer.Bare(404, "ResourceNotFound", $"The log profile '{call.Path.Name}' doesn't exist."));
        routes.On("PUT", Type, _ => Answer.Bare(
            400,
            "BadRequest",
            "Log profiles can no longer be created. Use a diagnostic setting to export the activity log."));
        routes.On("DELETE", Type, call => Answer.Empty(tenant.Resources.Remove(call.Path) ? 200 : 204));
    }
}
