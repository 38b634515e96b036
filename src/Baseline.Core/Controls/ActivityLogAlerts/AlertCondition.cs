using System.Text.Json;
using Baseline.Json;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>
/// When an alert fires (docs/azure.md#alerts-on-the-activity-log). Azure answers with members that are null; they say no more than
/// their absence.
/// </summary>
internal sealed class AlertCondition
{
    private const string CategoryField = "category";
    private const string OperationField = "operationName";

    private readonly List<Part> _parts;

    /// <summary>The condition of an alert.</summary>
    public AlertCondition(JsonElement alert) => _parts = [.. alert.ItemsAt("properties.condition.allOf").Select(Part.Of)];

    /// <summary>Whether it names more than one operation.</summary>
    public bool NamesSeveral => Values(OperationField).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1;

    /// <summary>Whether an event is named in it at all, whatever else it asks for.</summary>
    public bool Names(WatchedEvent watched) => watched.IsServiceHealth
        ? Values(CategoryField).Contains(watched.Category, StringComparer.OrdinalIgnoreCase)
        : Values(OperationField).Contains(watched.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why it is not true of each such event, as the rest of a sentence about the alert; null where it is.</summary>
    /// <param name="watched">An event that it names.</param>
    public string? WhyNotAlways(WatchedEvent watched) =>
        !_parts.Exists(part => part.Any.Any(comparison => comparison.IsOf(CategoryField)))
            ? $"says nothing of the category, which is {watched.Category}"
            : _parts.Find(part => !part.Any.Any(comparison => comparison.IsTrueOfEach(watched))) is { } narrow
            ? narrow.WhyNot(watched)
            : null;

    private IEnumerable<string> Values(string field) =>
        _parts.SelectMany(part => part.Any).Where(comparison => comparison.IsOf(field)).SelectMany(comparison => comparison.Values);

    /// <summary>One of the things that must all be true: a comparison, or several of which one is enough.</summary>
    private sealed record Part(IReadOnlyList<Comparison> Any)
    {
        public static Part Of(JsonElement item) =>
            item.At("anyOf").ValueKind == JsonValueKind.Array
                ? new Part([.. item.ItemsAt("anyOf").Select(Comparison.Of)])
                : new Part([Comparison.Of(item)]);

        public string WhyNot(WatchedEvent watched) =>
            Any.All(comparison => comparison.IsOf(CategoryField))
                ? $"asks for the category {Said}, and these events are of {watched.Category}"
            : Any.All(comparison => comparison.IsOf(OperationField)) ? $"asks for the operation {Said} at the same time, and so never fires"
            : $"also asks for {string.Join(" or ", Any.Select(comparison => comparison.Words))}";

        private string Said => string.Join(" or ", Any.SelectMany(comparison => comparison.Values));
    }

    /// <summary>A field of an event and the values of which it must have one.</summary>
    private sealed record Comparison(string Field, IReadOnlyList<string> Values)
    {
        public static Comparison Of(JsonElement part) => new(
            part.TextAt("field") ?? "",
            part.TextAt("equals") is { } value ? [value] : [.. part.TextsAt("containsAny")]);

        public string Words => $"{(Field.Length == 0 ? "something unknown" : Field)} {string.Join(" or ", Values)}".TrimEnd();

        public bool IsOf(string field) => Field.Equals(field, StringComparison.OrdinalIgnoreCase);

        /// <summary>Whether every event of a kind has one of the values. Of a field that may have others, that is not known.</summary>
        public bool IsTrueOfEach(WatchedEvent watched) =>
            ValueOf(watched) is { } value && Values.Contains(value, StringComparer.OrdinalIgnoreCase);

        private string? ValueOf(WatchedEvent watched) =>
            IsOf(CategoryField) ? watched.Category
            : watched.IsServiceHealth ? IsOf("properties.incidentType") ? "Incident" : null
            : IsOf(OperationField) ? watched.Name
            : IsOf("resourceType") ? watched.ResourceType
            : IsOf("resourceProvider") ? watched.Provider
            : null;
    }
}
