using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure;

/// <summary>Resource ids in the files of the tool.</summary>
internal static class ResourceIdValues
{
    /// <summary>A member that must be a resource id; null, reported, when it is none.</summary>
    /// <param name="map">The object that has the member.</param>
    /// <param name="member">The member's name.</param>
    /// <param name="code">The code of the diagnostic.</param>
    public static ResourceId? Id(this FileValue map, string member, string code)
    {
        var value = map.Required(member, JsonValueKind.String, "a resource id");
        if (value is null)
        {
            return null;
        }

        if (ResourceId.TryParse(value.Element.GetString(), out var id))
        {
            return id;
        }

        value.Report(
            code,
            "Not a resource id",
            $"\"{value.Element.GetString()}\" is not a resource id.",
            "Give the full id: it begins with /subscriptions/ or /providers/.");
        return null;
    }
}
