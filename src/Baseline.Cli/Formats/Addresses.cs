using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Formats;

/// <summary>
/// Short names for the resources of a plan: a vault is <c>kv-pay-api</c>, its setting <c>kv-pay-api / audit</c>, and where it lies is
/// <c>Payments / rg-payments</c>. Each resource is spelled one way, whatever letter case an id has.
/// </summary>
public sealed partial class Addresses
{
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly HashSet<string> _twice;
    private readonly Dictionary<ResourceId, string> _spellings = [];
    private readonly HashSet<(string? Subscription, string Name)> _ambiguous;
    private readonly Dictionary<string, string> _resources;

    /// <summary>The short names of everything that a plan mentions.</summary>
    public Addresses(Plan plan)
    {
        _names = plan.Estate.Subscriptions;
        _twice = _names.Values
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        _resources = plan.Changes.GroupBy(change => change.Id).ToDictionary(same => same.Key, same => same.First().Resource);
        List<ResourceId> ids =
        [
            .. plan.Findings.Select(finding => finding.Resource),
            .. plan.Findings.SelectMany(finding => finding.Details).Select(detail => detail.Resource),
            .. plan.Changes.Select(change => Parsed(change.Resource)).OfType<ResourceId>(),
            .. plan.Changes.SelectMany(change => Id().Matches(BodyOf(change)))
                .Select(match => Parsed(match.Value)).OfType<ResourceId>(),
        ];
        foreach (var id in ids)
        {
            _spellings.TryAdd(id, id.Name);
        }

        _ambiguous =
        [
            .. ids.Select(Top).Distinct()
                .GroupBy(root => (root.SubscriptionId, root.Name.ToLowerInvariant()))
                .Where(same => same.Select(root => root.ResourceGroup?.ToLowerInvariant()).Distinct().Count() > 1)
                .Select(same => same.Key),
        ];
    }

    /// <summary>Whether whole ids are wanted in place of names.</summary>
    public bool WholeIds { get; init; }

    /// <summary>The id that a text is; null where it is none.</summary>
    public static ResourceId? Parsed(string text) => ResourceId.TryParse(text, out var id) ? id : null;

    /// <summary>
    /// The display name of a subscription, with its GUID where two are called the same; the GUID where it has no name. The pattern of an
    /// exemption may stand for all of them.
    /// </summary>
    public string Subscription(string guid) =>
        guid == "*" ? "every subscription"
        : !_names.TryGetValue(guid, out var name) ? guid : _twice.Contains(name) ? $"{name} {guid}" : name;

    /// <summary>Whether a subscription has a display name.</summary>
    public bool IsNamed(string guid) => _names.ContainsKey(guid);

    /// <summary>The resource by its name and that of what it belongs to, as in <c>kv-pay-api / audit</c>.</summary>
    public string Name(ResourceId id) => WholeIds ? ValueText.Resource(id.Text) : Name(id, Root(id));

    /// <summary>What a change writes to, with where it lies.</summary>
    public string NameOf(Change change) =>
        Parsed(change.Resource) is not { } id ? ValueText.Resource(change.Resource) : Within(id, "");

    /// <summary>Where it lies: subscription and resource group; empty for what lies in no subscription.</summary>
    public string Place(ResourceId id) =>
        WholeIds || id.SubscriptionId is not { } guid ? ""
        : IsSubscription(id) ? ""
        : id.ResourceGroup is { } group && !IsGroup(id) ? $"{Subscription(guid)} / {group}"
        : Subscription(guid);

    /// <summary>The name, with as much of where it lies as a reader needs who is in a subscription.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="subscription">The GUID that the reader knows of already; null: none.</param>
    public string Within(ResourceId id, string? subscription)
    {
        if (WholeIds || id.SubscriptionId is not { } guid || IsSubscription(id))
        {
            return Name(id);
        }

        var group = id.ResourceGroup is { } known && (subscription is null || IsAmbiguous(id)) ? known : null;
        var place = guid == subscription ? group : group is null ? Subscription(guid) : $"{Subscription(guid)} / {group}";
        return place is null ? Name(id) : $"{Name(id)} ({place})";
    }

