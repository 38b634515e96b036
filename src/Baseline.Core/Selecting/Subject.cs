using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Selecting;

/// <summary>What is inside or outside of a part: a finding, by what it judges.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">What is judged.</param>
/// <param name="Subscription">The display name of the subscription that it lies in; empty where unknown.</param>
/// <param name="Tags">The tags of the resource, by name.</param>
public sealed record Subject(
    string Control, ResourceId Resource, string Subscription, IReadOnlyList<KeyValuePair<string, string>> Tags)
{
    /// <summary>The tags that a resource's body has, by name.</summary>
    /// <param name="body">The body, as Azure returns it; without a value where it is not known.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> TagsOf(JsonElement body) =>
    [
        .. body.MembersAt("tags")
            .Where(tag => tag.Value.ValueKind == JsonValueKind.String)
            .Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? "")),
    ];
}
