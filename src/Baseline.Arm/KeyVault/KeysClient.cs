using Baseline.Azure;

namespace Baseline.Arm.KeyVault;

/// <summary>Microsoft.KeyVault/vaults/keys: the control plane, which the vault's firewall does not stop (azure-facts §5.5).</summary>
internal sealed class KeysClient(ArmConnection arm)
{
    public Task<ArmAnswer> GetAsync(ResourceId key, CancellationToken cancellationToken) =>
        arm.GetAsync(key.Text, ApiVersions.KeyVault, cancellationToken);
}
