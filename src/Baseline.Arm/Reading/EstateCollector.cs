using System.Collections.Concurrent;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Arm.Client;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>Gathers what many reads bring, each resource once.</summary>
/// <param name="failures">Hears of each read that failed.</param>
internal sealed class EstateCollector(IProgress<ArmFailure>? failures)
{
    private readonly ConcurrentDictionary<string, EstateSubscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ResourceId, ObservedResource> _resources = new();
    private readonly ConcurrentDictionary<ResourceId, UnreadableResource> _unreadable = new();

    public IEnumerable<EstateSubscription> Subscriptions => _subscriptions.Values;

    public bool Has(ResourceId id) => _resources.ContainsKey(id);

    public ObservedResource? Find(ResourceId id) => _resources.GetValueOrDefault(id);

    public bool IsUnreadable(ResourceId id) => _unreadable.ContainsKey(id);

    public void Add(EstateSubscription subscription) => _subscriptions[subscription.Id] = subscription;

    /// <summary>Adds a body under its id, as the body spells it.</summary>
    public ObservedResource Add(JsonElement body, ResourceId asked)
    {
        var id = ResourceId.TryParse(body.TextAt("id"), out var own) && own == asked ? own : asked;
        var resource = new ObservedResource(id, body);
        _resources.TryAdd(id, resource);
        return resource;
    }

    /// <summary>Takes out what turned out to be gone.</summary>
    public void Remove(ResourceId id) => _resources.TryRemove(id, out _);

    public void AddUnreadable(ResourceId id, ArmFailure error)
    {
        if (_unreadable.TryAdd(id, new UnreadableResource(id, error.Status, error.Code)) && !Absence.Of(id.Type, error.Status, error.Code))
        {
            failures?.Report(error with { Operation = $"GET {id}" });
        }
    }

    public Estate ToEstate(string source, DateTimeOffset? capturedAt) =>
        new(source, capturedAt, _subscriptions.Values, _resources.Values, _unreadable.Values);
}
