using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Managed HSMs, which can only be read here.</summary>
internal sealed class ManagedHsmApi(Tenant tenant)
{
    public const string Type = "microsoft.keyvault/managedhsms";

    public void AddTo(RouteTable routes) =>
        routes.OnAll("GET", Type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
}
