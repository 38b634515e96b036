using Baseline.Azure;

namespace Baseline.Arm.ManagedIdentity;

/// <summary>Microsoft.ManagedIdentity/userAssignedIdentities.</summary>
internal sealed class UserAssignedIdentitiesClient(ArmConnection arm)
{
    public Task<ArmAnswer> GetAsync(ResourceId identity, CancellationToken cancellationToken) =>
        arm.GetAsync(identity.Text, ApiVersions.ManagedIdentity, cancellationToken);
}
