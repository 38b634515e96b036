using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// The containers, the encryption scopes and the assignments of storage tasks that an estate file
/// holds.
/// </summary>
internal sealed class BlobContainerApi(Tenant tenant)
{
    private const string Containers = StorageAccountApi.Type + "/blobservices/containers";
    private const string Assignments = StorageAccountApi.Type + "/storagetaskassignments";
    private const string Scopes = StorageAccountApi.Type + "/encryptionscopes";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Containers, call => Answer.Page(
            call,
            [.. tenant.Resources.Under(call.Path.Parent, Containers).Where(tenant.IsListed).Select(WithPolicy)],
            tenant.Options.PageSize));
        routes.On("GET", Containers, call => tenant.Resources.Find(call.Path) is { } container
            ? StorageAnswer.Ok(WithPolicy(container))
            : StorageAnswer.Error(404, "ContainerNotFound", $"'{call.Path.Name}' does not exist."));
        new ImmutabilityPolicyApi(tenant).AddTo(routes);
        routes.OnAll("GET", Assignments, call => Answer.Page(
            call, [.. tenant.Resources.Under(call.Path.Parent, Assignments).Select(found => found.Body)], tenant.Options.PageSize));
        routes.OnAll("GET", Scopes, call => Answer.Page(
            call, [.. tenant.Resources.Under(call.Path.Parent, Scopes).Select(scope => scope.Body)], tenant.Options.PageSize));
        routes.On("GET", Scopes, call => tenant.Resources.Find(call.Path) is { } scope
            ? StorageAnswer.Ok(scope.Body)
            : StorageAnswer.Error(404, "EncryptionScopeNotFound", $"'{call.Path.Name}' does not exist."));
    }

    // The policy of a container is a resource of its own and is shown within the container too.
    private JsonObject WithPolicy(StoredResource container)
    {
        if (container.Properties["immutabilityPolicy"] is not null || Seeded(container) is not { } policy)
        {
            return container.Body;
        }

        var body = container.Body.DeepClone().AsObject();
        if (body["properties"] is JsonObject properties)
        {
            properties["immutabilityPolicy"] = new JsonObject
            {
                ["etag"] = policy.Body["etag"]?.DeepClone(),
                ["properties"] = policy.Properties.DeepClone(),
                ["updateHistory"] = new JsonArray(),
            };
            properties["hasImmutabilityPolicy"] = true;
        }

        return body;
    }

    private StoredResource? Seeded(StoredResource container) =>
        tenant.Resources.Find(container.Path.Append("immutabilityPolicies/default"));
}
