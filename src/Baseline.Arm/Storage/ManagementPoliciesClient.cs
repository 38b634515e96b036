using Baseline.Azure;

namespace Baseline.Arm.Storage;

/// <summary>Microsoft.Storage/storageAccounts/managementPolicies: one, named default, for each account.</summary>
internal sealed class ManagementPoliciesClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId account) => account.Child("managementPolicies/default");

    public Task<ArmAnswer> GetAsync(ResourceId account, CancellationToken cancellationToken) =>
        arm.GetAsync(PathOf(account).Text, ApiVersions.Storage, cancellationToken);
}
