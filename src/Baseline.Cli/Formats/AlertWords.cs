using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>
/// What a new alert on the activity log watches for, on one line. Only where its condition is one that the tool makes; any other is said
/// property by property.
/// </summary>
internal static class AlertWords
{
    private const string Condition = "properties.condition.allOf[";
    private const string Scope = "properties.scopes";
    private const string OwnPrefix = "baseline-";
    private const int MostByName = 5;

    /// <summary>The line, and the paths of which nothing more is to be said; null where there is nothing to be said together.</summary>
    /// <param name="change">The change.</param>
    public static (PropertyLine Line, IReadOnlyList<string> Covered)? Of(Change change)
    {
        if (!change.Type.Equals(TypeNames.ActivityLogAlert, StringComparison.OrdinalIgnoreCase)
            || change.Action != ChangeAction.Create
            || Addresses.Parsed(change.Resource) is not { } id
            || !WatchesAll(change, id))
        {
            return null;
        }

        var condition = change.Properties.Where(property => property.Path.StartsWith(Condition, StringComparison.Ordinal)).ToList();
        var texts = condition.ToDictionary(property => property.Path[Condition.Length..], property => Text(property.After));
        return WatchedBy(texts, id.Name) is { } watched
            ? (new PropertyLine("watches for", null, $"{watched}, in the whole subscription"),
                [Scope, .. condition.Select(property => property.Path)])
            : null;
    }

    private static string? WatchedBy(Dictionary<string, string?> texts, string name)
    {
        var category = texts.GetValueOrDefault("0].equals");
        List<string?> operations =
        [
            .. texts
                .Where(text => text.Key.StartsWith("1].", StringComparison.Ordinal))
                .Where(text => text.Key.EndsWith("equals", StringComparison.Ordinal))
                .Select(text => text.Value),
        ];
        var fields = texts.Where(text => text.Key.EndsWith("field", StringComparison.Ordinal))
            .Select(text => text.Value)
            .Distinct()
            .ToList();
        var isWhole = texts.Count == 2 * (1 + operations.Count)
            && texts.GetValueOrDefault("0].field") == "category"
            && fields.Count == 2;
        return !isWhole || operations.Count == 0 || operations.Contains(null) ? null
            : category == "ServiceHealth" && fields.Contains("properties.incidentType") && operations is ["Incident"]
                ? "incidents of Service Health"
            : category != "Administrative" || !fields.Contains("operationName") ? null
            : operations is [{ } only] && name.Equals($"{OwnPrefix}{only.Replace('/', '-')}", StringComparison.OrdinalIgnoreCase)
                ? "the operation in its name"
            : Words([.. operations.OfType<string>()]);
    }

    /// <summary>A few operations by name; more by how many of each resource provider, because the names fill a screen.</summary>
    private static string Words(IReadOnlyList<string> operations) => operations.Count <= MostByName
        ? string.Join(", ", operations)
        : $"{operations.Count} operations: " + string.Join(", ", operations
            .GroupBy(operation => operation.Split('/')[0], StringComparer.OrdinalIgnoreCase)
            .OrderBy(provider => provider.Key, StringComparer.OrdinalIgnoreCase)
            .Select(provider => $"{provider.Count()} of {provider.Key}"));

    private static bool WatchesAll(Change change, ResourceId alert) =>
        change.Properties.FirstOrDefault(property => property.Path == Scope) is { After.ValueKind: JsonValueKind.Array } scopes
        && scopes.After.EnumerateArray().ToList() is [{ ValueKind: JsonValueKind.String } scope]
        && Addresses.Parsed(scope.GetString() ?? "") is { Parent: null } watched
        && watched.SubscriptionId == alert.SubscriptionId;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
