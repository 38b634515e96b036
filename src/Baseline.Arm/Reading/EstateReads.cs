using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>What all parts of one read share: the clients, and how to ask for many things at once.</summary>
internal sealed class EstateReads(ArmConnection connection, ReadOptions options)
{
    // Many more than requests in flight: those who wait for a throttled subscription must not keep others from going.
    private const int LeastAtOnce = 256;

    // Those who wait in all subscriptions together: each holds a request that is ready to go.
    private const int MostWaiting = 512;

    // With so many under way no bucket gives more in a second than is taken of it.
    private const int LeastInSubscription = 4;

    private readonly int _inFlight = Math.Max(1, connection.Options.Parallelism);

    private int _graphNotes;

    public ReadOptions Options => options;

    public ResourceClient Resources { get; } = new(connection, new ReadTypes(options.Types));

    public TenantClient Tenant => new(connection, Resources);

    public ResourceGraphClient ResourceGraph { get; } = new(connection);

    public BatchClient Batches { get; } = new(connection);

    /// <summary>So many reads of a subscription are to come: who knows that can begin with the largest.</summary>
    public void Expect(ResourceId subscription, int reads) => connection.Expect(RatePartition.ReadsOf(subscription.Name), reads);

    /// <summary>
    /// Reads something of each item, several at a time; the connection bounds what is really in flight. What was found is merged in
    /// the order of the items, whichever answer came first; the resources are then sorted by id.
    /// </summary>
    public Task<Found> GatherAsync<T>(
        IEnumerable<T> items, Func<T, CancellationToken, Task<Found>> read, CancellationToken cancellationToken) =>
        GatherAsync(items, Math.Max(LeastAtOnce, _inFlight), read, cancellationToken);

    /// <summary>The same of each of several subscriptions: all at once, so that none of them begins late because of others.</summary>
    public static Task<Found> GatherSubscriptionsAsync<T>(
        IReadOnlyCollection<T> subscriptions, Func<T, CancellationToken, Task<Found>> read, CancellationToken cancellationToken) =>
        GatherAsync(subscriptions, Math.Max(1, subscriptions.Count), read, cancellationToken);

    /// <summary>The same of each item of one subscription, as many at a time as <see cref="AtOnceInEach"/> says.</summary>
    /// <param name="items">What is read.</param>
    /// <param name="subscriptions">How many subscriptions are read so.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> GatherInSubscriptionAsync<T>(
        IEnumerable<T> items, int subscriptions, Func<T, CancellationToken, Task<Found>> read, CancellationToken cancellationToken) =>
        GatherAsync(items, AtOnceInEach(subscriptions), read, cancellationToken);

    /// <summary>Does something for each item of one subscription, where more than can be in flight would only wait.</summary>
    /// <param name="items">What is read.</param>
    /// <param name="subscriptions">How many subscriptions are read so.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task ForEachInSubscriptionAsync<T>(
        IAsyncEnumerable<T> items, int subscriptions, Func<T, CancellationToken, Task> read, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items,
            Bounded(AtOnceInEach(subscriptions), cancellationToken),
            async (item, token) => await read(item, token));

    /// <summary>How many are read at a time in each of so many subscriptions: fewer, the more they are.</summary>
    private int AtOnceInEach(int subscriptions) =>
        Math.Min(_inFlight, Math.Max(LeastInSubscription, MostWaiting / Math.Max(1, subscriptions)));

    private static async Task<Found> GatherAsync<T>(
        IEnumerable<T> items, int atOnce, Func<T, CancellationToken, Task<Found>> read, CancellationToken cancellationToken)
    {
        var all = items.ToList();
        var found = new Found[all.Count];
        await Parallel.ForAsync(
            0, all.Count, Bounded(atOnce, cancellationToken), async (index, token) => found[index] = await read(all[index], token));
        var merged = Found.Merge(found);
        return merged with { Resources = [.. merged.Resources.OrderBy(resource => resource.Id)] };
    }

    /// <summary>The registration of the provider of diagnostic settings in a subscription.</summary>
    public static ResourceId InsightsOf(ResourceId subscription) => subscription.Child("providers/Microsoft.Insights");

    /// <summary>Counts towards a total that may grow.</summary>
    public ProgressCount Counting(string what) => new(what, options.Progress);

    /// <summary>Says once that Resource Graph is not available.</summary>
    public void NoteGraph(ArmFailure error)
    {
        if (Interlocked.Increment(ref _graphNotes) == 1)
        {
            options.Notes?.Report(
                $"Resource Graph is not available ({error.Status} {error.Code}): resources are found with the providers' lists.");
        }
    }

    /// <summary>One resource.</summary>
    public async Task<Found> ReadAsync(ResourceId id, CancellationToken cancellationToken) =>
        Found.Of(await Resources.GetAsync(id, cancellationToken), id);

    /// <summary>All resources of a type that an owner has.</summary>
    public async Task<Found> ReadListAsync(string type, ResourceId owner, CancellationToken cancellationToken) =>
        Found.Of(await Resources.ListAsync(type, owner, cancellationToken), ReadType.ListOf(type, owner));

    /// <summary>The diagnostic settings of a resource, a subscription or a management group.</summary>
    public async Task<Found> ReadSettingsAsync(ResourceId owner, CancellationToken cancellationToken) =>
        await SettleSettingsAsync(
            owner, await Resources.ListAsync(TypeNames.DiagnosticSetting, owner, cancellationToken), cancellationToken);

    /// <summary>
    /// The diagnostic settings of an owner, once they were listed. Where Azure says that the owner is gone, the owner itself is
    /// asked; where it refuses them with a conflict, its registration tells whether there can be any.
    /// </summary>
    public async Task<Found> SettleSettingsAsync(ResourceId owner, ArmList settings, CancellationToken cancellationToken)
    {
        var path = ReadType.ListOf(TypeNames.DiagnosticSetting, owner);
        if (settings.Failure is { } failure
            && Absence.Of(path.Type, failure.Status, failure.Code)
            && owner.IsOfType(TypeNames.Vault))
        {
            var vault = await Resources.GetAsync(owner, cancellationToken);
            settings = settings with { Failure = Settled(failure, vault.Failure, owner) };
        }

        if (settings.Failure is { Status: 409 } && await IsUnregisteredAsync(owner, cancellationToken))
        {
            settings = settings with { Failure = null };
        }

        return Found.Of(settings, path);
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
