using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>A read that failed.</summary>
/// <param name="Id">What was to be read: a resource id, or the path of a list.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record FailedRead(ResourceId Id, ArmFailure Failure)
{
    /// <summary>Whether it went away meanwhile, so that nothing is wrong with the read.</summary>
    public bool IsGone => Absence.Of(Id.Type, Failure.Status, Failure.Code);
}

/// <summary>
/// What a part of a read found. Where parts that are merged speak of the same thing, the first one holds: first in the order in
/// which they are merged, whichever answer came first.
/// </summary>
internal sealed record Found
{
    /// <summary>Nothing, because nothing is there or nothing was asked for.</summary>
    public static Found Nothing { get; } = new();

    /// <summary>What was read.</summary>
    public IReadOnlyList<ObservedResource> Resources { get; init; } = [];

    /// <summary>The subscriptions that are known.</summary>
    public IReadOnlyList<EstateSubscription> Subscriptions { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<FailedRead> Failed { get; init; } = [];

    /// <summary>What is gone by now, whatever an earlier answer showed.</summary>
    public IReadOnlyList<ResourceId> Gone { get; init; } = [];

    /// <summary>What was asked for, as resources and as lists, and is not there.</summary>
    public IReadOnlyList<ResourceId> NotThere { get; init; } = [];

    /// <summary>The resources whose settings don't matter to the part that is read.</summary>
    public IReadOnlyList<ResourceId> SettingsNotAskedFor { get; init; } = [];

    /// <summary>One resource.</summary>
    public static Found Of(ObservedResource resource) => new() { Resources = [resource] };

    /// <summary>One resource, under its id as the body spells it.</summary>
    public static Found Of(JsonElement body, ResourceId asked) => Of(Resource(body, asked));

    /// <summary>One subscription.</summary>
    public static Found Of(EstateSubscription subscription) => new() { Subscriptions = [subscription] };

    /// <summary>The answer for one resource. One that is not there is no resource; one that can't be read is unreadable.</summary>
    public static Found Of(ArmAnswer answer, ResourceId id) =>
        answer.Failure is not { } failure ? Of(answer.Body, id)
        : new FailedRead(id, failure) is { IsGone: false } failed ? new Found { Failed = [failed] }
        : new Found { NotThere = [id] };

    /// <summary>A list. What could be read of it counts, and what could not is unreadable as a whole.</summary>
    public static Found Of(ArmList list, ResourceId path)
    {
        var resources = new List<ObservedResource>(list.Items.Count);
        foreach (var item in list.Items)
        {
            if (ExpectedBody.IdOf(item, path) is { } id)
            {
                resources.Add(ObservedResource.Unparsed(id, item));
            }
        }

        var failure = resources.Count < list.Items.Count ? ForeignItem
            : list.Failure is { } reason && !ArmFailures.IsUnregistered(reason) ? reason
            : null;
        return new Found
        {
            Resources = resources,
            Failed = failure is null ? [] : [new FailedRead(path, failure)],
            NotThere = resources.Count == 0 && failure is null ? [path] : [],
        };
    }

    /// <summary>Nothing but that something could not be read.</summary>
    public static Found Unreadable(ResourceId id, ArmFailure failure) => new() { Failed = [new FailedRead(id, failure)] };

    /// <summary>All that parts found, each thing once; of what several parts speak of, the first one holds.</summary>
    public static Found Merge(IReadOnlyCollection<Found> parts) => new()
    {
        Resources = [.. parts.SelectMany(part => part.Resources).DistinctBy(resource => resource.Id)],
        Subscriptions = [.. parts.SelectMany(part => part.Subscriptions).DistinctBy(subscription => subscription.Id)],
        Failed = [.. parts.SelectMany(part => part.Failed).DistinctBy(read => read.Id)],
        Gone = [.. parts.SelectMany(part => part.Gone).Distinct()],
        NotThere = [.. parts.SelectMany(part => part.NotThere)],
        SettingsNotAskedFor = [.. parts.SelectMany(part => part.SettingsNotAskedFor)],
    };

    /// <summary>This and what was found beside it or after it, which is something else.</summary>
    public Found And(Found more) =>
        ReferenceEquals(this, Nothing) ? more
        : ReferenceEquals(more, Nothing) ? this
        : new Found
        {
            Resources = Joined(Resources, more.Resources),
            Subscriptions = Joined(Subscriptions, more.Subscriptions),
            Failed = Joined(Failed, more.Failed),
            Gone = Joined(Gone, more.Gone),
            NotThere = Joined(NotThere, more.NotThere),
            SettingsNotAskedFor = Joined(SettingsNotAskedFor, more.SettingsNotAskedFor),
        };

    /// <summary>What was read of one type, in the order in which it was found.</summary>
    public IEnumerable<ObservedResource> OfType(string type) => Resources.Where(resource => resource.Id.IsOfType(type));

    /// <summary>The estate that this makes.</summary>
    /// <param name="source">What it says of its origin.</param>
    /// <param name="capturedAt">What it says of its time.</param>
    /// <param name="scope">What was read as a whole: of other subscriptions only what others refer to.</param>
    public Estate ToEstate(string source, DateTimeOffset? capturedAt, ScopeRead scope)
    {
        var gone = Gone.ToHashSet();
        var whole = scope.Subscriptions.Concat(Failed.Select(read => read.Id)).Where(id => id.IsOfType(TypeNames.Subscription)).ToHashSet();
        var parts = Subscriptions
            .Where(subscription => !whole.Contains(ResourceId.Subscription(subscription.Id)))
            .Select(subscription => subscription.Id)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new Estate(
            source,
            capturedAt,
            Subscriptions.Select(subscription => subscription with { IsOnlyReferenced = parts.Contains(subscription.Id) }),
            Resources.Where(resource => !gone.Contains(resource.Id)),
            Failed.Select(read => new UnreadableResource(read.Id, read.Failure.Status, read.Failure.Code)))
        {
            NotAskedFor = scope.NotAskedFor,
            NotThere = NotThere.Where(id => id.SubscriptionId is { } guid && parts.Contains(guid)).ToHashSet(),
            SettingsNotAskedFor = SettingsNotAskedFor.ToHashSet(),
        };
    }

    private static ArmFailure ForeignItem { get; } = new(
        200,
        "UnexpectedBody",
        "An item is no resource of this list: its id or its properties are missing, belong elsewhere or are not what Azure has.");

    private static ObservedResource Resource(JsonElement body, ResourceId asked) =>
        new(ResourceId.TryParse(body.TextAt("id"), out var own) && own == asked ? own : asked, body);

    private static IReadOnlyList<T> Joined<T>(IReadOnlyList<T> first, IReadOnlyList<T> more) =>
        more.Count == 0 ? first : first.Count == 0 ? more : [.. first, .. more];
}
