using Baseline.Azure;

namespace Baseline.Arm.Storage;

/// <summary>Microsoft.Storage/storageAccounts/blobServices/containers, and the encryption scopes that they name.</summary>
internal sealed class BlobContainersClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId account, string container) =>
        account.Child($"blobServices/default/containers/{container}");

    public static ResourceId ScopePathOf(ResourceId account, string scope) => account.Child($"encryptionScopes/{scope}");

    public Task<ArmAnswer> GetAsync(ResourceId account, string container, CancellationToken cancellationToken) =>
        arm.GetAsync(PathOf(account, container).Text, ApiVersions.Storage, cancellationToken);

    public Task<ArmAnswer> GetEncryptionScopeAsync(ResourceId account, string scope, CancellationToken cancellationToken) =>
        arm.GetAsync(ScopePathOf(account, scope).Text, ApiVersions.Storage, cancellationToken);
}
