using Baseline.Azure;

namespace Baseline.Arm.KeyVault;

/// <summary>Microsoft.KeyVault/managedHSMs.</summary>
internal sealed class ManagedHsmsClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription) => subscription.Child("providers/Microsoft.KeyVault/managedHSMs");

    public Task<ArmList> ListBySubscriptionAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(subscription).Text, ApiVersions.KeyVault, cancellationToken);
}
