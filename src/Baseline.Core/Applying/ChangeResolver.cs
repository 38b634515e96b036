using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>Puts the values that earlier changes brought into a change.</summary>
internal static class ChangeResolver
{
    /// <summary>The change without references; null when a value is missing.</summary>
    public static Change? Resolve(Change change, IReadOnlyDictionary<string, JsonElement> answers)
    {
        var bodyText = change.Body.ValueKind == JsonValueKind.Undefined ? null : change.Body.GetRawText();
        if (!ChangeReference.IsIn(change.Resource) && (bodyText is null || !ChangeReference.IsIn(bodyText)))
        {
            return change;
        }

        var resource = ChangeReference.Resolve(change.Resource, answers, RoleAssignmentName.SeedOf(change.ToWrite()));
        var body = bodyText is null ? null : ChangeReference.Resolve(bodyText, answers);
        if (resource is null || (bodyText is not null && body is null))
        {
            return null;
        }

        using var document = body is null ? null : JsonDocument.Parse(body);
        return change with
        {
            Resource = resource,
            Body = document?.RootElement.Clone() ?? default,
            Properties = [.. change.Properties.Select(property => property with
            {
                Path = ChangeReference.Resolve(property.Path, answers) ?? property.Path,
            })],
        };
    }
}
