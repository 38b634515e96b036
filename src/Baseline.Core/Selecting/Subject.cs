using Baseline.Azure;

namespace Baseline.Selecting;

/// <summary>What is inside or outside of a part: a finding, by what it judges.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">What is judged.</param>
/// <param name="Subscription">The display name of the subscription that it lies in; empty where unknown.</param>
/// <param name="Tags">The tags of the resource, by name.</param>
public sealed record Subject(
    string Control, ResourceId Resource, string Subscription, IReadOnlyList<KeyValuePair<string, string>> Tags);
