using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Action groups, which say whom alerts tell: what the estate holds of them can be read and listed.</summary>
internal sealed class ActionGroupApi(Tenant tenant)
{
    private const string Type = "microsoft.insights/actiongroups";

    public void AddTo(RouteTable routes) =>
        routes.OnAll("GET", Type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
}
