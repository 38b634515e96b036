using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure.ActivityLogAlerts;

/// <summary>
/// Alerts on the activity log of a subscription. The tool writes only those that it names itself; alerts of others are read, and never
/// changed.
/// </summary>
public sealed class ActivityLogAlertType : IResourceType
{
    /// <summary>What the names of the tool's own alerts begin with.</summary>
    public const string OwnPrefix = "baseline-";

    /// <inheritdoc/>
    public string Name => TypeNames.ActivityLogAlert;

    /// <inheritdoc/>
    public string ApiVersion => "2020-10-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("activity log alert", "activity log alerts");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("location", "region"),
        ("properties.actions.actionGroups[0].actionGroupId", "notifies"),
        ("properties.actions.actionGroups[1].actionGroupId", "also notifies"),
        ("properties.description", "description"),
        ("properties.enabled", "enabled"),
        ("properties.scopes", "scope"));

    /// <summary>Fields and states are words of Azure's; what a condition compares with may be anybody's, such as a caller.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } = ["field", "status"];

    /// <summary>Tags, and what an alert hands to a webhook of an action group.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<string> NamedByUsers { get; } = ["tags", "webhookProperties"];

    /// <summary>The subscription whose log it watches: an exemption of the subscription forbids writes to its alerts.</summary>
    /// <inheritdoc/>
    public string LockScope(string written) =>
        ResourceId.TryParse(written, out var id) && id.SubscriptionId is { } guid
            ? ResourceId.Subscription(guid).Key
            : Azure.LockScope.Of(written);

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !ResourceId.Parse(write.Resource).Name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase)
            ? $"It writes only alerts of its own, whose names begin with \"{OwnPrefix}\"."
        : write.Method switch
        {
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, "location", "tags.*", "properties.*") ?? WhyNotWhole(write.Body),
            _ => "It writes and deletes alerts as a whole.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        write.Method != "PUT" || live.ValueKind == JsonValueKind.Undefined ? null
        : AlertContent.Lost(live, write.Body) is { } lost
            ? $"It keeps what is not about whom an alert tells of what, and \"{lost}\" would be another or gone."
        : AlertContent.HandsOtherwise(live, write.Body)
            ? "It keeps what an alert hands to those it tells, and that would be another or gone."
            : null;

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) => AlertUndo.Of(recorded, live);

    private static string? WhyNotWhole(JsonElement body) =>
        AlertContent.Written.FirstOrDefault(path => JsonValues.IsNothing(body.At(path))) is { } missing
            ? $"It always says \"{missing}\" of an alert."
            : null;
}
