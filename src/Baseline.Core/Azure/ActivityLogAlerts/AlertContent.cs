using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.ActivityLogAlerts;

/// <summary>The parts of an alert: what the tool writes of it, and what it puts back as it is. Pure.</summary>
public static class AlertContent
{
    private const string Enabled = "properties.enabled";
    private const string Region = "location";
    private const string Actions = "properties.actions";
    private const string Groups = $"{Actions}.actionGroups";
    private const string GroupId = "actionGroupId";

    /// <summary>What the tool decides of its own alerts: whether they are on, of what log, on what, and whom they tell.</summary>
    public static IReadOnlyList<string> Written { get; } = [Enabled, "properties.scopes", "properties.condition", Actions];

    // How far Azure has come with it.
    private static readonly string[] Azures = ["properties.provisioningState"];

    /// <summary>What Azure takes back of a live alert: its region, its tags and its properties. It can be altered.</summary>
    /// <param name="live">The live document.</param>
    public static JsonObject Sendable(JsonElement live)
    {
        var properties = JsonValues.Node(live.At("properties")) as JsonObject ?? [];
        properties.Remove("provisioningState");
        var body = new JsonObject { [Region] = live.TextAt(Region) ?? "Global", ["properties"] = properties };
        if (JsonValues.Node(live.At("tags")) is JsonObject { Count: > 0 } tags)
        {
            body["tags"] = tags;
        }

        return body;
    }

    /// <summary>
    /// The path of something that a live alert says and a body does not, although the tool never alters it: its region, its tags, or a
    /// property that it does not know. Null where there is none.
    /// </summary>
    internal static string? Lost(JsonElement live, JsonElement body) => Added(live, body, body);

    /// <summary>
    /// The same of what the tool made: what a live alert says that it neither sent nor saw. Null where there is none.
    /// </summary>
    internal static string? Added(JsonElement live, JsonElement sent, JsonElement seen) => KeptPaths(live).FirstOrDefault(path =>
        !IsKept(path, live, sent) && !IsKept(path, live, seen));

    private static bool IsKept(string path, JsonElement live, JsonElement body) => JsonValues.Same(
        live.At(path), body.At(path), path == Region ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static IEnumerable<string> KeptPaths(JsonElement live) =>
        JsonValues.Names(live).Where(name => name == Region || (name == "tags" && live.MembersAt(name).Any()))
            .Concat(JsonValues.Names(live.At("properties")).Select(name => $"properties.{name}").Except(Written).Except(Azures));

    /// <summary>
    /// Whether two alerts say the same at a path; one that does not say whether it is on is on, and what is handed to action groups is
    /// compared to the letter.
    /// </summary>
    internal static bool IsSame(JsonElement one, JsonElement other, string path) => path switch
    {
        Enabled => IsOn(one) == IsOn(other),
        Actions => HandsTheSame(one, other)
            && GroupsOf(one).Count == GroupsOf(other).Count
            && GroupsOf(one).TrueForAll(group => GroupsOf(other).Exists(same => IsSameGroup(group, same)))
            && GroupsOf(other).TrueForAll(group => GroupsOf(one).Exists(same => IsSameGroup(group, same))),
        _ => JsonValues.Same(one.At(path), other.At(path)),
    };

    /// <summary>Whether a body hands something else to an action group, or to all of them, than a live alert does.</summary>
    internal static bool HandsOtherwise(JsonElement live, JsonElement body) =>
        !HandsTheSame(live, body)
        || GroupsOf(body).Exists(group => GroupsOf(live).FindAll(one => IsOfGroup(one, group)) is { Count: > 0 } known
            && !known.Exists(one => IsSameGroup(one, group)));

    private static List<JsonElement> GroupsOf(JsonElement alert) => [.. alert.ItemsAt(Groups)];

    private static bool IsOfGroup(JsonElement one, JsonElement other) =>
        JsonValues.SameText(one.TextAt(GroupId), other.TextAt(GroupId));

    private static bool IsSameGroup(JsonElement one, JsonElement other) => IsOfGroup(one, other) && HasSameMembers(one, other, GroupId);

    private static bool HandsTheSame(JsonElement one, JsonElement other) =>
        HasSameMembers(one.At(Actions), other.At(Actions), "actionGroups");

    private static bool HasSameMembers(JsonElement one, JsonElement other, string leftOut) =>
        JsonValues.Names(one).Union(JsonValues.Names(other), StringComparer.OrdinalIgnoreCase)
            .Where(name => !name.Equals(leftOut, StringComparison.OrdinalIgnoreCase))
            .All(name => JsonValues.Same(Told(one, name), Told(other, name), StringComparison.Ordinal));

    private static JsonElement Told(JsonElement value, string name) =>
        JsonValues.Member(value, name) is var member && JsonValues.IsEmptyObject(member) ? default : member;

    /// <summary>The action groups that an alert tells, as it names them; what is no id is none.</summary>
    /// <param name="alert">The alert.</param>
    public static IEnumerable<ResourceId> ActionGroupsOf(JsonElement alert) =>
        alert.ItemsAt(Groups)
            .Select(action => ResourceId.TryParse(action.TextAt(GroupId), out var id) ? id : null)
            .OfType<ResourceId>();

    /// <summary>Whether an alert is on.</summary>
    public static bool IsOn(JsonElement alert) => alert.At(Enabled).ValueKind != JsonValueKind.False;
}
