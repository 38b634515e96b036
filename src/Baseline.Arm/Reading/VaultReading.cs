using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the vaults of subscriptions, each with its diagnostic settings. The provider's list says which vaults there are;
/// Resource Graph may know of some before, and of some that the list left out, and those are confirmed one by one.
/// </summary>
internal sealed class VaultReading(ReadingRun run)
{
    private readonly ProgressCount _count = run.Counting("key vaults");
    private readonly SettingsReading _settings = new(run);

    public Task ReadAsync(IReadOnlyList<ResourceId> subscriptions, CancellationToken cancellationToken)
    {
        var graph = run.Options.Inventory == Inventory.Lists
            ? GraphInventory.None
            : GraphInventory.Begin(run, subscriptions, cancellationToken);
        return run.ForEachAsync(
            subscriptions,
            (subscription, token) => Task.WhenAll(ReadVaultsAsync(subscription, graph, token), ReadHsmsAsync(subscription, token)),
            cancellationToken);
    }

    private async Task ReadVaultsAsync(ResourceId subscription, GraphInventory graph, CancellationToken cancellationToken)
    {
        var candidates = new CandidateQueue(_count);
        var settings = new ConcurrentDictionary<ResourceId, ArmList>();
        var reading = ReadSettingsAsync(candidates, settings, cancellationToken);
        ArmList list;
        try
        {
            var discovery = OfferAsync();
            list = await run.Resources.ListAsync(TypeNames.Vault, subscription, cancellationToken);
            candidates.Offer(run.Take(list, ReadType.ListOf(TypeNames.Vault, subscription)).Select(vault => vault.Id));
            await discovery;
        }
        finally
        {
            candidates.Complete();
        }

        await reading;
        if (list.Error is null)
        {
            await run.ForEachAsync(settings.Keys.Where(vault => !run.Collector.Has(vault)), ConfirmAsync, cancellationToken);
        }

        await run.ForEachAsync(settings, TakeAsync, cancellationToken);

        async Task TakeAsync(KeyValuePair<ResourceId, ArmList> read, CancellationToken token)
        {
            if (run.Collector.Find(read.Key) is { } vault)
            {
                await run.TakeSettingsAsync(vault.Id, read.Value, token);
            }
        }

        async Task OfferAsync() => candidates.Offer(await graph.VaultsOfAsync(subscription));
    }

    private async Task ReadSettingsAsync(
        CandidateQueue candidates, ConcurrentDictionary<ResourceId, ArmList> settings, CancellationToken cancellationToken)
    {
        var groups = candidates.GroupsAsync(() => _settings.MostAtOnce, cancellationToken);
        await run.ForEachInSubscriptionAsync(groups, ReadGroupAsync, cancellationToken);

        async Task ReadGroupAsync(IReadOnlyList<ResourceId> vaults, CancellationToken token)
        {
            var lists = await _settings.ReadAsync(vaults, token);
            for (var index = 0; index < vaults.Count; index++)
            {
                settings[vaults[index]] = lists[index];
                _count.Step();
            }
        }
    }

    /// <summary>
    /// A vault that only Resource Graph knows of: gone where the provider says so, left out of the list where it answers with the
    /// vault, and unknown where it refuses.
    /// </summary>
    private async Task ConfirmAsync(ResourceId vault, CancellationToken cancellationToken) =>
        run.Take(await run.Resources.GetAsync(vault, cancellationToken), vault);

    /// <summary>Where managed HSMs are unknown to the cloud or the provider, there are none.</summary>
    private async Task ReadHsmsAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var hsms = await run.Resources.ListAsync(TypeNames.ManagedHsm, subscription, cancellationToken);
        if (hsms.Error is not { } error || !TypeAbsence.Of(error.Status, error.Code, error.Message))
        {
            run.Take(hsms, ReadType.ListOf(TypeNames.ManagedHsm, subscription));
        }
    }
}
