using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Data collection rules and the associations of resources with them: what the estate holds can be read and listed.</summary>
internal sealed class DataCollectionApi(Tenant tenant)
{
    private const string Rules = "microsoft.insights/datacollectionrules";
    private const string Associations = "microsoft.insights/datacollectionruleassociations";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Rules, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
        routes.OnAll("GET", Associations, call => Answer.Page(
            call,
            [.. tenant.Resources.Under(call.Path.Scope, Associations).Select(association => association.Body)],
            tenant.Options.PageSize));
    }
}
