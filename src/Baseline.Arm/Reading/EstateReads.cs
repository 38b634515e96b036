using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>What all parts of one read share: the clients, what was gathered, and how to take in a list or a resource.</summary>
internal sealed class EstateReads(ArmConnection connection, ReadOptions options)
{
    // Many more than requests in flight: those who wait for a throttled subscription must not keep others from going.
    private const int LeastAtOnce = 256;

    private readonly int _inFlight = Math.Max(1, connection.Options.Parallelism);

    private int _graphNotes;

    public ReadOptions Options => options;

    public EstateCollector Collector { get; } = new(options.Failures);

    public ResourceClient Resources { get; } = new(connection, new ReadTypes(options.Types));

    public TenantClient Tenant => new(connection, Resources);

    public ResourceGraphClient ResourceGraph { get; } = new(connection);

    public BatchClient Batches { get; } = new(connection);

    /// <summary>Does something for each item, several at a time; the connection bounds what is really in flight.</summary>
    public Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            Bounded(Math.Max(LeastAtOnce, _inFlight), cancellationToken),
            async (item, token) => await read(item, token));

    /// <summary>The same, where each brings resources: all of them, each once, sorted by id.</summary>
    public async Task<IReadOnlyList<ObservedResource>> GatherAsync<T>(
        IEnumerable<T> items,
        Func<T, CancellationToken, Task<IReadOnlyList<ObservedResource>>> read,
        CancellationToken cancellationToken)
    {
        var all = new ConcurrentDictionary<ResourceId, ObservedResource>();
        await ForEachAsync(
            items,
            async (item, token) =>
            {
                foreach (var resource in await read(item, token))
                {
                    all.TryAdd(resource.Id, resource);
                }
            },
            cancellationToken);
        return [.. all.Values.OrderBy(resource => resource.Id)];
    }

    /// <summary>Does something for each item of one subscription, where more than can be in flight would only wait.</summary>
    public Task ForEachInSubscriptionAsync<T>(
        IAsyncEnumerable<T> items, Func<T, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            Bounded(_inFlight, cancellationToken),
            async (item, token) => await read(item, token));

    /// <summary>The registration of the provider of diagnostic settings in a subscription.</summary>
    public static ResourceId InsightsOf(ResourceId subscription) => subscription.Child("providers/Microsoft.Insights");

    /// <summary>Counts towards a total that may grow.</summary>
    public ProgressCount Counting(string what) => new(what, options.Progress);

    /// <summary>Says once that Resource Graph was of no help.</summary>
    public void NoteGraph(ArmFailure error)
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
            if (ExpectedBody.IdOf(item, path) is { } id)
            {
                resources.Add(Collector.Add(item, id));
            }
            else
            {
                Collector.AddUnreadable(path, new ArmFailure(
                    200,
                    "UnexpectedBody",
                    "An item is no resource of this list: its id or its properties are missing or belong elsewhere."));
            }
        }

        if (list.Failure is { } error && !ArmFailures.IsUnregistered(error))
        {
            Collector.AddUnreadable(path, error);
        }

        return resources;
    }

    /// <summary>Takes in one resource. One that is not there leaves no trace; one that can't be read is unreadable.</summary>
    public ObservedResource? Take(ArmAnswer answer, ResourceId id)
    {
        if (answer.Failure is not { } error)
        {
            return Collector.Add(answer.Body, id);
        }

        if (!Absence.Of(id.Type, error.Status, error.Code))
        {
            Collector.AddUnreadable(id, error);
        }

        return null;
    }

    /// <summary>The diagnostic settings of a resource, a subscription or a management group.</summary>
    public async Task<IReadOnlyList<ObservedResource>> TakeSettingsAsync(ResourceId owner, CancellationToken cancellationToken) =>
        await TakeSettingsAsync(owner, await Resources.ListAsync(TypeNames.DiagnosticSetting, owner, cancellationToken), cancellationToken);

    /// <summary>
    /// Takes in the diagnostic settings of an owner. Where Azure says that the owner is gone, the owner itself is asked; where it
    /// refuses them with a conflict, its registration tells whether there can be any.
    /// </summary>
    public async Task<IReadOnlyList<ObservedResource>> TakeSettingsAsync(
        ResourceId owner, ArmList settings, CancellationToken cancellationToken)
    {
        var path = ReadType.ListOf(TypeNames.DiagnosticSetting, owner);
        if (settings.Failure is { } error && Absence.Of(path.Type, error.Status, error.Code) && owner.IsOfType(TypeNames.Vault))
        {
            var vault = await Resources.GetAsync(owner, cancellationToken);
            settings = settings with { Failure = Settled(error, vault.Failure, owner) };
        }

        if (settings.Failure is { Status: 409 } && await IsUnregisteredAsync(owner, cancellationToken))
        {
            settings = settings with { Failure = null };
        }

        return Take(settings, path);
    }

    /// <summary>What is known where one answer says that a resource is gone, once it has been asked itself.</summary>
    /// <param name="gone">The answer that says so.</param>
    /// <param name="own">What the resource itself answered; null where it is there.</param>
    /// <param name="resource">The resource.</param>
    public static ArmFailure Settled(ArmFailure gone, ArmFailure? own, ResourceId resource) =>
        own is null ? new ArmFailure(gone.Status, "ContradictoryAnswers", $"Azure says that {resource} does not exist, and shows it.")
        : Absence.Of(resource.Type, own.Status, own.Code) ? gone
        : own;

    /// <summary>
    /// Whether the subscription of a resource is not registered for diagnostic settings. They are then refused in words that
    /// differ, but the registration is a resource of its own.
    /// </summary>
    private async Task<bool> IsUnregisteredAsync(ResourceId owner, CancellationToken cancellationToken) =>
        owner.SubscriptionId is { } guid
        && await Resources.GetAsync(InsightsOf(ResourceId.Subscription(guid)), cancellationToken) is { Failure: null } provider
        && provider.Body.TextAt("registrationState") is "NotRegistered" or "Unregistered";

    private static ParallelOptions Bounded(int most, CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = most, CancellationToken = cancellationToken };
}
