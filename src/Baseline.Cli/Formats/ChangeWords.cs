using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>Says in words what a change writes to, why, and what it waits for. For one pass over a plan, in its order.</summary>
internal sealed partial class ChangeWords
{
    private readonly Addresses _addresses;
    private readonly ResourceTypes _types;
    private readonly ChangeReasons _reasons;
    private readonly Dictionary<string, Change> _byId;

    /// <summary>The words for the changes of a plan.</summary>
    public ChangeWords(PlanView view, Addresses addresses)
    {
        _addresses = addresses;
        _types = view.Types;
        _reasons = new ChangeReasons(view.Plan, addresses, view.Verbose);
        _byId = view.Plan.Changes.GroupBy(change => change.Id).ToDictionary(same => same.Key, same => same.First());
        Properties = new PropertyWords(addresses, view.Types, view.Plan.IsUndo);
    }

    /// <summary>The words for what a change alters.</summary>
    public PropertyWords Properties { get; }

    /// <summary>As in: diagnostic setting baseline-auditevent on 5 key vaults.</summary>
    public string Many(ChangeGroup group)
    {
        var ids = group.Changes.Select(change => Addresses.Parsed(change.Resource)).OfType<ResourceId>().ToList();
        var type = group.First.Type;
        if (ids.Exists(id => Addresses.Root(id) == id))
        {
            return $"{group.Changes.Count} {_types.NounOf(type, group.Changes.Count)}";
        }

        var roots = ids.Select(Addresses.Root).Distinct().ToList();
        var types = roots.Select(root => root.Type).Distinct().Count();
        var owners = types == 1 ? Counted(roots[0], roots.Count) : $"{Quantity.Of(roots.Count, "resource")} of {types} types";
        return SharedName(group) is { } name
            ? $"{_types.NounOf(type)} {name} on {owners}"
            : $"{_types.NounOf(type, group.Changes.Count)} on {owners}";
    }

    /// <summary>What a change is about, such as the vault of a setting; null where it is about nothing that has an id.</summary>
    public static ResourceId? Owner(Change change) => Addresses.Parsed(change.Resource) is { } id ? Addresses.Root(id) : null;

    /// <summary>So many of a type, as in <c>3 key vaults</c>; where no words are known for it, by the last part of its name.</summary>
    /// <param name="one">One of them.</param>
    /// <param name="count">How many there are.</param>
    public string Counted(ResourceId one, int count)
    {
        var noun = _types.NounOf(one.Type, count);
        return $"{count} {(noun != one.Type ? noun : LastPart(one, count))}";
    }

    /// <summary>The last part of a type's name in words, as in <c>attestation providers</c>.</summary>
    private static string LastPart(ResourceId one, int count)
    {
        var many = WordStart().Replace(one.Text.Split('/') is [.., var part, _] ? part : one.Type, " $0").ToLowerInvariant();
        return count != 1 || !many.EndsWith('s') ? many
            : many.EndsWith("ies", StringComparison.Ordinal) ? $"{many[..^3]}y"
            : many[..^1];
    }

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex WordStart();

    /// <summary>The name of all of them beneath their vaults or accounts; null where it differs.</summary>
    public string? SharedName(ChangeGroup group)
    {
        var names = group.Changes.Select(change => Addresses.Parsed(change.Resource) is { } id ? _addresses.ChildName(id) : null)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names is [{ } name] && group.First.Type != TypeNames.RoleAssignment ? name : null;
    }

    /// <summary>What a change writes to, with its type.</summary>
    /// <param name="change">The change.</param>
    /// <param name="subscription">The subscription that the reader is in; null: none.</param>
    public string Described(Change change, string? subscription)
    {
        if (Addresses.Parsed(change.Resource) is not { } id)
        {
            return $"{NounOf(change)} {ValueText.Resource(change.Resource)}";
        }

        return id.IsOfType(TypeNames.RoleAssignment) && id.Parent is { } scope
            ? $"role assignment on {_addresses.Within(scope, subscription)}"
            : _addresses.ChildName(id) is null && Addresses.Root(id) is var root && root != id && !_addresses.WholeIds
            ? $"{NounOf(change)} of {_addresses.Within(root, subscription)}"
            : $"{NounOf(change)} {_addresses.Within(id, subscription)}";
    }

    /// <summary>What a change writes to is called; of a setting that belongs to a subscription it is said.</summary>
    public string NounOf(Change change) =>
        change.Type.Equals(TypeNames.DiagnosticSetting, StringComparison.OrdinalIgnoreCase)
        && Addresses.Parsed(change.Resource) is { SubscriptionId: not null, ResourceGroup: null } id && Addresses.Root(id) == id
            ? $"subscription's {_types.NounOf(change.Type)}"
            : _types.NounOf(change.Type);

    /// <summary>A change of a group by its name; what all of the group are called is not said again.</summary>
    public string Member(bool isShared, Change change, string? subscription) =>
        Addresses.Parsed(change.Resource) is not { } id ? ValueText.Resource(change.Resource)
        : (isShared && !_addresses.WholeIds) || id.IsOfType(TypeNames.RoleAssignment) || id.IsOfType(TypeNames.AccessPolicy)
            ? _addresses.Within(Addresses.Root(id), subscription)
        : _addresses.Within(id, subscription);

    /// <summary>What a change has to wait for, without what that waits for itself and without what it is a part of.</summary>
    public IReadOnlyList<Change> Needed(Change change)
    {
        var known = change.DependsOn.Select(id => _byId.GetValueOrDefault(id)).OfType<Change>().ToList();
        var earlier = known.SelectMany(needed => needed.DependsOn).ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(needed => !earlier.Contains(needed.Id) && !IsOwner(needed, change))];
    }

    /// <summary>Why; what belongs to something new is asked for by that.</summary>
    /// <param name="change">The change.</param>
    /// <param name="shown">What is shown of it already.</param>
    public string Why(Change change, IReadOnlyList<PropertyLine> shown)
    {
        var why = _reasons.Of(change, shown);
        var owner = change.DependsOn.Select(id => _byId.GetValueOrDefault(id)).OfType<Change>()
            .FirstOrDefault(needed => needed.Action == ChangeAction.Create && IsOwner(needed, change));
        return why.Length > 0 || owner is null ? why : $"This plan creates the {_types.NounOf(owner.Type)}.";
    }

    /// <summary>Whether the one writes the vault or account that the other writes a part of.</summary>
    private static bool IsOwner(Change owner, Change change) =>
        Addresses.Parsed(owner.Resource) is { } above && Addresses.Parsed(change.Resource) is { } id
        && id != above && id.IsAtOrBelow(above);
}
