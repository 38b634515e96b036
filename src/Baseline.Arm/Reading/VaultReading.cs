using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the vaults of subscriptions, each with its diagnostic settings. The provider's list says which vaults there are;
/// Resource Graph may know of some before, and of some that the list left out, and those are confirmed one by one.
/// </summary>
internal sealed class VaultReading(EstateReads run)
{
    private readonly ProgressCount _count = run.Counting("key vaults");
    private readonly SettingsReading _settings = new(run);

    /// <summary>Reads all vaults in scope, and managed HSMs beside them.</summary>
    public async Task<VaultsRead> ReadAsync(ScopeRead scope, CancellationToken cancellationToken)
    {
        var subscriptions = scope.Subscriptions;
        var graph = run.Options.Inventory == Inventory.Lists
            ? GraphInventory.None
            : GraphInventory.Begin(run, subscriptions, cancellationToken);
        return VaultsRead.Of(await run.GatherAsync(subscriptions, ReadSubscriptionAsync, cancellationToken));

        async Task<IReadOnlyList<ObservedResource>> ReadSubscriptionAsync(ResourceId subscription, CancellationToken token)
        {
            var vaults = ReadVaultsAsync(subscription, graph, token);
            await Task.WhenAll(vaults, ReadHsmsAsync(subscription, token));
            return await vaults;
        }
    }

    /// <summary>The vaults of a subscription, and their settings.</summary>
    private async Task<IReadOnlyList<ObservedResource>> ReadVaultsAsync(
        ResourceId subscription, GraphInventory graph, CancellationToken cancellationToken)
    {
        var candidates = new CandidateQueue(_count);
        var settings = new ConcurrentDictionary<ResourceId, ArmList>();
        var reading = ReadSettingsAsync(candidates, settings, cancellationToken);
        ArmList list;
        IReadOnlyList<ObservedResource> listed;
        try
        {
            var discovery = OfferAsync();
            list = await run.Resources.ListAsync(TypeNames.Vault, subscription, cancellationToken);
            listed = run.Take(list, ReadType.ListOf(TypeNames.Vault, subscription));
            candidates.Offer(listed.Select(vault => vault.Id));
            await discovery;
        }
        finally
        {
            candidates.Complete();
        }

        await reading;
        var vaults = listed.DistinctBy(vault => vault.Id).ToDictionary(vault => vault.Id);
        var confirmed = list.Failure is null
            ? await run.GatherAsync(settings.Keys.Where(vault => !vaults.ContainsKey(vault)), ConfirmAsync, cancellationToken)
            : [];
        return await run.GatherAsync(vaults.Values.Concat(confirmed), TakeAsync, cancellationToken);

        async Task<IReadOnlyList<ObservedResource>> TakeAsync(ObservedResource vault, CancellationToken token) =>
            [vault, .. await run.TakeSettingsAsync(vault.Id, settings[vault.Id], token)];

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
    private async Task<IReadOnlyList<ObservedResource>> ConfirmAsync(ResourceId vault, CancellationToken cancellationToken) =>
        run.Take(await run.Resources.GetAsync(vault, cancellationToken), vault) is { } found ? [found] : [];

    /// <summary>Where managed HSMs are unknown to the cloud or the provider, there are none.</summary>
    private async Task ReadHsmsAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var hsms = await run.Resources.ListAsync(TypeNames.ManagedHsm, subscription, cancellationToken);
        if (hsms.Failure is not { } error || !TypeAbsence.Of(error.Status, error.Code, error.Message))
        {
            run.Take(hsms, ReadType.ListOf(TypeNames.ManagedHsm, subscription));
        }
    }
}
