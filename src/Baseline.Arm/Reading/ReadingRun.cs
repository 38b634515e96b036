using System.Text.Json;
using Baseline.Arm.KeyVault;
using Baseline.Arm.ManagedIdentity;
using Baseline.Arm.Monitor;
using Baseline.Arm.Resources;
using Baseline.Arm.Storage;
using Baseline.Estates;
using Baseline.Resources;

namespace Baseline.Arm.Reading;

/// <summary>What all parts of one read share: the clients, what was gathered, and how to take in a list or a resource.</summary>
internal sealed class ReadingRun(ArmConnection connection, ReadOptions options)
{
    // Many more than requests in flight: those who wait for a throttled subscription must not keep others from going.
    private const int LeastAtOnce = 256;

    private readonly int _inFlight = Math.Max(1, connection.Options.Parallelism);

    private int _graphNotes;

    public ReadOptions Options => options;

    public EstateCollector Collector { get; } = new(options.Failures);

    public SubscriptionsClient Subscriptions { get; } = new(connection);

    public ManagementGroupsClient ManagementGroups { get; } = new(connection);

    public ResourceGraphClient ResourceGraph { get; } = new(connection);

    public BatchClient Batches { get; } = new(connection);

    public LocksClient Locks { get; } = new(connection);

    public ProvidersClient Providers { get; } = new(connection);

    public RoleAssignmentsClient RoleAssignments { get; } = new(connection);

    public VaultsClient Vaults { get; } = new(connection);

    public ManagedHsmsClient ManagedHsms { get; } = new(connection);

    public KeysClient Keys { get; } = new(connection);

    public DiagnosticSettingsClient DiagnosticSettings { get; } = new(connection);

    public DestinationsClient Destinations { get; } = new(connection);

    public LogProfilesClient LogProfiles { get; } = new(connection);

    public StorageAccountsClient StorageAccounts { get; } = new(connection);

    public ManagementPoliciesClient ManagementPolicies { get; } = new(connection);

    public BlobContainersClient BlobContainers { get; } = new(connection);

    public UserAssignedIdentitiesClient Identities { get; } = new(connection);

    /// <summary>Does something for each item, several at a time; the connection bounds what is really in flight.</summary>
    public Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(items, Bounded(Math.Max(LeastAtOnce, _inFlight), cancellationToken), async (item, token) => await read(item, token));

    /// <summary>The same for what lies in one subscription, where more than can be in flight would only wait.</summary>
    public Task ForEachInLaneAsync<T>(
        IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            Bounded(_inFlight, cancellationToken),
            async (item, token) => await read(item, token));

    /// <summary>Counts towards a total that may grow.</summary>
    public ProgressCount Counting(string what) => new(what, options.Progress);

    /// <summary>Says once that Resource Graph was of no help.</summary>
    public void NoteGraph(ArmError error)
    {
        if (Interlocked.Increment(ref _graphNotes) == 1)
        {
            options.Notes?.Report($"Resource Graph was of no help ({error.Status} {error.Code}): the lists of the providers say it all.");
        }
    }

    /// <summary>Takes in a list. What could be read of it counts, and what could not is unreadable as a whole.</summary>
    public IReadOnlyList<ObservedResource> Take(ArmList list, ResourceId path)
    {
        var resources = new List<ObservedResource>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (IdOf(item, path) is { } id)
            {
                resources.Add(Collector.Add(item, id));
            }
            else
            {
                Collector.AddUnreadable(path, new ArmError(200, "UnexpectedBody", "An item has neither id nor name."));
            }
        }

        if (list.Error is { } error && !ArmErrors.IsUnregistered(error.Code, error.Message))
        {
            Collector.AddUnreadable(path, error);
        }

        return resources;
    }

    /// <summary>Takes in one resource. One that is not there leaves no trace; one that can't be read is unreadable.</summary>
    public ObservedResource? Take(ArmAnswer answer, ResourceId id)
    {
        if (answer.Error is not { } error)
        {
            return Collector.Add(answer.Body, id);
        }

        if (error.Status != 404)
        {
            Collector.AddUnreadable(id, error);
        }

        return null;
    }

    /// <summary>The diagnostic settings of a resource, a subscription or a management group.</summary>
    public async Task TakeSettingsAsync(ResourceId owner, CancellationToken cancellationToken) =>
        Take(await DiagnosticSettings.ListAsync(owner, cancellationToken), DiagnosticSettingsClient.PathOf(owner));

    private static ParallelOptions Bounded(int most, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = most, CancellationToken = cancellationToken };

    /// <summary>
    /// The id that an item bears. Where it is none of the list's kind, as the ids of some settings have been, the list and
    /// the item's name give it.
    /// </summary>
    private static ResourceId? IdOf(JsonElement item, ResourceId path)
    {
        var isId = ResourceId.TryParse(item.TextAt("id"), out var id);
        if (isId && id is not null && id.Type == path.Child("x").Type)
        {
            return id;
        }

        return item.TextAt("name") is { } name ? path.Child(name) : id;
    }
}
