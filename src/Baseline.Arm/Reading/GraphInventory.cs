using System.Collections.Concurrent;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// The vaults that Resource Graph knows of, as candidates: reads of them may begin before the lists are there, and what a list
/// left out is asked for. Nothing is ever absent because Resource Graph does not show it, and nothing is there because it
/// does: it lags, and leaves out without a word what can't be read (docs/adr/0006).
/// </summary>
internal sealed class GraphInventory
{
    // Azure advises groups of fewer than 300 subscriptions.
    private const int MostSubscriptions = 299;

    // Rows come in pages only where they have an id to go by.
    private const string Query = "resources | where type =~ 'microsoft.keyvault/vaults' | project id | order by id asc";

    private readonly Dictionary<ResourceId, Task<ConcurrentDictionary<ResourceId, List<ResourceId>>>> _groups;

    private GraphInventory(Dictionary<ResourceId, Task<ConcurrentDictionary<ResourceId, List<ResourceId>>>> groups) => _groups = groups;

    /// <summary>Knows of nothing, so that the lists do it all.</summary>
    public static GraphInventory None { get; } = new([]);

    /// <summary>Begins to ask; a refusal ends in a note, and never in a failure.</summary>
    public static GraphInventory Begin(EstateReads run, IReadOnlyList<ResourceId> subscriptions, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<ResourceId, Task<ConcurrentDictionary<ResourceId, List<ResourceId>>>>();
        foreach (var chunk in subscriptions.Chunk(MostSubscriptions))
        {
            var rows = AskAsync(run, chunk, cancellationToken);
            foreach (var subscription in chunk)
            {
                groups[subscription] = rows;
            }
        }

        return new GraphInventory(groups);
    }

    /// <summary>The vaults of a subscription that it knows of. They are told once, and not kept.</summary>
    public async Task<IReadOnlyList<ResourceId>> VaultsOfAsync(ResourceId subscription) =>
        _groups.TryGetValue(subscription, out var rows) && (await rows).TryRemove(subscription, out var vaults) ? vaults : [];

    private static async Task<ConcurrentDictionary<ResourceId, List<ResourceId>>> AskAsync(
        EstateReads run, IReadOnlyCollection<ResourceId> subscriptions, CancellationToken cancellationToken)
    {
        var rows = await run.ResourceGraph.ResourcesAsync(Query, subscriptions.Select(id => id.Name), cancellationToken);
        if (rows.Failure is { } error)
        {
            run.NoteGraph(error);
        }

        // Rows that came before a failure are candidates as good as any.
        var vaults = new ConcurrentDictionary<ResourceId, List<ResourceId>>();
        foreach (var row in rows.Items)
        {
            if (ResourceId.TryParse(row.TextAt("id"), out var id) && id.IsOfType(TypeNames.Vault) && id.SubscriptionId is { } guid)
            {
                vaults.GetOrAdd(ResourceId.Subscription(guid), _ => []).Add(id);
            }
        }

        return vaults;
    }
}
