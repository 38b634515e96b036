using Baseline.Azure;

namespace Baseline.Arm.KeyVault;

/// <summary>Microsoft.KeyVault/locations/deletedVaults: vaults that can still be recovered, and hold their names until then.</summary>
internal sealed class DeletedVaultsClient(ArmConnection arm)
{
    public Task<ArmAnswer> GetAsync(ResourceId deletedVault, CancellationToken cancellationToken) =>
        arm.GetAsync(deletedVault.Text, ApiVersions.KeyVault, cancellationToken);
}
