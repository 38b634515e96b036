using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Selecting;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the vaults of subscriptions, each with its diagnostic settings. The provider's list says which vaults there are;
/// Resource Graph may know of some before, and of some that the list left out, and those are confirmed one by one.
/// </summary>
internal sealed class VaultReading(EstateReads run)
{
    private readonly ProgressCount _count = run.Counting("key vaults");
    private readonly SettingsReading _settings = new(run);
    private readonly TaskCompletionSource _listed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _unlisted;

    /// <summary>
    /// Ends once each subscription has answered the first page of its list, or refused it. Which of them needs longest is known only
    /// then, and that one decides when the read ends: what it does not need may wait until then.
    /// </summary>
    public Task Listed => _listed.Task;

    /// <summary>Reads all vaults in scope, and managed HSMs beside them.</summary>
    /// <param name="scope">The subscriptions in scope.</param>
    /// <param name="only">Which vaults are read with their settings.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<VaultsRead> ReadAsync(ScopeRead scope, SelectorSet only, CancellationToken cancellationToken)
    {
        var subscriptions = scope.Subscriptions;
        _unlisted = subscriptions.Count;
        var graph = run.Options.Inventory == Inventory.Lists
            ? GraphInventory.None
            : GraphInventory.Begin(run, subscriptions, cancellationToken);
        return new VaultsRead(await EstateReads.GatherSubscriptionsAsync(subscriptions, ReadSubscriptionAsync, cancellationToken));

        async Task<Found> ReadSubscriptionAsync(ResourceId subscription, CancellationToken token)
        {
            var vaults = ReadVaultsAsync(subscription, subscriptions.Count, only, graph, token);
            await Task.WhenAny(Listed, vaults);
            var hsms = ReadHsmsAsync(subscription, token);
            await Task.WhenAll(vaults, hsms);
            return (await vaults).And(await hsms);
        }
    }

    /// <summary>The vaults of a subscription, and their settings.</summary>
    private async Task<Found> ReadVaultsAsync(
        ResourceId subscription, int subscriptions, SelectorSet only, GraphInventory graph, CancellationToken cancellationToken)
    {
        var candidates = new CandidateQueue(Expect);
        var settings = new ConcurrentDictionary<ResourceId, ListedSettings>();
        var reading = ReadSettingsAsync(candidates, subscriptions, settings, cancellationToken);
        var (isListed, isWhole) = (false, false);
        Found listed;
        try
        {
            var discovery = OfferAsync();
            listed = await ListAsync();
            await discovery;
            candidates.Offer(listed.Resources
                .Where(vault => only.AsksForTags && only.TakesResource(vault.Id, Subject.TagsOf(vault.Body)))
                .Select(vault => vault.Id));
        }
        finally
        {
            candidates.Complete();
        }

        await reading;

        // A vault that only Resource Graph knows of is gone where the provider says so, was left out of the list where it answers
        // with the vault, and is unknown where it refuses.
        var known = listed.Resources.Select(vault => vault.Id).ToHashSet();
        var confirmed = isWhole
            ? await run.GatherAsync(settings.Keys.Where(vault => !known.Contains(vault)).Order(), run.ReadAsync, cancellationToken)
            : Found.Nothing;
        var vaults = listed.And(confirmed);
        var ids = vaults.Resources.Select(vault => vault.Id).Distinct();
        var others = ids.Where(vault => !settings.ContainsKey(vault)).ToList();
        return vaults
            .And(await run.GatherAsync(ids.Except(others), SettleAsync, cancellationToken))
            .And(new Found { SettingsNotAskedFor = others });

        Task<Found> SettleAsync(ResourceId vault, CancellationToken token) => settings[vault].SettledAsync(run, vault, token);

        void Expect(int more)
        {
            _count.Expect(more);
            run.Expect(subscription, more);
        }

        void Page(IEnumerable<ResourceId> vaults)
        {
            Offer(vaults);
            First();
        }

        void First()
        {
            if (!isListed && Interlocked.Decrement(ref _unlisted) == 0)
            {
                _listed.TrySetResult();
            }

            isListed = true;
        }

        // The pages themselves are not kept: what was cut out of them is.
        async Task<Found> ListAsync()
        {
            var list = await run.Resources.ListAsync(TypeNames.Vault, subscription, Page, cancellationToken);
            First();
            isWhole = list.Failure is null;
            return candidates.Known(Found.Of(list, ReadType.ListOf(TypeNames.Vault, subscription)));
        }

        async Task OfferAsync() => Offer(await graph.VaultsOfAsync(subscription));

        // Of tags only the list tells.
        void Offer(IEnumerable<ResourceId> found) =>
            candidates.Offer(found.Where(vault => !only.AsksForTags && only.TakesResource(vault, tags: null)));
    }

    private async Task ReadSettingsAsync(
        CandidateQueue candidates,
        int subscriptions,
        ConcurrentDictionary<ResourceId, ListedSettings> settings,
        CancellationToken cancellationToken)
    {
        var groups = candidates.GroupsAsync(() => _settings.MostAtOnce, cancellationToken);
        await run.ForEachInSubscriptionAsync(groups, subscriptions, ReadGroupAsync, cancellationToken);

        async Task ReadGroupAsync(IReadOnlyList<ResourceId> vaults, CancellationToken token)
        {
            var lists = await _settings.ReadAsync(vaults, token);
            for (var index = 0; index < vaults.Count; index++)
            {
                settings[vaults[index]] = ListedSettings.Of(vaults[index], lists[index]);
                _count.Step();
            }
        }
    }

    /// <summary>Where managed HSMs are unknown to the cloud or the provider, there are none.</summary>
    private async Task<Found> ReadHsmsAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var hsms = await run.Resources.ListAsync(TypeNames.ManagedHsm, subscription, cancellationToken);
        return hsms.Failure is { } failure && TypeAbsence.Of(failure.Status, failure.Code, failure.Message)
            ? Found.Nothing
            : Found.Of(hsms, ReadType.ListOf(TypeNames.ManagedHsm, subscription));
    }
}
