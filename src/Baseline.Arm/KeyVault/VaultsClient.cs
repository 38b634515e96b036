using Baseline.Azure;

namespace Baseline.Arm.KeyVault;

/// <summary>Microsoft.KeyVault/vaults.</summary>
internal sealed class VaultsClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription) => subscription.Child("providers/Microsoft.KeyVault/vaults");

    public Task<ArmList> ListBySubscriptionAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(subscription).Text, ApiVersions.KeyVault, cancellationToken);

    public Task<ArmAnswer> GetAsync(ResourceId vault, CancellationToken cancellationToken) =>
        arm.GetAsync(vault.Text, ApiVersions.KeyVault, cancellationToken);
}
