using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Management/managementGroups.</summary>
internal sealed class ManagementGroupsClient(ArmConnection arm)
{
    public static readonly ResourceId All = ResourceId.Parse("/providers/Microsoft.Management/managementGroups");

    public Task<ArmList> ListAsync(CancellationToken cancellationToken) =>
        arm.ListAsync(All.Text, ApiVersions.ManagementGroups, cancellationToken);

    public Task<ArmAnswer> GetAsync(ResourceId group, CancellationToken cancellationToken) =>
        arm.GetAsync(group.Text, ApiVersions.ManagementGroups, cancellationToken);

    public Task<ArmList> ListDescendantsAsync(ResourceId group, CancellationToken cancellationToken) =>
        arm.ListAsync($"{group}/descendants", ApiVersions.ManagementGroups, cancellationToken);
}
