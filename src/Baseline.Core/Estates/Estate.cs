using System.Collections.Frozen;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Estates;

/// <summary>A subscription of the estate.</summary>
/// <param name="Id">Its GUID, lower-case.</param>
/// <param name="DisplayName">Its name; may be empty.</param>
/// <param name="ManagementGroups">Names of the management groups above it, the nearest first.</param>
/// <param name="TenantId">The tenant it belongs to, where known.</param>
/// <param name="State">Enabled, Disabled, Warned, PastDue or Deleted, as Azure says; null where unknown.</param>
public sealed record EstateSubscription(
    string Id,
    string DisplayName,
    IReadOnlyList<string> ManagementGroups,
    string? TenantId = null,
    string? State = null)
{
    /// <summary>The tenants that the subscription is delegated to (Azure Lighthouse); empty where it is to none.</summary>
    public IReadOnlyList<string> ManagedByTenants { get; init; } = [];

    /// <summary>
    /// Whether only that was read of it which others refer to, such as an account that their logs go to: it was not asked for as a whole.
    /// </summary>
    public bool IsOnlyReferenced { get; init; }
}

/// <summary>A read that failed: of one resource, of a list, or of a whole subscription.</summary>
/// <param name="Id">What was to be read: a resource id, or the path of a list.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Azure's error code.</param>
public sealed record UnreadableResource(ResourceId Id, int Status, string Code)
{
    /// <summary>
    /// Whether it went away between list and read, in words of Azure that mean so for its type. A subscription that is said not
    /// to be there may just be out of sight, and that tells nothing of what lies in it.
    /// </summary>
    public bool IsGone => Absence.Of(Id.Type, Status, Code);

    /// <summary>Why nothing is known, in a few words: how Azure answered, or that nobody asked.</summary>
    public string Why => IsOfPart
        ? $"the captured estate holds of {Id} {OnlyAPart}: capture it as well, with --subscription {Id.SubscriptionId}"
        : $"{Status} {Code}";

    /// <summary>Whether nobody asked, because of its subscription only a part was captured.</summary>
    internal bool IsOfPart => Status == 0 && Code == NotCaptured;

    /// <summary>What stands for a subscription of which a captured estate holds a part alone.</summary>
    /// <param name="subscription">Its id.</param>
    public static UnreadableResource OfPart(ResourceId subscription) => new(subscription, 0, NotCaptured);

    /// <summary>Whether a text says that nothing is known because a captured estate holds only a part: no right would help then.</summary>
    public static bool SaysOfPart(string text) => text.Contains(OnlyAPart, StringComparison.Ordinal);

    private const string NotCaptured = "NotCaptured";
    private const string OnlyAPart = "only what others refer to";
}

/// <summary>What is known of one id.</summary>
public enum Presence
{
    /// <summary>It was read.</summary>
    Found,

    /// <summary>It does not exist: its subscription was read, and it was not there.</summary>
    Absent,

    /// <summary>It could not be read, or its subscription is not part of the estate: nothing is known.</summary>
    Unknown,
}

/// <summary>The answer to a question for one resource.</summary>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Resource">The resource, when found.</param>
/// <param name="Why">Why nothing is known, in a few words, when unknown; empty otherwise.</param>
public sealed record Lookup(Presence Presence, ObservedResource? Resource, string Why);

/// <summary>The answer to a question for all resources of a type beneath a parent.</summary>
/// <param name="Resources">What was read, sorted by id.</param>
/// <param name="Unreadable">The read that failed; null when the list is whole.</param>
public sealed record Listing(IReadOnlyList<ObservedResource> Resources, UnreadableResource? Unreadable);

/// <summary>
/// Everything that was observed, and everything that could not be. Absence means something: what is neither
/// in the resources nor unreadable does not exist if its subscription is listed, and is unknown if it is not.
/// </summary>
public sealed class Estate
{
    private readonly Dictionary<ResourceId, ObservedResource> _byId = new(ResourceIdComparer.Instance);
    private readonly Dictionary<string, List<ObservedResource>> _byType = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<ResourceId, List<ObservedResource>> _byParent = new(ResourceIdComparer.Instance);
    private readonly Dictionary<ResourceId, UnreadableResource> _unreadable = [];
    private readonly Dictionary<string, EstateSubscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly bool _hasOnlyReferenced;

