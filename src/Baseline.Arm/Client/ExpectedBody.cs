using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>
/// Whether an answer is what was asked for. A gateway, a proxy or a sign-in page answers 200 as well, and taken at its word
/// such an answer would look like a resource without encryption or a list without settings.
/// </summary>
internal static class ExpectedBody
{
    // Their ids have been of other providers, such as …/providers/AzureResourceManager/diagnosticSettings/x.
    private static readonly HashSet<string> NamedOtherwise = new(StringComparer.OrdinalIgnoreCase)
    {
        TypeNames.DiagnosticSetting, TypeNames.LogProfile,
    };

    /// <summary>Why a body is not the resource that was asked for, as a sentence; null where it is.</summary>
    public static string? WhyNotResource(JsonElement body, ResourceId asked)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return "The answer is not a JSON object.";
        }

        var isIt = (ResourceId.TryParse(body.TextAt("id"), out var id) && id == asked)
            || (NamedOtherwise.Contains(asked.Type) && IdByName(body, asked.Text[..asked.Text.LastIndexOf('/')]) == asked);
        return !isIt ? $"The answer is not {asked}, but has {(id is null ? "no id" : $"the id {id}")}."
            : IsResource(asked) && !HasProperties(body) ? $"The answer has the id of {asked}, but no properties."
            : ExpectedMembers.WhyNot(asked.Type, body) is { } why ? $"The answer has the id of {asked}, but {why}."
            : null;
    }

    /// <summary>The id of an item of a list; null where it has none that can stand in that list.</summary>
    /// <param name="item">The item.</param>
    /// <param name="list">The path of the list.</param>
    public static ResourceId? IdOf(JsonElement item, ResourceId list)
    {
        var type = list.ItemType;
        if (!Is(type, TypeNames.ManagementGroup) && (!HasProperties(item) || ExpectedMembers.WhyNot(type, item) is not null))
        {
            return null;
        }

        return ResourceId.TryParse(item.TextAt("id"), out var id) && id.Type == type && !id.IsList && LiesIn(id, type, list) ? id
            : NamedOtherwise.Contains(type) ? IdByName(item, list.Text)
            : null;
    }

    private static bool Is(string type, string name) => type.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A list of role assignments shows those above its scope as well.</summary>
    private static bool LiesIn(ResourceId id, string type, ResourceId list) =>
        Is(type, TypeNames.RoleAssignment)
        || Is(type, TypeNames.ManagementGroup)
        || (NamedOtherwise.Contains(type)
            ? id.IsBeside(list)
            : list.Parent is { } owner && id.IsAtOrBelow(owner));

    private static ResourceId? IdByName(JsonElement body, string list)
    {
        var owner = list[..list.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)];
        return ResourceId.TryParse(body.TextAt("id"), out var id)
            && ResourceId.TryParse(owner, out var above)
            && id.IsAtOrBelow(above)
            && body.TextAt("name") is { } name
            && name.Equals(id.Name, StringComparison.OrdinalIgnoreCase)
            ? ResourceId.Parse($"{list}/{name}")
            : null;
    }

    private static bool IsResource(ResourceId id) => !id.IsList && id.Type.Contains('/', StringComparison.Ordinal)
        && !id.Type.StartsWith("microsoft.resources/", StringComparison.Ordinal)
        && !id.Type.StartsWith("microsoft.management/", StringComparison.Ordinal);

    private static bool HasProperties(JsonElement body) => body.At("properties").ValueKind == JsonValueKind.Object;
}
