using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>One log or metric entry of a diagnostic setting.</summary>
internal sealed record SettingRow(string? Category, string? Group, bool IsEnabled, bool IsRetained, double Days)
{
    public string Name => Category ?? Group ?? "";

    public static IReadOnlyList<SettingRow> Read(JsonNode? rows) => [.. rows.Objects().Select(row => new SettingRow(
        row["category"].AsText(),
        row["categoryGroup"].AsText(),
        row["enabled"].AsFlag() ?? false,
        row.At("retentionPolicy", "enabled").AsFlag() ?? false,
        row.At("retentionPolicy", "days").AsNumber() ?? 0))];

    public bool IsFor(SettingRow other) => Category.Same(other.Category) && Group.Same(other.Group);
}

/// <summary>The rows of a resource's setting as Azure prints them (docs/azure.md#rows-that-nobody-sent).</summary>
internal static class SettingRows
{
    public static JsonObject Log(string? category, string? group, bool isEnabled, JsonNode? retention) => new()
    {
        ["category"] = category,
        ["categoryGroup"] = group,
        ["enabled"] = isEnabled,
        ["retentionPolicy"] = Retention(retention),
    };

    public static JsonObject Metric(string category, bool isEnabled, JsonNode? retention) => new()
    {
        ["category"] = category,
        ["enabled"] = isEnabled,
        ["retentionPolicy"] = Retention(retention),
    };

    public static JsonArray LogsOf(JsonNode? sent) => new([.. sent.Objects().Select(row => CarryUnknown(row, Log(
        row["category"].AsText(),
        row["categoryGroup"].AsText(),
        row["enabled"].AsFlag() ?? false,
        row["retentionPolicy"])))]);

    public static JsonArray MetricsOf(JsonNode? sent) => new([.. sent.Objects().Select(row => CarryUnknown(row, Metric(
        row["category"].AsText() ?? "AllMetrics",
        row["enabled"].AsFlag() ?? false,
        row["retentionPolicy"]), "timeGrain"))]);

    /// <summary>Keeps what a newer Azure may know: members that this emulator has no rule for.</summary>
    public static JsonObject CarryUnknown(JsonObject sent, JsonObject stored, string? except = null)
    {
        foreach (var (name, value) in sent)
        {
            if (!stored.ContainsKey(name) && name != except)
            {
                stored[name] = value?.DeepClone();
            }
        }

        return stored;
    }

    /// <summary>
    /// Adds, disabled, what a GET by name shows beside the rows of the setting: the other groups where it uses groups,
    /// else the other categories, and the metrics.
    /// </summary>
    public static void Materialise(JsonObject properties, CategorySet categories)
    {
        var logs = ArrayIn(properties, "logs");
        var rows = SettingRow.Read(logs);
        var missing = rows.Any(row => row.Group is not null)
            ? categories.Groups
                .Where(group => !rows.Any(row => row.Group.Same(group)))
                .Select(group => Log(null, group, isEnabled: false, null))
            : categories.Logs
                .Where(log => !rows.Any(row => row.Category.Same(log.Name)))
                .Select(log => Log(log.Name, null, isEnabled: false, null));
        foreach (var row in missing.ToArray())
        {
            logs.Add((JsonNode?)row);
        }

        var metrics = ArrayIn(properties, "metrics");
        if (categories.HasMetrics && metrics.Count == 0)
        {
            metrics.Add((JsonNode?)Metric("AllMetrics", isEnabled: false, null));
        }
    }

    /// <summary>Drops what the old api-version does not know: it hides category groups and what uses them.</summary>
    public static void HideGroups(JsonObject properties)
    {
        var shown = new JsonArray();
        foreach (var row in properties["logs"].Objects().Where(row => row["categoryGroup"].AsText() is null))
        {
            var copy = row.DeepClone().AsObject();
            copy.Remove("categoryGroup");
            shown.Add((JsonNode?)copy);
        }

        properties["logs"] = shown;
    }

    private static JsonObject Retention(JsonNode? sent) => new()
    {
        ["enabled"] = sent.At("enabled").AsFlag() ?? false,
        ["days"] = (int)(sent.At("days").AsNumber() ?? 0),
    };

    private static JsonArray ArrayIn(JsonObject properties, string name)
    {
        if (properties[name] is JsonArray array)
        {
            return array;
        }

        array = [];
        properties[name] = array;
        return array;
    }
}