    /// <summary>The estate as one that was captured before, of which another one knows the parts and what is not there.</summary>
    /// <param name="held">The file that it was made from.</param>
    public Estate HeldBy(Estate held) => new(
        Source,
        CapturedAt,
        Subscriptions.Select(one => one with { IsOnlyReferenced = held.Subscription(one.Id) is { IsOnlyReferenced: true } }),
        Resources,
        Unreadable)
    {
        NotAskedFor = NotAskedFor,
        SettingsNotAskedFor = SettingsNotAskedFor,
        NotThere = held.NotThere,
        IsCaptured = true,
    };

    /// <summary>The estate with some resources as they will be, in place of what is there of them.</summary>
    public Estate Replacing(IReadOnlyList<ObservedResource> resources)
    {
        var replaced = resources.Select(resource => resource.Id).ToHashSet();
        return Of([.. Resources.Where(one => !replaced.Contains(one.Id)), .. resources]);
    }

    /// <summary>Builds the index. A resource that stands twice is an error of the reader, not of this type.</summary>
    /// <param name="source">Where it came from: <c>azure</c>, <c>emulator</c>, or what a file says.</param>
    /// <param name="capturedAt">When it was read; null where not recorded.</param>
    /// <param name="subscriptions">The subscriptions that were read.</param>
    /// <param name="resources">What was read.</param>
    /// <param name="unreadable">What could not be read.</param>
    public Estate(
        string source,
        DateTimeOffset? capturedAt,
        IEnumerable<EstateSubscription> subscriptions,
        IEnumerable<ObservedResource> resources,
        IEnumerable<UnreadableResource> unreadable)
    {
        Source = source;
        CapturedAt = capturedAt;
        Subscriptions = [.. subscriptions.OrderBy(s => s.Id, StringComparer.Ordinal)];
        Resources = Sorted(resources);
        Unreadable = [.. unreadable.OrderBy(entry => entry.Id)];
        foreach (var subscription in Subscriptions)
        {
            _subscriptions[subscription.Id] = subscription;
            _hasOnlyReferenced |= subscription.IsOnlyReferenced;
        }

        foreach (var resource in Resources)
        {
            _byId[resource.Id] = resource;
            Add(_byType, resource.Id.Type, resource);
            AddBelow(resource);
        }

        foreach (var entry in Unreadable)
        {
            _unreadable[entry.Id] = entry;
        }
    }

    /// <summary>Where the estate came from.</summary>
    public string Source { get; }

    /// <summary>
    /// The subscriptions that were seen and, because a part was asked for, not read; nothing else is known of them.
    /// </summary>
    public IReadOnlyList<EstateSubscription> NotAskedFor { get; init; } = [];

    /// <summary>
    /// The resources whose diagnostic settings were not read, because a part was asked for to which they don't belong: what they
    /// export is unknown.
    /// </summary>
    public IReadOnlySet<ResourceId> SettingsNotAskedFor { get; init; } = FrozenSet<ResourceId>.Empty;

    /// <summary>
    /// What was asked for, as resources and as lists, in subscriptions of which only a part was read, and is not there: of all else that
    /// is not held of them nothing is known.
    /// </summary>
    public IReadOnlySet<ResourceId> NotThere { get; init; } = FrozenSet<ResourceId>.Empty;

    /// <summary>
    /// Whether it was captured before, and may be judged by another document than it was read for: what a part of a subscription does not
    /// hold was perhaps never asked for. An estate that is read for a document holds all that this one asks for. False by default.
    /// </summary>
    public bool IsCaptured { get; init; }

    /// <summary>When it was read, where recorded.</summary>
    public DateTimeOffset? CapturedAt { get; }

    /// <summary>The subscriptions that were read, sorted by GUID.</summary>
    public IReadOnlyList<EstateSubscription> Subscriptions { get; }

    /// <summary>All resources, sorted by id.</summary>
    public IReadOnlyList<ObservedResource> Resources { get; }

