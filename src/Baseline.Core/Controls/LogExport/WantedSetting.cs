using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>
/// What a write to a diagnostic setting may say: the wanted categories are on, retention is only switched off, and nothing else
/// changes but destinations, which <see cref="OwnSettings"/> holds against the document.
/// </summary>
/// <param name="saved">The change.</param>
internal sealed class WantedSetting(SavedWrite saved)
{
    private const string Logs = "properties.logs[";
    private const string Metrics = "properties.metrics[";
    private const string Enabled = "].enabled";

    // As Azure shows it of a setting of a resource that has no metrics, and as an undo puts such a setting back.
    private const string NoMetrics = "properties.metrics";
    private const string StorageAccount = "properties.storageAccountId";

    private readonly DiagnosticSetting _setting = new(new ObservedResource(ResourceId.Parse(saved.Write.Resource), saved.Write.Body));

    /// <summary>Where the setting exports to.</summary>
    public IReadOnlyList<Sink> Destinations => _setting.Destinations;

    /// <summary>Whether the setting has a name.</summary>
    public bool IsNamed(string name) => _setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why it is not as wanted, as a sentence; null when it is.</summary>
    /// <param name="categories">The wanted categories.</param>
    /// <param name="groups">The groups that hold them; a setting of groups is completed with the first.</param>
    /// <param name="estate">What is there now, for destinations that are taken away.</param>
    /// <param name="written">The categories that may be switched on, the wanted ones among them; null for those alone.</param>
    public string? WhyOther(
        IReadOnlyList<string> categories, IReadOnlyList<string> groups, Estate estate, IReadOnlyList<string>? written = null) =>
        WhyDeleted ??
        (categories.FirstOrDefault(category => !_setting.Logs.Any(row => row.Enabled && row.SpeaksOf(category, groups))) is { } off
            ? $"It switches {off} on in each setting that it writes, and {_setting.Name} leaves it off."
        : WhyOther([.. written ?? categories, groups[0]], estate));

    /// <summary>Why it is not as wanted, as a sentence; null when it is.</summary>
    /// <param name="isWanted">Whether a category or a group may be switched on.</param>
    /// <param name="words">What may be, in a few words.</param>
    /// <param name="estate">What is there now, for destinations that are taken away.</param>
    public string? WhyOther(Func<string, bool> isWanted, string words, Estate estate) => WhyDeleted
        ?? (_setting.Logs.Any(row => row.Enabled && IsExport(row, isWanted)) ? null
            : $"It switches on {words}, and {_setting.Name} would export none of it.")
        ?? saved.Properties.Select(property => WhyOther(property, isWanted, words, estate)).FirstOrDefault(why => why is not null);

    // Which categories a group has, the document does not say. One that is switched on has to be wanted; one that was on stays.
    private static bool IsExport(LogRow row, Func<string, bool> isWanted) =>
        row.Group is not null || (row.Category is { } category && isWanted(category));

    private string? WhyDeleted => saved.Write.Method == "DELETE"
        ? $"Only an undo deletes a diagnostic setting, and {_setting.Name} would be deleted."
        : null;

    private string? WhyOther(IReadOnlyList<string> rows, Estate estate) =>
        WhyOther(row => rows.Contains(row, StringComparer.OrdinalIgnoreCase), string.Join(", ", rows), estate);

    private string? WhyOther(PropertyChange property, Func<string, bool> isWanted, string words, Estate estate)
    {
        var path = property.Path;
        var isLog = path.StartsWith(Logs, StringComparison.Ordinal);
        if (!isLog && !path.StartsWith(Metrics, StringComparison.Ordinal))
        {
            return path == StorageAccount && JsonValues.IsNothing(property.After) && !OwnSettings.IsGone(property, estate)
                    ? $"It takes away only a destination that does not exist, and {path} of {_setting.Name} is another."
                : path == NoMetrics && property.After is { ValueKind: JsonValueKind.Array } && property.After.GetArrayLength() == 0 ? null
                : path == StorageAccount || SettingContent.IsSink(path) || SettingContent.IsMovable(path) ? null
                : $"It changes categories and destinations of a diagnostic setting alone, and {path} would be another.";
        }

        // A row that is off goes where Azure takes no mix of categories and groups; what it carried says nothing.
        var isOff = property.After.ValueKind == JsonValueKind.Undefined && isLog;
        return path.Contains("].retentionPolicy.", StringComparison.Ordinal) && SaysNoRetention(property.After) ? null
            : !path.EndsWith(Enabled, StringComparison.Ordinal) ? isOff ? null
                : $"It changes nothing else in a row, and {path} would be another."
            : isOff && property.Before.ValueKind != JsonValueKind.True ? null
            : isLog && property.After.ValueKind == JsonValueKind.True
                && isWanted(path[Logs.Length..^Enabled.Length]) ? null
            : $"It switches on {words}, and {path} would be another.";
    }

    private static bool SaysNoRetention(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Number => value.GetDouble() == 0,
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.String or JsonValueKind.Object
            or JsonValueKind.Array => false,
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value."),
    };
}
