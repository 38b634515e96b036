using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Whether a plan file says of each change what its body does. People and every format read what a plan says of a change; what
/// is sent is the body.
/// </summary>
internal static class PlanConsistency
{
    /// <summary>Reports every change of a known type, and every finding, that says something else than the change does.</summary>
    /// <param name="root">The file.</param>
    /// <param name="plan">What was read from it.</param>
    /// <param name="types">The types that the tool writes to.</param>
    public static void Check(FileValue root, Plan plan, ResourceTypes types)
    {
        foreach (var (place, change) in root.Objects("changes").Zip(plan.Changes))
        {
            if (types.Find(change.Type) is { } type && WhyContradictory(change, type, types) is { } contradiction)
            {
                Report(place.Of(contradiction.Member), $"Change {change.Id}: {contradiction.Why}");
            }
        }

        CheckDependencies(root, plan, types);
        PlanPartCheck.Check(root, plan);
        var changes = plan.Changes
            .SelectMany(change => change.Because.Select(cause => (Key: KeyOf(cause.Control, cause.Resource), change.Id)))
            .ToLookup(pair => pair.Key, pair => pair.Id);
        foreach (var (place, finding) in root.Objects("findings").Zip(plan.Findings))
        {
            var asked = changes[KeyOf(finding.Control, finding.Resource.Text)].ToHashSet(StringComparer.Ordinal);
            if (!asked.SetEquals(finding.Changes))
            {
                Report(
                    place.Of("changes"),
                    $"The finding names the changes {Listed(finding.Changes)}, "
                        + $"and those that name it under \"because\" are {Listed(asked)}.");
            }
        }
    }

    /// <summary>Reports every change that does not wait for all that its body rests on.</summary>
    private static void CheckDependencies(FileValue root, Plan plan, ResourceTypes types)
    {
        var places = root.Objects("changes").Zip(plan.Changes).ToDictionary(pair => pair.Second.Id, pair => pair.First);
        foreach (var (change, missing) in PlanDependencies.NotWaitedFor(plan, types))
        {
            Report(places[change].Of("dependsOn"), $"Change {change} rests on {Listed(missing)} and does not wait for it.");
        }
    }

    /// <summary>Reports what a plan says and its content does not bear out.</summary>
    /// <param name="place">Where it says so.</param>
    /// <param name="detail">What it says, and what the content says, as sentences.</param>
    public static void Report(FileValue place, string detail) => place.Report(
        "BL4017",
        "Plan contradicts itself",
        $"{detail} What a plan says of a change must be what is sent.",
        $"Do not trust the file. {PlanReading.MakeAgain}");

