using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What is known of an action group.</summary>
/// <param name="Id">The action group.</param>
/// <param name="State">Compliant: it tells somebody. Noncompliant: it tells nobody. Unknown: it could not be read.</param>
/// <param name="Text">Why, as the rest of a sentence about it; empty where it tells somebody.</param>
internal sealed record ActionGroupVerdict(ResourceId Id, ComplianceState State, string Text)
{
    /// <summary>The same as a clause.</summary>
    public string Clause => $"action group {Id.Name} {Text}";

    /// <summary>Whether there is no such action group.</summary>
    public bool IsMissing { get; init; }
}

/// <summary>Whether action groups tell anybody (docs/azure.md#who-is-told). Each is looked at once.</summary>
internal sealed class ActionGroups(Estate estate)
{
    private const string Receivers = "Receivers";

    private readonly Dictionary<ResourceId, ActionGroupVerdict> _known = [];

    /// <summary>The verdict on an action group.</summary>
    public ActionGroupVerdict Of(ResourceId id)
    {
        if (!_known.TryGetValue(id, out var verdict))
        {
            _known[id] = verdict = Evaluate(id);
        }

        return verdict;
    }

    private ActionGroupVerdict Evaluate(ResourceId id)
    {
        var lookup = estate.Find(id);
        return lookup switch
        {
            { Presence: Presence.Unknown } => new(id, ComplianceState.Unknown, $"could not be read ({lookup.Why})"),
            { Resource: not { } } => new(id, ComplianceState.Noncompliant, "does not exist") { IsMissing = true },
            { Resource: { } group } when group.Body.At("properties.enabled").ValueKind == JsonValueKind.False =>
                new(id, ComplianceState.Noncompliant, "is switched off"),
            { Resource: { } group } when !HasReceiver(group.Body) =>
                new(id, ComplianceState.Noncompliant, "has no receiver that is on"),
            _ => new(id, ComplianceState.Compliant, ""),
        };
    }

    /// <summary>There are lists of receivers of many kinds, and more to come: each is called so.</summary>
    private static bool HasReceiver(JsonElement group) =>
        group.MembersAt("properties")
            .Where(member => member.Name.EndsWith(Receivers, StringComparison.OrdinalIgnoreCase)
                && member.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(member => member.Value.EnumerateArray())
            .Any(IsOn);

    /// <summary>Who is to be told by mail or text message can switch that off for themselves.</summary>
    private static bool IsOn(JsonElement receiver) =>
        receiver.ValueKind == JsonValueKind.Object
        && !string.Equals(receiver.TextAt("status"), "Disabled", StringComparison.OrdinalIgnoreCase);
}
