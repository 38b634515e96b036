using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>A property as it stands in a body.</summary>
/// <param name="Path">Its path, such as <c>properties.logs[AuditEvent].enabled</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record BodyProperty(string Path, JsonElement Value);

/// <summary>
/// What a change does to a resource, property by property: what its body says, what that replaces, and what goes away. Properties
/// that the body does not speak of are not known here. Pure.
/// </summary>
public static class BodyProperties
{
    /// <summary>What the resource says now of what the change is about, sorted by path.</summary>
    public static IReadOnlyList<BodyProperty> Before(Change change, IResourceType type)
    {
        var altered = change.Properties.Select(property => property.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Sorted(After(change, type).Where(property => !altered.Contains(property.Path))
            .Concat(change.Properties.Where(IsThere).Select(property => new BodyProperty(property.Path, property.Before))));
    }

    /// <summary>What it says of that afterwards, sorted by path.</summary>
    public static IReadOnlyList<BodyProperty> After(Change change, IResourceType type)
    {
        var sent = FlattenedProperties.Of(change.Body, type.ListKeys);
        return Sorted(sent.Values.Concat(sent.EmptyLists).Select(leaf => new BodyProperty(leaf.Key, leaf.Value)));
    }

    private static bool IsThere(PropertyChange property) => property.Before.ValueKind != JsonValueKind.Undefined;

    private static IReadOnlyList<BodyProperty> Sorted(IEnumerable<BodyProperty> properties) =>
        [.. properties.OrderBy(property => property.Path, StringComparer.Ordinal)];
}
