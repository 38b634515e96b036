using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Json;

namespace Baseline.Azure;

/// <summary>A value that the answer to an earlier change brings.</summary>
/// <param name="Change">The id of that change.</param>
/// <param name="Path">Where the answer has it, such as <c>properties.principalId</c>.</param>
/// <param name="IsGuid">Whether the GUID that follows from the value is meant, and not the value itself.</param>
public sealed record ReferencedValue(string Change, string Path, bool IsGuid);

/// <summary>A piece of a text.</summary>
/// <param name="Text">The piece as it stands there.</param>
/// <param name="Reference">The value that it stands for; null for plain text.</param>
public sealed record TextPiece(string Text, ReferencedValue? Reference);

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

    /// <summary>The text in pieces, in order: plain text, and references; empty for empty text.</summary>
    public static IReadOnlyList<TextPiece> Pieces(string text)
    {
        var pieces = new List<TextPiece>();
        var end = 0;
        foreach (Match match in Pattern().Matches(text))
        {
            if (match.Index > end)
            {
                pieces.Add(new TextPiece(text[end..match.Index], null));
            }

            var reference = new ReferencedValue(
                match.Groups["change"].Value, match.Groups["path"].Value, match.Groups["guid"].Success);
            pieces.Add(new TextPiece(match.Value, reference));
            end = match.Index + match.Length;
        }

        if (end < text.Length)
        {
            pieces.Add(new TextPiece(text[end..], null));
        }

        return pieces;
    }

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
