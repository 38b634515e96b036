using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure.DiagnosticSettings;

/// <summary>One row of a setting that is on.</summary>
/// <param name="Key">What messages call it, such as <c>logs[AuditEvent]</c>; the key by which rows are matched, in any letter case.</param>
/// <param name="IsMetric">Whether it stands among the metrics.</param>
/// <param name="RetentionDays">Days of a retention policy that is on; null where it is off.</param>
internal sealed record SettingRow(string Key, bool IsMetric, long? RetentionDays);

/// <summary>What a diagnostic setting says, without what Azure adds: who it is, rows that are off, members that are null.</summary>
internal sealed class SettingContent
{
    /// <summary>The member that names the storage account.</summary>
    public const string StorageAccount = "properties.storageAccountId";

    private const string EventHubRule = "properties.eventHubAuthorizationRuleId";
    private const string EventHubName = "properties.eventHubName";

    private static readonly HashSet<string> Envelope = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "systemData", "etag", "location", "identity", "properties",
    };

    // What the tool changes, and what Azure answers with although nobody sent it (docs/azure.md#rows-that-nobody-sent).
    private static readonly HashSet<string> NotOthers = new(StringComparer.OrdinalIgnoreCase)
    {
        "storageAccountId", "logs", "metrics", "provisioningState", "lastModifiedTime", "lastEnabledTime",
    };

    // Where logs go, and what tells nothing without such a place.
    private static readonly HashSet<string> Sinks = new(StringComparer.OrdinalIgnoreCase)
    {
        "properties.workspaceId", EventHubRule, "properties.serviceBusRuleId", "properties.marketplacePartnerId",
    };

    // The destinations that the tool gives its own settings, each with what belongs to it. Whether the document names one is for
    // the plan to know.
    private static readonly string[][] MovableSinks = [["properties.workspaceId"], [EventHubRule, EventHubName]];

    /// <summary>Reads a setting; one that does not exist is empty.</summary>
    public SettingContent(JsonElement setting)
    {
        Account = setting.TextAt(StorageAccount);
        Rows = [.. RowsOf(setting, "logs"), .. RowsOf(setting, "metrics")];
        var top = setting.ValueKind == JsonValueKind.Object ? setting.EnumerateObject().Where(member => !Envelope.Contains(member.Name))
            : [];
        Others = top.Select(member => (Path: member.Name, member.Value))
            .Concat(setting.MembersAt("properties").Where(member => !NotOthers.Contains(member.Name))
                .Select(member => (Path: $"properties.{member.Name}", member.Value)))
            .Where(member => !JsonValues.IsNothing(member.Value))
            .DistinctBy(member => member.Path, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(member => member.Path, member => member.Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The storage account that it exports to; null for none.</summary>
    public string? Account { get; }

    /// <summary>The rows that are on.</summary>
    public IReadOnlyList<SettingRow> Rows { get; }

    /// <summary>
    /// What the tool never changes in a setting of others, by path: destinations that are no storage account, and all that it does
    /// not know.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Others { get; }

    /// <summary>Whether the one says all that the other says.</summary>
    /// <param name="one">A setting.</param>
    /// <param name="other">Another.</param>
    /// <param name="leftOut">Members that don't count, by path.</param>
    public static bool AreSame(SettingContent one, SettingContent other, IReadOnlyCollection<string> leftOut) =>
        IsSameAccount(one.Account, other.Account)
        && one.Rows.Count == other.Rows.Count
        && one.Rows.All(row => other.Row(row.Key) is { } same && same.RetentionDays == row.RetentionDays)
        && one.Others.Keys.Union(other.Others.Keys, StringComparer.OrdinalIgnoreCase).Except(leftOut, StringComparer.OrdinalIgnoreCase)
            .All(path => one.HasSame(other, path));

    /// <summary>Whether two destinations are one.</summary>
    public static bool IsSameAccount(string? one, string? other) =>
        string.Equals(one?.Trim('/'), other?.Trim('/'), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a member that the tool never changes is the same in another setting.</summary>
    public bool HasSame(SettingContent other, string path) =>
        JsonValues.Same(Others.GetValueOrDefault(path), other.Others.GetValueOrDefault(path));

    /// <summary>Whether a row is on.</summary>
    public bool IsOn(string key) => Row(key) is not null;

    /// <summary>A row that is on; null where it is off or not there.</summary>
    public SettingRow? Row(string key) => Rows.FirstOrDefault(row => row.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    /// <summary>Destinations that another setting does not have, by the path of the member that names them.</summary>
    public List<string> SinksBeyond(SettingContent other) =>
    [
        .. Account is not null && !IsSameAccount(Account, other.Account) ? [StorageAccount] : Array.Empty<string>(),
        .. Others.Keys.Where(path => Sinks.Contains(path) && !HasSame(other, path)),
        .. Others.ContainsKey(EventHubRule) && HasSame(other, EventHubRule) && !HasSame(other, EventHubName)
            ? [EventHubName] : Array.Empty<string>(),
    ];

    /// <summary>Whether a member names a destination other than the storage account.</summary>
    public static bool IsSink(string path) => Sinks.Contains(path);

    /// <summary>Whether a member names a destination that the tool gives its own settings, storage accounts left out.</summary>
    public static bool IsMovable(string path) => MovableSinks.Any(members => members.Contains(path, StringComparer.OrdinalIgnoreCase));

    /// <summary>Where a setting sends logs to, as the paths of the members that say it.</summary>
    public static IReadOnlyList<string> DestinationPaths { get; } = [StorageAccount, .. Sinks, EventHubName];

    /// <summary>Whether a member names the event hub within the namespace of an authorization rule.</summary>
    public static bool IsHubName(string path) => path.Equals(EventHubName, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The members of destinations, other than the storage account, that this setting has and another has not, or has another
    /// instead.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> SinksMovedFrom(SettingContent other) =>
        [.. MovableSinks.Where(members => Others.ContainsKey(members[0]) && !HasSameSink(other, members))];

    /// <summary>Whether all members of a destination are the same in another setting.</summary>
    public bool HasSameSink(SettingContent other, IReadOnlyList<string> members) => members.All(path => HasSame(other, path));

    /// <summary>How many destinations it names.</summary>
    public int SinkCount => (Account is null ? 0 : 1) + Others.Keys.Count(IsSink);

    /// <summary>
    /// Whether a member of another setting is gone here and names a destination, or belongs to one that is gone too. That such a
    /// destination no longer exists is for the plan to know: Azure takes no setting that names it.
    /// </summary>
    public bool LosesSink(SettingContent other, string path) =>
        !Others.ContainsKey(path) && other.Others.ContainsKey(path)
        && (IsSink(path) || (path.Equals(EventHubName, StringComparison.OrdinalIgnoreCase) && LosesSink(other, EventHubRule)));

    private static IEnumerable<SettingRow> RowsOf(JsonElement setting, string list) => setting.ItemsAt($"properties.{list}")
        .Where(row => row.IsTrueAt("enabled"))
        .Select(row => new SettingRow(
            $"{list}[{row.TextAt("category") ?? row.TextAt("categoryGroup")}]",
            list == "metrics",
            row.IsTrueAt("retentionPolicy.enabled") ? row.NumberAt("retentionPolicy.days") ?? 0 : null));
}