    /// <summary>
    /// The name of the part of it that lies under its vault, account or other resource; null for that itself, and for a service of an
    /// account and an access policy, which have no name beside their type: an address of the latter ends with what is done to it.
    /// </summary>
    public string? ChildName(ResourceId id) =>
        Root(id) is var root && root != id && ResourceNames.ServiceOfAccount(id) is null && !id.IsOfType(TypeNames.AccessPolicy)
            ? Below(id, root)
            : null;

    /// <summary>
    /// The resource that this one is a part of: what a setting or a role assignment is for; else the one that lies in a resource group,
    /// a subscription or a management group.
    /// </summary>
    public static ResourceId Root(ResourceId id) => ResourceNames.Root(id);

    /// <summary>The name with its subscription, for a list that no heading parts, as in <c>kv-pay-api (Payments)</c>.</summary>
    public string Listed(ResourceId id) => Within(id, subscription: "");

    /// <summary>Sentences in which ids are short names.</summary>
    /// <param name="text">The sentences.</param>
    /// <param name="subscription">The GUID of the subscription that they are read under; null: none.</param>
    public string Sentence(string text, string? subscription) => WholeIds ? text : Named(Id().Replace(text, match =>
    {
        var end = match.Value.TrimEnd('.', ':', ')');
        return Parsed(end) is { } id ? $"{Within(id, subscription)}{match.Value[end.Length..]}" : match.Value;
    }));

    /// <summary>A subscription that a sentence calls by its GUID by its display name; an option of a command keeps the GUID.</summary>
    private string Named(string text) => SubscriptionGuid().Replace(text, match => Subscription(match.Value));

    /// <summary>The resource that a reference to an earlier change stands for; null where the text is no reference.</summary>
    public ResourceId? Referred(string text) =>
        ChangeReference.ChangesIn(text).FirstOrDefault() is { } change && _resources.TryGetValue(change, out var resource)
            ? Parsed(resource)
            : null;

    private string Name(ResourceId id, ResourceId root) =>
        IsSubscription(id) && id.SubscriptionId is { } guid ? Subscription(guid)
        : id == root ? Spelled(id)
        : $"{Name(root, Root(root))} / {Below(id, root)}";

    private string Below(ResourceId id, ResourceId root)
    {
        var names = new List<string>();
        for (var part = id; part != root && part is not null; part = part.Parent)
        {
            names.Insert(0, part.IsOfType(TypeNames.RoleAssignment) ? "role assignment"
                : part.IsOfType(TypeNames.AccessPolicy) ? "access policy"
                : Spelled(part));
        }

        return string.Join(" / ", names);
    }

    private string Spelled(ResourceId id) => ValueText.Resource(
        id.Text.Contains("/roledefinitions/", StringComparison.OrdinalIgnoreCase) ? RoleNames.Of(id.Name)
        : ResourceNames.ServiceOfAccount(id) ?? _spellings.GetValueOrDefault(id, id.Name));

    private bool IsAmbiguous(ResourceId id) =>
        Top(id) is var top && _ambiguous.Contains((top.SubscriptionId, top.Name.ToLowerInvariant()));

    /// <summary>The resource that lies in a resource group, a subscription or a management group and that this one belongs to.</summary>
    private static ResourceId Top(ResourceId id)
    {
        var top = id;
        while (ResourceNames.Above(top) is { } parent)
        {
            top = parent;
        }

        return top;
    }

    private static bool IsSubscription(ResourceId id) => id.IsOfType(TypeNames.Subscription);

    private static bool IsGroup(ResourceId id) => id.IsOfType(TypeNames.ResourceGroup);

    private static string BodyOf(Change change) => change.Body.ValueKind == JsonValueKind.Undefined ? "" : change.Body.GetRawText();

    [GeneratedRegex(
        """/subscriptions/[0-9a-f]{8}-[0-9a-f-]{27}(/[^\s"',;]+)*|/providers/microsoft\.management/managementgroups/[^\s"',;]+""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex("(?<=(?<!-)\\bsubscription )[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.IgnoreCase)]
    private static partial Regex SubscriptionGuid();
}
