using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.DiagnosticSettings;

/// <summary>
/// Diagnostic settings of resources, subscriptions and management groups. A PUT replaces the whole setting, so what others have in
/// it is put back as it is; retention is only ever switched off, because Azure takes no other change of it
/// (docs/azure.md#retention-of-settings-is-retired).
/// </summary>
public sealed class DiagnosticSettingType : IResourceType
{
    private const string RowRetention = "].retentionPolicy.";
    private const string Providers = "/providers/";

    private static readonly string[] Scopes = [TypeNames.Subscription, TypeNames.ManagementGroup];

    /// <inheritdoc/>
    public string Name => TypeNames.DiagnosticSetting;

    /// <inheritdoc/>
    public string ApiVersion => "2021-05-01-preview";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("diagnostic setting", "diagnostic settings");

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> PropertyNouns { get; } = PropertyNames.Of(
        ("properties.storageAccountId", "storage account"),
        ("properties.workspaceId", "workspace"),
        ("properties.eventHubName", "event hub"),
        ("properties.eventHubAuthorizationRuleId", "event hub rule"));

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <summary>Those of the storage account that it names (docs/azure.md#rights-at-a-destination).</summary>
    /// <inheritdoc/>
    public ResourceId? KeysReadFor(ArmWrite write) =>
        ResourceId.TryParse(write.Body.TextAt(SettingContent.StorageAccount), out var account) ? account : null;

    /// <inheritdoc/>
    public int ConfirmingReads => 3;

    /// <inheritdoc/>
    public IReadOnlyList<string> ListKeys => ["category", "categoryGroup"];

    /// <inheritdoc/>
    public IReadOnlyList<string> AddedByAzure => ["timeGrain"];

    /// <summary>Rows of categories are a set in which a row that is off means nothing.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<JsonElement> Items(JsonElement list)
    {
        var rows = list.EnumerateArray().Where(IsRow).ToList();
        return rows.Count == 0
            ? [.. list.EnumerateArray()]
            : [.. rows.Where(row => row.IsTrueAt("enabled"))
                .OrderBy(row => row.TextAt("category") ?? row.TextAt("categoryGroup"), StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public bool SaysNothing(JsonElement item, string member) =>
        member == "retentionPolicy" && IsRow(item) && !item.At(member).IsTrueAt("enabled");

    /// <inheritdoc/>
    public bool SaysNothing(string path, JsonElement value) =>
        path.EndsWith("].enabled", StringComparison.Ordinal) ? value.ValueKind == JsonValueKind.False && IsRow(path)
        : path.EndsWith(".retentionPolicy.enabled", StringComparison.Ordinal) ? value.ValueKind == JsonValueKind.False
        : path.EndsWith(".retentionPolicy.days", StringComparison.Ordinal)
            && value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0;

    /// <summary>Rows of category groups that are off: Azure lists them only where a setting is of groups.</summary>
    /// <inheritdoc/>
    public IReadOnlyList<string> ShownWhereNew(JsonElement document) =>
    [
        .. document.ItemsAt("properties.logs")
            .Where(row => row.At("enabled").ValueKind == JsonValueKind.False && row.TextAt("category") is null)
            .Select(row => row.TextAt("categoryGroup"))
            .OfType<string>()
            .Select(group => $"properties.logs[{group}].enabled"),
    ];

    /// <summary>The category of a row's retention policy, as in <c>properties.logs[AuditEvent].retentionPolicy.days</c>.</summary>
    private static string CategoryIn(string path) =>
        path[(path.IndexOf('[', StringComparison.Ordinal) + 1)..path.IndexOf(RowRetention, StringComparison.OrdinalIgnoreCase)];

    private static bool IsRow(JsonElement item) =>
        item.At("enabled").ValueKind is JsonValueKind.True or JsonValueKind.False
        && (item.TextAt("category") ?? item.TextAt("categoryGroup")) is not null;

    private static bool IsRow(string path) =>
        path.StartsWith("properties.logs[", StringComparison.Ordinal)
        || path.StartsWith("properties.metrics[", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !CanOwn(ResourceId.Parse(write.Resource).Parent)
            ? "It writes diagnostic settings of resources, subscriptions and management groups only."
            : write.Method switch
            {
                "DELETE" => null,
                "PUT" => write.Body.At("properties").ValueKind == JsonValueKind.Object ? null
                    : "It always sends the properties of a setting.",
                _ => "It writes and deletes diagnostic settings as a whole.",
            };

    /// <summary>A group has no settings, and neither has what extends a resource, such as a lock.</summary>
    private static bool CanOwn(ResourceId? owner) => owner is not null
        && (Scopes.Contains(owner.Type, StringComparer.OrdinalIgnoreCase)
            || (owner.ResourceGroup is not null
                && !owner.IsOfType(TypeNames.ResourceGroup)
                && owner.Text.LastIndexOf(Providers, StringComparison.OrdinalIgnoreCase)
                    == owner.Text.IndexOf(Providers, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live)
    {
        if (write.Method == "DELETE")
        {
            return null;
        }

        // A setting is written whole: one that goes is sent as null, so that the plan shows it.
        var sent = JsonValues.Names(write.Body.At("properties")).Select(name => $"properties.{name}")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (SettingContent.DestinationPaths.FirstOrDefault(member => live.TextAt(member) is not null && !sent.Contains(member)) is { } gone)
        {
            return $"It says of each destination of a setting that it stays or goes, and leaves \"{gone}\" out.";
        }

        var body = new SettingContent(write.Body);
        var there = new SettingContent(live);
        var members = body.Others.Keys.Union(there.Others.Keys, StringComparer.OrdinalIgnoreCase);
        if (members.FirstOrDefault(path =>
            !body.HasSame(there, path) && !body.LosesSink(there, path) && !SettingContent.IsMovable(path)) is { } path)
        {
            return live.ValueKind == JsonValueKind.Undefined
                ? $"It creates no setting with \"{path}\"."
                : $"It keeps what others have in a setting, and \"{path}\" would be another or gone.";
        }

        if (body.Rows.FirstOrDefault(row => row.RetentionDays is not null
            && there.Row(row.Key)?.RetentionDays != row.RetentionDays) is { } retained)
        {
            return $"It switches no retention on, as in {retained.Key}.";
        }

        var metrics = body.Rows.Concat(there.Rows).Where(row => row.IsMetric).Select(row => row.Key);
        return metrics.FirstOrDefault(key => body.IsOn(key) != there.IsOn(key)) is not { } metric ? null
            : live.ValueKind == JsonValueKind.Undefined ? $"It creates no setting that exports metrics, such as {metric}."
            : $"It leaves metrics as they are, and {metric} would be another.";
    }

    /// <summary>Retention policies: Azure takes none any more (docs/azure.md#retention-of-settings-is-retired).</summary>
    /// <inheritdoc/>
    public IReadOnlyList<string> NotUndone(ArmWrite write, IReadOnlyCollection<string> replaced) =>
    [
        .. replaced.Where(path => path.Contains(RowRetention, StringComparison.OrdinalIgnoreCase))
            .Select(path => $"the retention of {CategoryIn(path)}")
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal),
    ];

    /// <inheritdoc/>
    public JsonObject? Together(JsonObject? first, JsonObject? second, JsonElement live) =>
        first is null || second is null ? first : SettingUnion.Of(first, second, live);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings) => SettingUndo.Of(recorded, live);
}
