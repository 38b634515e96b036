using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>The resources of a type that a list by subscription or by group shows to the caller.</summary>
internal static class Listing
{
    public static JsonObject[] Of(Tenant tenant, ArmCall call)
    {
        var scope = call.Path.Scope;
        var resources = scope.IsSubscription
            ? tenant.Resources.InSubscription(scope.Name, call.Path.Type)
            : tenant.Resources.Under(scope, call.Path.Type);
        return [.. resources.Where(tenant.IsListed).Select(resource => resource.Body)];
    }

    /// <summary>What the gateway answers to a PUT that would move a resource to another region.</summary>
    public static ArmResponse? Moved(StoredResource? existing, string? location) =>
        existing?.Location is not { } before || location is null || Regions.AreSame(before, location)
            ? null
            : Answer.Refused(
                409,
                "InvalidResourceLocation",
                $"The resource '{existing.Name}' already exists in location '{before}' in resource group "
                + $"'{existing.Path.ResourceGroup}'. A resource with the same name cannot be created in location "
                + $"'{location}'. Please select a new resource name.");
}
