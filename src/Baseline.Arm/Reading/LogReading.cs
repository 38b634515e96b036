using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Selecting;

namespace Baseline.Arm.Reading;

/// <summary>Resources that have logs, with their diagnostic settings and with what they offer to them.</summary>
/// <param name="Found">What was read of them.</param>
internal sealed record LogsRead(Found Found)
{
    /// <summary>The destinations of the diagnostic settings; a setting that is off may be switched on, so it counts.</summary>
    public IReadOnlyList<Sink> Sinks { get; } = Destinations.Of(Found.OfType(TypeNames.DiagnosticSetting));

    /// <summary>The storage accounts among the destinations.</summary>
    public IEnumerable<ResourceId> StorageAccounts => Destinations.AccountsOf(Sinks);
}

/// <summary>
/// Reads all resources of the types whose logs matter: one list of everything for each subscription; what resources can log, once for
/// all that are alike; and the settings of each that can log anything.
/// </summary>
internal sealed class LogReading(EstateReads run)
{
    // Of resources that are alike, others are asked where one refuses.
    private const int MostAsked = 3;

    private readonly ProgressCount _count = run.Counting("resources with logs");
    private readonly SettingsReading _settings = new(run);

    /// <summary>Reads them.</summary>
    /// <param name="scope">The subscriptions in scope.</param>
    /// <param name="only">Which resources are read with what they offer and with their settings.</param>
    /// <param name="needs">The types; none: nothing is read. Where key vaults are needed, they are read elsewhere.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<LogsRead> ReadAsync(
        ScopeRead scope, SelectorSet only, EstateNeeds needs, CancellationToken cancellationToken)
    {
        if (needs.Logged.Count == 0)
        {
            return new LogsRead(Found.Nothing);
        }

        var listed = await EstateReads.GatherSubscriptionsAsync(scope.Subscriptions, ListAsync, cancellationToken);
        var types = new Dictionary<string, bool>(StringComparer.Ordinal);
        var wanted = new List<LoggingResource>();
        var others = new List<LoggingResource>();
        foreach (var row in listed.Resources)
        {
            var tags = only.AsksForTags ? Subject.TagsOf(row.Body) : null;
            foreach (var resource in LoggingResource.Of(row).Where(resource => IsWanted(resource.Id.Type)))
            {
                (only.TakesResource(resource.Id, tags) ? wanted : others).Add(resource);
            }
        }

        var offered = await ReadOfferedAsync(wanted, cancellationToken);
        var logging = wanted.FindAll(resource => !offered.WithoutLogs.Contains(resource.Variant));
        var settings = await ReadSettingsAsync(logging, cancellationToken);
        return new LogsRead(Found.Merge(
        [
            listed with { Resources = Needed(listed.Resources, logging.Concat(others)) }, offered.Found, settings,
            new Found { SettingsNotAskedFor = [.. others.Select(resource => resource.Id)] },
        ]));

        bool IsWanted(string type)
        {
            if (!types.TryGetValue(type, out var isWanted))
            {
                var isElsewhere = needs.KeyVaults && type.Equals(TypeNames.Vault, StringComparison.OrdinalIgnoreCase);
                types[type] = isWanted = !isElsewhere && needs.Logged.Any(part => part.Contains(type));
            }

            return isWanted;
        }
    }

    /// <summary>What lies in a subscription. Rows have no properties, unlike those of other lists.</summary>
    private async Task<Found> ListAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var path = ResourceClient.EverythingIn(subscription);
        var list = await run.Resources.ListEverythingAsync(subscription, cancellationToken);
        List<ObservedResource> rows = [.. list.Items.Select(row => Row(row, subscription)).OfType<ObservedResource>()];
        var failure = rows.Count < list.Items.Count
            ? new ArmFailure(200, "UnexpectedBody", "A row of the list is no resource of the subscription.")
            : list.Failure;
        return new Found { Resources = rows, Failed = failure is null ? [] : [new FailedRead(path, failure)] };
    }

    private static ObservedResource? Row(JsonElement row, ResourceId subscription) =>
        ResourceId.TryParse(row.TextAt("id"), out var id) && !id.IsList && id.IsAtOrBelow(subscription)
            ? ObservedResource.Unparsed(id, row)
            : null;

    /// <summary>The resources that can log, and those that they hang beneath: what excludes those excludes them.</summary>
    private static List<ObservedResource> Needed(IReadOnlyList<ObservedResource> listed, IEnumerable<LoggingResource> logging)
    {
        var needed = new HashSet<ResourceId>();
        foreach (var resource in logging)
        {
            for (var id = resource.Id; id is not null && !id.IsOfType(TypeNames.ResourceGroup) && needed.Add(id); id = id.Parent)
            {
            }
        }

        return [.. listed.Where(row => needed.Contains(row.Id))];
    }

    private async Task<OfferedRead> ReadOfferedAsync(List<LoggingResource> resources, CancellationToken cancellationToken)
    {
        var withoutLogs = new HashSet<string>(StringComparer.Ordinal);
        var kinds = resources.GroupBy(resource => resource.Variant)
            .GroupBy(alike => alike.First().Id.Type)
            .Select(type => type.ToList())
            .ToList();
        var found = await run.GatherAsync(kinds, ReadTypeAsync, cancellationToken);
        return new OfferedRead(found, withoutLogs);

        // A type that has no logs says so at the first question, whatever the sku and kind of the rest.
        async Task<Found> ReadTypeAsync(List<IGrouping<string, LoggingResource>> type, CancellationToken token)
        {
            var first = await ReadAlikeAsync([.. type[0]], token);
            if (first.HasNoType)
            {
                Forget(type);
                return Found.Nothing;
            }

            var rest = await run.GatherAsync(
                type.Skip(1), async (alike, inner) => Take(alike, await ReadAlikeAsync([.. alike], inner)), token);
            return Take(type[0], first).And(rest);
        }

        Found Take(IGrouping<string, LoggingResource> alike, CategoriesRead read)
        {
            if (read.HasNoLogs)
            {
                Forget([alike]);
                return Found.Nothing;
            }

            return read.Found;
        }

        void Forget(IEnumerable<IGrouping<string, LoggingResource>> alike)
        {
            lock (withoutLogs)
            {
                withoutLogs.UnionWith(alike.Select(group => group.Key));
            }
        }
    }

    /// <summary>What resources that are alike can log: what the first of them says that answers.</summary>
    private async Task<CategoriesRead> ReadAlikeAsync(IReadOnlyList<LoggingResource> alike, CancellationToken cancellationToken)
    {
        var failed = Found.Nothing;
        foreach (var resource in alike.Take(MostAsked))
        {
            var list = await run.Resources.ListAsync(TypeNames.LogCategory, resource.Id, cancellationToken);
            if (list.Failure is not { } failure)
            {
                var found = Found.Of(list, ReadType.ListOf(TypeNames.LogCategory, resource.Id));
                var hasLogs = found.Resources.Any(category => LogVariants.IsLog(category.Body));
                return new CategoriesRead(found) { HasNoLogs = found is { Failed: [] } && !hasLogs };
            }

            if (TypeAbsence.OfLogs(failure.Status, failure.Code))
            {
                return new CategoriesRead(Found.Nothing) { HasNoLogs = true, HasNoType = true };
            }

            failed = failed.And(Found.Of(list, ReadType.ListOf(TypeNames.LogCategory, resource.Id)));
        }

        return new CategoriesRead(failed);
    }

    private async Task<Found> ReadSettingsAsync(List<LoggingResource> resources, CancellationToken cancellationToken)
    {
        var bySubscription = resources.Select(resource => resource.Id)
            .GroupBy(id => ResourceId.Subscription(id.SubscriptionId ?? ""))
            .ToList();
        foreach (var group in bySubscription)
        {
            run.Expect(group.Key, group.Count());
        }

        _count.Expect(resources.Count);
        return await EstateReads.GatherSubscriptionsAsync(
            bySubscription,
            (group, token) => run.GatherInSubscriptionAsync(
                group.Chunk(_settings.MostAtOnce), bySubscription.Count, ReadSettingsAsync, token),
            cancellationToken);
    }

    private async Task<Found> ReadSettingsAsync(ResourceId[] resources, CancellationToken cancellationToken)
    {
        var lists = await _settings.ReadAsync(resources, cancellationToken);
        var found = await run.GatherAsync(
            resources.Index(), (item, token) => run.SettleSettingsAsync(item.Item, lists[item.Index], token), cancellationToken);
        foreach (var _ in resources)
        {
            _count.Step();
        }

        return found;
    }

    /// <summary>What resources offer to diagnostic settings.</summary>
    /// <param name="Found">The categories.</param>
    /// <param name="WithoutLogs">Which of them, by their variant, have no logs.</param>
    private sealed record OfferedRead(Found Found, IReadOnlySet<string> WithoutLogs);

    /// <summary>What one resource offers.</summary>
    /// <param name="Found">The categories, or why they are not known.</param>
    private sealed record CategoriesRead(Found Found)
    {
        /// <summary>Whether it has no logs.</summary>
        public bool HasNoLogs { get; init; }

        /// <summary>Whether nothing of its type has.</summary>
        public bool HasNoType { get; init; }
    }
}