    private static string Listed(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal).DefaultIfEmpty("none"));

    private static (string Control, string Resource) KeyOf(string control, string resource) => (control, resource.ToLowerInvariant());

    private static Contradiction? WhyContradictory(Change change, IResourceType type, ResourceTypes types) =>
        WhyOtherKind(change, type) ?? WhyHidden(change.Body, type, "body") ?? WhyOtherProperties(change, type, types)
            ?? WhyOtherPrecondition(change, types);

    private static Contradiction? WhyOtherKind(Change change, IResourceType type)
    {
        var takesAway = change.Method == "DELETE" || type.TakesAway(change.Resource);
        return ResourceId.TryParse(change.Resource, out var id) && !type.IsWrittenAt(id)
                ? new Contradiction("type", $"{change.Resource} is not of type {change.Type}.")
            : takesAway != (change.Action == ChangeAction.Delete)
                ? new Contradiction("action", $"{change.Method} to {change.Resource} is no \"{PlanWords.Of(change.Action)}\".")
            : change.Irreversible != (type.ConsentFor(change.ToWrite()) is not null)
                ? new Contradiction("irreversible", $"It {(change.Irreversible ? "can" : "can't")} be taken back.")
            : null;
    }

    /// <summary>
    /// What stands twice in a body is shown once: members that differ in letter case only, which are one to Azure, and items with
    /// the same key.
    /// </summary>
    private static Contradiction? WhyHidden(JsonElement value, IResourceType type, string path)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            return value.EnumerateObject()
                .Select(member => names.Add(member.Name) ? WhyHidden(member.Value, type, $"{path}.{member.Name}")
                    : new Contradiction("body", $"{path}.{member.Name} stands twice, in different letter case."))
                .FirstOrDefault(why => why is not null);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, item) in type.Items(value).Index())
        {
            var key = type.ListKeys.Select(name => item.TextAt(name)).FirstOrDefault(text => text is not null);
            var why = key is null || items.TryAdd(key, item)
                || CanonicalJson.Text(Said(item, type)) == CanonicalJson.Text(Said(items[key], type))
                ? WhyHidden(item, type, $"{path}[{key ?? $"{index}"}]")
                : new Contradiction("body", $"{path}[{key}] stands twice, with different values.");
            if (why is not null)
            {
                return why;
            }
        }

        return null;
    }

    private static JsonElement Said(JsonElement item, IResourceType type) => new NormalForm(type, []).Of(item);

    private static Contradiction? WhyOtherProperties(Change change, IResourceType type, ResourceTypes types)
    {
        if (change.Action == ChangeAction.Create && change.Method == "PUT")
        {
            var derived = new ResourceNormalizer(types).Shown(change, default);
            var other = Differing(change.Properties, derived) ?? Differing(derived, change.Properties);
            return other is null ? null : new Contradiction(
                "properties",
                $"{other} is {Text(derived, other)} in the body, and {Text(change.Properties, other)} in what the plan says.");
        }

        var wanted = type.Wanted(change.ToWrite());
        var sent = FlattenedProperties.Of(wanted, type.ListKeys);
        var nulled = PropertyDiff.NullPaths(wanted, "").ToList();
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in change.Properties)
        {
            if (!paths.Add(property.Path))
            {
                return new Contradiction("properties", $"{property.Path} stands twice in what the plan says.");
            }

            var isGone = property.After.ValueKind == JsonValueKind.Undefined;
            if (isGone ? !IsTakenAway(property.Path) : change.Action == ChangeAction.Delete || !IsSent(property))
            {
                return new Contradiction(
                    "properties",
                    $"{property.Path} is {Text(change.Properties, property.Path)} in what the plan says, "
                        + "and the body does not make it so.");
            }

            if (IsSame(property.Before, property.After))
            {
                return new Contradiction("properties", $"{property.Path} is the same before and after.");
            }
        }

        return null;

        bool IsSent(PropertyChange property) =>
            (sent.Values.TryGetValue(property.Path, out var value) || sent.EmptyLists.TryGetValue(property.Path, out value))
                && IsSame(value, property.After);

        bool IsTakenAway(string path) => change.Action == ChangeAction.Delete
            || nulled.Exists(one => PropertyDiff.IsAtOrBelow(path, one))
            || sent.LacksItemOf(path)
            || PropertyDiff.IsTakenAway(type, sent, path);
    }

    private static Contradiction? WhyOtherPrecondition(Change change, ResourceTypes types) =>
        change.Action == ChangeAction.Create && change.Method == "PUT" && change.Precondition != Precondition.Digest(change, default, types)
            ? new Contradiction(
                "precondition", "It creates what is not there, and the precondition is the digest of something else.")
            : null;

    /// <summary>The path of the first property that another list has not, or has with other values; null where there is none.</summary>
    private static string? Differing(IReadOnlyList<PropertyChange> one, IReadOnlyList<PropertyChange> other)
    {
        var others = other.ToLookup(property => property.Path, StringComparer.Ordinal);
        return one.FirstOrDefault(property => !others[property.Path].Any(same =>
            IsSame(same.Before, property.Before) && IsSame(same.After, property.After)))?.Path;
    }

    private static bool IsSame(JsonElement one, JsonElement other) => CanonicalJson.Text(one) == CanonicalJson.Text(other)
        && (one.ValueKind == JsonValueKind.Undefined) == (other.ValueKind == JsonValueKind.Undefined);

    private static string Text(IReadOnlyList<PropertyChange> properties, string path) =>
        properties.FirstOrDefault(property => property.Path == path) is { After: { ValueKind: not JsonValueKind.Undefined } after }
            ? CanonicalJson.Text(after)
            : "absent";

    /// <summary>What of a change contradicts its body.</summary>
    private sealed record Contradiction(string Member, string Why);
}
