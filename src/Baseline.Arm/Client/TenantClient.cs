using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>Lists what lies in a tenant: its subscriptions and its management groups.</summary>
/// <param name="arm">Where to read.</param>
/// <param name="resources">What knows the api-versions.</param>
internal sealed class TenantClient(ArmConnection arm, ResourceClient resources)
{
    /// <summary>The path of the list of management groups.</summary>
    public static ResourceId AllGroups { get; } = ResourceId.Parse($"/providers/{TypeNames.ManagementGroup}");

    /// <summary>The subscriptions that the caller sees.</summary>
    public Task<ArmList> ListSubscriptionsAsync(CancellationToken cancellationToken) =>
        arm.ListAsync("/subscriptions", resources.ApiVersionOf(TypeNames.Subscription), cancellationToken);

    /// <summary>The management groups that the caller sees.</summary>
    public Task<ArmList> ListGroupsAsync(CancellationToken cancellationToken) =>
        arm.ListAsync(AllGroups.Text, resources.ApiVersionOf(TypeNames.ManagementGroup), cancellationToken);

    /// <summary>All groups and subscriptions beneath a group, at any depth.</summary>
    public Task<ArmList> ListDescendantsAsync(ResourceId group, CancellationToken cancellationToken) =>
        arm.ListAsync($"{group}/descendants", resources.ApiVersionOf(TypeNames.ManagementGroup), cancellationToken);
}
