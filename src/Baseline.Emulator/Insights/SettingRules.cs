using System.Buffers;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>A setting as it was sent, beside the one of that name and the others of its resource.</summary>
internal sealed record ProposedSetting(
    JsonObject Properties, StoredResource? Existing, IReadOnlyList<StoredResource> Others, CategorySet Categories)
{
    public IReadOnlyList<SettingRow> Logs { get; } = SettingRow.Read(Properties["logs"]);

    public IReadOnlyList<SettingRow> Metrics { get; } = SettingRow.Read(Properties["metrics"]);
}

/// <summary>What Microsoft.Insights refuses about the rows of a setting.</summary>
internal static class SettingRules
{
    private const int MostSettings = 5;
    private const int LongestName = 260;
    private const int MostDays = 365;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>*%&:\\?+/");

    /// <summary>Refusals that hold for every setting, whatever it is of: its name, and the types of its members.</summary>
    public static ArmResponse? RefusalOfBody(string name, JsonObject properties)
    {
        if (name.Length is 0 or > LongestName || name.AsSpan().ContainsAny(Forbidden))
        {
            return Bad($"The name '{name}' of a diagnostic setting is not valid: it has 1 to {LongestName} characters, "
                + "none of them < > * % & : \\ ? + /.");
        }

        foreach (var list in (string[])["logs", "metrics"])
        {
            if (properties[list] is { } node && (node is not JsonArray rows || rows.Any(row => !IsRow(row))))
            {
                return Bad($"The value of '{list}' is not valid.");
            }
        }

        return properties["logAnalyticsDestinationType"].AsText() is { Length: > 0 } type && !type.Same("Dedicated")
            && !type.Same("AzureDiagnostics")
            ? Bad($"The log analytics destination type '{type}' is not valid.")
            : null;
    }

    /// <summary>Refusals that hold for settings of resources.</summary>
    public static ArmResponse? RefusalOnResource(ProposedSetting setting) =>
        Mixed(setting) ?? Unsupported(setting) ?? Retained(setting) ?? TooMany(setting) ?? Reused(setting);

    /// <summary>Refusals that hold for settings of an activity log.</summary>
    public static ArmResponse? RefusalOnActivityLog(ProposedSetting setting) =>
        Mixed(setting) ?? Unsupported(setting) ?? TooMany(setting) ?? Reused(setting);

    private static bool IsRow(JsonNode? node)
    {
        if (node is not JsonObject row || (row["enabled"] is { } enabled && enabled.AsFlag() is null))
        {
            return false;
        }

        return row.At("retentionPolicy", "days") is not { } days
            || (days.AsNumber() is { } number && number is >= 0 and <= MostDays && number.Equals(Math.Floor(number)));
    }

    private static ArmResponse Bad(string message) => Answer.Bare(400, "BadRequest", message);

    private static ArmResponse? Mixed(ProposedSetting setting) =>
        setting.Logs.Any(row => row.Category is not null) && setting.Logs.Any(row => row.Group is not null)
            ? Bad("Diagnostic setting does not support mix of log category and log category group.")
            : null;

    private static ArmResponse? Unsupported(ProposedSetting setting)
    {
        var known = setting.Categories;
        if (known.Logs.Count == 0)
        {
            return null;
        }

        if (setting.Logs.Any(row => row.Category is null && row.Group is null))
        {
            return Bad("Either a category or a category group must be specified.");
        }

        foreach (var row in setting.Logs)
        {
            var isKnown = row.Group is { } group
                ? known.Groups.Contains(group, StringComparer.OrdinalIgnoreCase)
                : known.Logs.Any(log => log.Name.Same(row.Category));
            if (!isKnown)
            {
                return Bad(row.Group is null
                    ? $"Category '{row.Category}' is not supported."
                    : $"Category group '{row.Group}' is not supported.");
            }
        }

        return setting.Metrics.FirstOrDefault(row => row.Category is not null && !row.Category.Same("AllMetrics")) is { } metric
            ? Bad($"Metric category '{metric.Category}' is not supported.")
            : null;
    }

    // An old setting may repeat the retention it has or give it up; no setting may gain or change one any more.
    private static ArmResponse? Retained(ProposedSetting setting)
    {
        var before = setting.Existing is null
            ? []
            : SettingRow.Read(setting.Existing.Properties["logs"])
                .Concat(SettingRow.Read(setting.Existing.Properties["metrics"]))
                .ToArray();
        return setting.Logs.Concat(setting.Metrics)
            .Where(row => row.IsRetained)
            .All(row => before.Any(old => old.IsFor(row) && old.IsRetained && old.Days.Equals(row.Days)))
            ? null
            : Bad("Diagnostic settings does not support retention for new diagnostic settings.");
    }

    private static ArmResponse? TooMany(ProposedSetting setting) =>
        setting.Existing is null && setting.Others.Count >= MostSettings
            ? Bad($"The limit of {MostSettings} diagnostic settings was reached for this resource.")
            : null;

    private static ArmResponse? Reused(ProposedSetting setting)
    {
        var categories = EnabledCategories(setting.Properties, setting.Categories).ToArray();
        foreach (var other in setting.Others)
        {
            var sinks = Sinks.Of(other.Properties).Intersect(Sinks.Of(setting.Properties), StringComparer.OrdinalIgnoreCase);
            if (sinks.FirstOrDefault() is not { } sink || SendsToOtherHub(setting.Properties, other.Properties, sink))
            {
                continue;
            }

            var category = EnabledCategories(other.Properties, setting.Categories)
                .Intersect(categories, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault();
            if (category is not null)
            {
                return Answer.Bare(
                    409,
                    "Conflict",
                    $"Data sink '{sink}' is already used in diagnostic setting '{other.Name}' for category '{category}'. "
                    + "Data sinks can't be reused in different settings on the same category for the same resource.");
            }
        }

        return null;
    }

    private static bool SendsToOtherHub(JsonObject properties, JsonObject other, string sink) =>
        properties["eventHubAuthorizationRuleId"].AsText().Same(sink)
        && !properties["eventHubName"].AsText().Same(other["eventHubName"].AsText());

    private static IEnumerable<string> EnabledCategories(JsonObject properties, CategorySet known)
    {
        foreach (var row in SettingRow.Read(properties["logs"]).Where(row => row.IsEnabled))
        {
            var names = row.Group is { } group ? known.InGroup(group) : [row.Name];
            foreach (var name in names)
            {
                yield return name;
            }
        }

        foreach (var row in SettingRow.Read(properties["metrics"]).Where(row => row.IsEnabled))
        {
            yield return row.Name;
        }
    }
}
