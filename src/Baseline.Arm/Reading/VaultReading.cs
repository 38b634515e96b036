using Baseline.Arm.KeyVault;
using Baseline.Resources;

namespace Baseline.Arm.Reading;

/// <summary>Reads the vaults of subscriptions, each with its diagnostic settings.</summary>
internal sealed class VaultReading(ReadingRun run)
{
    public const string Type = "microsoft.keyvault/vaults";

    private readonly ProgressCount _count = run.Counting("key vaults");

    public Task ReadAsync(IReadOnlyList<ResourceId> subscriptions, CancellationToken cancellationToken) =>
        run.ForEachAsync(subscriptions, ReadSubscriptionAsync, cancellationToken);

    private async Task ReadSubscriptionAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var list = await run.Vaults.ListBySubscriptionAsync(subscription, cancellationToken);
        var vaults = run.Take(list, VaultsClient.PathOf(subscription));
        _count.Expect(vaults.Count);
        await run.ForEachAsync(vaults, (vault, token) => ReadSettingsAsync(vault.Id, token), cancellationToken);

        // Where managed HSMs are unknown to the cloud or the provider, there are none.
        var hsms = await run.ManagedHsms.ListBySubscriptionAsync(subscription, cancellationToken);
        if (hsms.Error is not { Status: 404 })
        {
            run.Take(hsms, ManagedHsmsClient.PathOf(subscription));
        }
    }

    private async Task ReadSettingsAsync(ResourceId vault, CancellationToken cancellationToken)
    {
        await run.TakeSettingsAsync(vault, cancellationToken);
        _count.Step();
    }
}
