using Baseline.Azure;

namespace Baseline.Arm.Storage;

/// <summary>Microsoft.Storage/storageAccounts.</summary>
internal sealed class StorageAccountsClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription) => subscription.Child("providers/Microsoft.Storage/storageAccounts");

    public Task<ArmList> ListAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(subscription).Text, ApiVersions.Storage, cancellationToken);

    public Task<ArmAnswer> GetPropertiesAsync(ResourceId account, CancellationToken cancellationToken) =>
        arm.GetAsync(account.Text, ApiVersions.Storage, cancellationToken);
}
