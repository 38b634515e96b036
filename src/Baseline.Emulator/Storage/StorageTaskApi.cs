using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The storage tasks that are assigned to accounts, as an estate file holds them; nothing makes new ones.</summary>
internal sealed class StorageTaskApi(Tenant tenant)
{
    private const string Type = StorageAccountApi.Type + "/storagetaskassignments";

    public void AddTo(RouteTable routes) => routes.OnAll("GET", Type, call => Answer.Page(
        call, [.. tenant.Resources.Under(call.Path.Parent, Type).Select(found => found.Body)], tenant.Options.PageSize));
}
