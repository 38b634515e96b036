using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>
/// What a rule of a lifecycle policy deletes, and when, on one line. Only where a rule has nothing else; any other is said property by
/// property.
/// </summary>
internal static class LifecycleWords
{
    private const string Rules = "properties.policy.rules[";
    private const string Enabled = "enabled";
    private const string Kind = "type";
    private const string BlobTypes = "definition.filters.blobTypes";
    private const string Prefixes = "definition.filters.prefixMatch";

    private static readonly Dictionary<string, string> Deleted = new(StringComparer.Ordinal)
    {
        ["definition.actions.baseBlob.delete.daysAfterModificationGreaterThan"] = "blobs",
        ["definition.actions.version.delete.daysAfterCreationGreaterThan"] = "versions",
        ["definition.actions.snapshot.delete.daysAfterCreationGreaterThan"] = "snapshots",
    };

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["appendBlob"] = "append blobs",
        ["blockBlob"] = "block blobs",
    };

    /// <summary>The lines, and the paths of which nothing more is to be said; none where nothing can be said together.</summary>
    /// <param name="change">The change.</param>
    public static (IReadOnlyList<PropertyLine> Lines, IReadOnlyList<string> Covered) Of(Change change)
    {
        if (!change.Type.Equals(TypeNames.LifecyclePolicy, StringComparison.OrdinalIgnoreCase))
        {
            return ([], []);
        }

        var lines = new List<PropertyLine>();
        var covered = new List<string>();
        foreach (var rule in change.Properties.Where(property => NameOf(property) is not null).GroupBy(NameOf, StringComparer.Ordinal))
        {
            if (LinesOf(rule.Key ?? "", [.. rule.Select(property => (PartOf(property), property))]) is { Count: > 0 } said)
            {
                lines.AddRange(said);
                covered.AddRange(rule.Select(property => property.Path));
            }
        }

        return (lines, covered);
    }

    private static string? NameOf(PropertyChange property) =>
        property.Path.StartsWith(Rules, StringComparison.Ordinal)
        && property.Path.IndexOf("].", Rules.Length, StringComparison.Ordinal) is > 0 and var end
            ? property.Path[Rules.Length..end]
            : null;

    private static string PartOf(PropertyChange property) =>
        property.Path[(property.Path.IndexOf("].", Rules.Length, StringComparison.Ordinal) + 2)..];

    private static List<PropertyLine> LinesOf(string name, List<(string Part, PropertyChange Property)> rule)
    {
        var label = $"rule {name}";
        if (rule.TrueForAll(one => one.Property.Before.ValueKind == JsonValueKind.Undefined))
        {
            return Whole(rule.ToDictionary(one => one.Part, one => one.Property.After, StringComparer.Ordinal)) is { } made
                ? [new PropertyLine(label, null, made)]
                : [];
        }

        if (rule.TrueForAll(one => one.Property.After.ValueKind == JsonValueKind.Undefined))
        {
            return Whole(rule.ToDictionary(one => one.Part, one => one.Property.Before, StringComparer.Ordinal)) is { } gone
                ? [new PropertyLine(label, gone, null)]
                : [];
        }

        return rule.TrueForAll(one => Deleted.ContainsKey(one.Part))
            ? [
                .. rule.Select(one => new PropertyLine(
                    $"{label}, {Deleted[one.Part]}", Deletes(one.Property.Before), Deletes(one.Property.After))),
            ]
            : [];
    }

    private static string? Deletes(JsonElement days) => Days(days) is { } after ? $"deleted after {after}" : null;

    /// <summary>A rule that deletes all blobs of some kinds beneath some prefixes, and does nothing else; null for any other.</summary>
    private static string? Whole(Dictionary<string, JsonElement> rule)
    {
        var deleted = rule.Keys.Where(Deleted.ContainsKey).ToList();
        List<string> versions =
        [
            .. deleted.Where(part => Deleted[part] != "blobs").OrderBy(part => Deleted[part], StringComparer.Ordinal)
                .Select(part => $"{Deleted[part]} after {Days(rule[part])}"),
        ];
        return rule.GetValueOrDefault(Enabled).ValueKind == JsonValueKind.True
            && rule.GetValueOrDefault(Kind) is { ValueKind: JsonValueKind.String } kind && kind.ValueEquals("Lifecycle")
            && Texts(rule.GetValueOrDefault(BlobTypes)) is { Count: > 0 } types && types.TrueForAll(Kinds.ContainsKey)
            && Texts(rule.GetValueOrDefault(Prefixes)) is { Count: > 0 } prefixes
            && deleted.Find(part => Deleted[part] == "blobs") is { } blobs && Days(rule[blobs]) is { } days
            && deleted.TrueForAll(part => Days(rule[part]) is not null)
            && rule.Count == 4 + deleted.Count
                ? $"deletes {PlanSentences.List([.. types.Select(type => Kinds[type])])} beneath {PlanSentences.List(prefixes)} "
                    + string.Join(", ", versions.Prepend($"after {days}"))
                : null;
    }

    private static string? Days(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var days) && days is >= 0 and <= int.MaxValue
        && double.IsInteger(days)
            ? Quantity.Of((int)days, "day")
            : null;

    private static List<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
            : null;
}
