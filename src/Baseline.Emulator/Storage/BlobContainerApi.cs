using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The containers and encryption scopes that an estate file holds; nothing makes new ones.</summary>
internal sealed class BlobContainerApi(Tenant tenant)
{
    public void AddTo(RouteTable routes)
    {
        AddList(routes, StorageAccountApi.Type + "/blobservices/containers", "ContainerNotFound");
        AddList(routes, StorageAccountApi.Type + "/encryptionscopes", "EncryptionScopeNotFound");
    }

    private void AddList(RouteTable routes, string type, string notFound)
    {
        routes.OnAll("GET", type, call => Answer.Page(
            call,
            [.. tenant.Resources.Under(call.Path.Parent, type).Select(found => found.Body)],
            tenant.Options.PageSize));
        routes.On("GET", type, call => tenant.Resources.Find(call.Path) is { } found
            ? StorageAnswer.Ok(found.Body)
            : StorageAnswer.Error(404, notFound, $"'{call.Path.Name}' does not exist."));
    }
}