    /// <summary>All failed reads, sorted by id.</summary>
    public IReadOnlyList<UnreadableResource> Unreadable { get; }

    /// <summary>The subscription with a GUID; null when it is not part of the estate.</summary>
    public EstateSubscription? Subscription(string? guid) =>
        guid is null ? null : _subscriptions.GetValueOrDefault(guid.ToLowerInvariant());

    /// <summary>All resources of a lower-case type, sorted by id.</summary>
    public IReadOnlyList<ObservedResource> OfType(string type) => _byType.GetValueOrDefault(type) ?? [];

    /// <summary>Whether anything was read that lies beneath an id.</summary>
    public bool HasAnythingBelow(ResourceId id)
    {
        var start = $"{id.Key}/";
        var (from, to) = (0, Resources.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = LetterCase.Compare(Resources[middle].Id.Folded, start) < 0 ? (middle + 1, to) : (from, middle);
        }

        return from < Resources.Count && Resources[from].Id.IsAtOrBelow(id);
    }

    /// <summary>The failed read of exactly this id or of something it lies beneath; null when there is none.</summary>
    public UnreadableResource? UnreadableAt(ResourceId id)
    {
        for (var at = _unreadable.Count > 0 ? id : null; at is not null; at = at.Parent)
        {
            // That a resource group itself could not be read says nothing of what lies in it.
            if (_unreadable.TryGetValue(at, out var entry) && (at == id || !at.IsOfType(TypeNames.ResourceGroup)))
            {
                return entry;
            }
        }

        return NotHeld(id);
    }

    /// <summary>Whether it may be silent of a subscription without anything being absent.</summary>
    private bool HasParts => IsCaptured && _hasOnlyReferenced;

    /// <summary>
    /// That nothing is known of an id because only a part of its subscription was captured; null where something is. What hangs on a
    /// resource that is held was read with it.
    /// </summary>
    private UnreadableResource? NotHeld(ResourceId id)
    {
        if (!HasParts || Subscription(id.SubscriptionId) is not { IsOnlyReferenced: true } part)
        {
            return null;
        }

        // A group that is held, or a subscription, says nothing of what else lies in it.
        for (var at = id; at.Parent is not null && !at.IsOfType(TypeNames.ResourceGroup); at = at.Parent)
        {
            if (_byId.ContainsKey(at) || NotThere.Contains(at))
            {
                return null;
            }
        }

        return NotThere.Contains(id) ? null : UnreadableResource.OfPart(ResourceId.Subscription(part.Id));
    }

    /// <summary>
    /// Whether a type is read by one list of the whole subscription, which was read of one that is a part alone: what it shows of any
    /// scope is all that there is.
    /// </summary>
    private bool IsReadAsAWhole(ResourceId parent, string type) =>
        type.Equals(TypeNames.Lock, StringComparison.OrdinalIgnoreCase)
        && parent.SubscriptionId is { } guid
        && ResourceId.Subscription(guid) is var subscription
        && (NotThere.Contains(ListId(subscription, type))
            || OfType(type).Any(resource => resource.Id.IsAtOrBelow(subscription)));

    /// <summary>The same of the settings of a resource that is held: those of what others refer to are not read with it.</summary>
    private UnreadableResource? SettingsNotHeld(ResourceId parent) =>
        HasParts
        && Subscription(parent.SubscriptionId) is { IsOnlyReferenced: true } part
        && !NotThere.Contains(ListId(parent, TypeNames.DiagnosticSetting))
        && OfType(_byParent.GetValueOrDefault(parent) ?? [], TypeNames.DiagnosticSetting).Count == 0
            ? UnreadableResource.OfPart(ResourceId.Subscription(part.Id))
            : null;

