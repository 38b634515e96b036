using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Documents;

/// <summary>Resources that are not looked at: those that match every field that is given.</summary>
/// <param name="ResourceGroup">A pattern of the resource group's name.</param>
/// <param name="TagName">A tag's name.</param>
/// <param name="TagValue">A pattern of that tag's value; null when the name alone matters.</param>
/// <param name="Resource">A pattern of the resource's id, or of something above it.</param>
public sealed record Exclusion(string? ResourceGroup, string? TagName, string? TagValue, ResourcePattern? Resource)
{
    /// <summary>Where the document says so; null where no document does.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>The fields as the document has them, as in <c>resourceGroup: rg-sandbox-*, tag: logging=none</c>.</summary>
    public string Text => string.Join(
        ", ",
        new[]
        {
            ResourceGroup is null ? null : $"resourceGroup: {ResourceGroup}",
            TagName is null ? null : $"tag: {TagName}{(TagValue is null ? "" : $"={TagValue}")}",
            Resource is null ? null : $"resource: {Resource.Text}",
        }.OfType<string>());
}

/// <summary>What the document covers: the union of the three, without the exclusions.</summary>
/// <param name="Tenant">Every subscription of the tenant.</param>
/// <param name="ManagementGroups">Management groups, and all subscriptions under them.</param>
/// <param name="Subscriptions">Subscriptions by GUID, lower-case.</param>
/// <param name="Exclusions">What is not looked at.</param>
public sealed record ScopeSettings(
    bool Tenant,
    IReadOnlyList<ResourceId> ManagementGroups,
    IReadOnlyList<string> Subscriptions,
    IReadOnlyList<Exclusion> Exclusions);

/// <summary>How much one plan may change; a plan beyond it is refused by apply.</summary>
/// <param name="MaxChanges">The most changes; null for no limit.</param>
/// <param name="MaxChangedPercent">The most resources with a change, in percent of those judged, rounded up.</param>
public sealed record LimitSettings(int? MaxChanges, int? MaxChangedPercent);
