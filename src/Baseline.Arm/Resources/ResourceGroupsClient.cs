using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Resources/subscriptions/resourceGroups.</summary>
internal sealed class ResourceGroupsClient(ArmConnection arm)
{
    public Task<ArmAnswer> GetAsync(ResourceId group, CancellationToken cancellationToken) =>
        arm.GetAsync(group.Text, ApiVersions.ResourceGroups, cancellationToken);
}