    /// <summary>
    /// What a list shows of a resource, also where it could not be read itself: who it is, with its kind and its tags. Null where no list
    /// shows it.
    /// </summary>
    public ObservedResource? Row(ResourceId id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// What is known of one resource. The list of everything shows no properties, and does not stand for a read that failed.
    /// </summary>
    public Lookup Find(ResourceId id)
    {
        if (Row(id) is { } resource
            && (_unreadable.GetValueOrDefault(id) is null or { IsGone: true }
                || resource.Body.At("properties").ValueKind != JsonValueKind.Undefined))
        {
            return new Lookup(Presence.Found, resource, "");
        }

        if (UnreadableAt(id) is { } entry && !(entry.IsGone && entry.Id == id))
        {
            return new Lookup(Presence.Unknown, null, entry.Why);
        }

        return id.SubscriptionId is { } guid && Subscription(guid) is null
            ? new Lookup(Presence.Unknown, null, $"subscription {guid} is not part of what was read")
            : new Lookup(Presence.Absent, null, "");
    }

    /// <summary>The resources of a type directly beneath a parent, such as the diagnostic settings of a vault.</summary>
    /// <param name="parent">What they belong to.</param>
    /// <param name="type">The type after the parent, such as <c>microsoft.insights/diagnosticSettings</c>.</param>
    public Listing List(ResourceId parent, string type)
    {
        var entry = _unreadable.Count == 0 && !HasParts ? null
            : _unreadable.GetValueOrDefault(ListId(parent, type)) ?? UnreadableAt(parent);
        if (entry is { IsOfPart: true } && IsReadAsAWhole(parent, type))
        {
            entry = null;
        }

        if (type.Equals(TypeNames.DiagnosticSetting, StringComparison.OrdinalIgnoreCase))
        {
            entry ??= SettingsNotAskedFor.Contains(parent)
                ? new UnreadableResource(ListId(parent, type), 0, "NotAskedFor")
                : SettingsNotHeld(parent);
        }

        return _byParent.TryGetValue(parent, out var below)
            ? new Listing(below.TrueForAll(resource => resource.Id.IsOfType(type)) ? below : OfType(below, type), entry)
            : new Listing([], entry);
    }

    /// <summary>The same with other resources.</summary>
    private Estate Of(IEnumerable<ObservedResource> resources) => new(Source, CapturedAt, Subscriptions, resources, Unreadable)
    {
        NotAskedFor = NotAskedFor,
        SettingsNotAskedFor = SettingsNotAskedFor,
        NotThere = NotThere,
        IsCaptured = IsCaptured,
    };

    /// <summary>Files that the tool wrote, and an estate with a few more resources, are in order already.</summary>
    private static ObservedResource[] Sorted(IEnumerable<ObservedResource> resources)
    {
        ObservedResource[] all = [.. resources];
        var at = 1;
        while (at < all.Length && all[at - 1].Id.CompareTo(all[at].Id) <= 0)
        {
            at++;
        }

        if (at < all.Length)
        {
            Array.Sort(all, (one, other) => one.Id.CompareTo(other.Id));
        }

        return all;
    }

    private static ResourceId ListId(ResourceId parent, string type)
    {
        // A type of the parent's provider may still be no child of the parent: settings of a resource of Microsoft.Insights are none.
        var typeKey = type.ToLowerInvariant();
        return typeKey.StartsWith($"{parent.Type}/", StringComparison.Ordinal)
            ? parent.Child(typeKey[(parent.Type.Length + 1)..])
            : parent.Child($"providers/{typeKey}");
    }

    /// <summary>Most parents are resources themselves, and stand before what is below them: their id is not kept twice.</summary>
    private void AddBelow(ObservedResource resource)
    {
        var parents = _byParent.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!parents.TryGetValue(resource.Id.ParentText, out var below))
        {
            var resources = _byId.GetAlternateLookup<ReadOnlySpan<char>>();
            var key = resources.TryGetValue(resource.Id.ParentText, out var parent) ? parent.Id : resource.Id.Parent;
            if (key is null)
            {
                return;
            }

            _byParent[key] = below = new List<ObservedResource>(1);
        }

        below.Add(resource);
    }

    private static List<ObservedResource> OfType(List<ObservedResource> resources, string type) =>
        resources.FindAll(resource => resource.Id.IsOfType(type));

    private static void Add<TKey>(Dictionary<TKey, List<ObservedResource>> index, TKey key, ObservedResource resource)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        list.Add(resource);
    }
}
