using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Json;

namespace Baseline.Azure;

/// <summary>
/// References to values that only an earlier change brings: <c>${c1.properties.principalId}</c> in a body or resource id.
/// <c>${guid:c1.properties.principalId}</c> in a resource id is the name of a role assignment, which Azure wants to be
/// a GUID that changes with the principal (docs/azure.md#role-assignments).
/// </summary>
public static partial class ChangeReference
{
    /// <summary>Whether a text holds a reference: its value is known after apply.</summary>
    public static bool IsIn(string text) => Pattern().IsMatch(text);

    /// <summary>The ids of the changes that a text refers to.</summary>
    public static IEnumerable<string> ChangesIn(string text) =>
        Pattern().Matches(text).Select(match => match.Groups["change"].Value).Distinct();

    /// <summary>The text with every reference replaced; null when a value is not there.</summary>
    /// <param name="text">A resource id, or the text of a JSON body.</param>
    /// <param name="answers">The answers of Azure, by change id.</param>
    /// <param name="roleAssignmentSeed">What a role assignment's name is made from besides the principal.</param>
    public static string? Resolve(string text, IReadOnlyDictionary<string, JsonElement> answers, string roleAssignmentSeed = "")
    {
        var missing = false;
        var resolved = Pattern().Replace(text, match =>
        {
            var value = answers.GetValueOrDefault(match.Groups["change"].Value).TextAt(match.Groups["path"].Value);
            missing |= value is null;
            return match.Groups["guid"].Success ? NameBasedGuid.Create($"{roleAssignmentSeed}|{value}") : value ?? "";
        });
        return missing ? null : resolved;
    }

    [GeneratedRegex(@"\$\{(?<guid>guid:)?(?<change>c\d+)\.(?<path>[A-Za-z0-9.]+)\}")]
    private static partial Regex Pattern();
}
