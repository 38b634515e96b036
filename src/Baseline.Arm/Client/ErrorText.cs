using System.Text.RegularExpressions;
using Baseline.Estates.Redaction;

namespace Baseline.Arm.Client;

/// <summary>Reads and cleans the texts in which Azure explains itself.</summary>
internal static partial class ErrorText
{
    /// <summary>The action and scope that a refusal names; null where it names none.</summary>
    public static (string Action, string Scope)? MissingPermission(string message)
    {
        var match = Linked().Match(message);
        match = match.Success ? match : Direct().Match(message);
        return match.Success ? (match.Groups["action"].Value, match.Groups["scope"].Value) : null;
    }

    /// <summary>The deny assignment that a refusal names; null where it names none.</summary>
    public static (string Name, string Scope)? DenyAssignment(string message)
    {
        var match = Deny().Match(message);
        return match.Success ? (match.Groups["name"].Value, match.Groups["scope"].Value) : null;
    }

    /// <summary>The text without tokens, signatures and account keys: messages end up in pull requests and journals.</summary>
    public static string WithoutSecrets(string text) => SecretText.Hide(text);

    [GeneratedRegex(
        @"does not have permission to perform action(?:\(s\))? '?(?<action>[^'\s]+)' on the linked scope\(s\) '(?<scope>[^']*)'",
        RegexOptions.CultureInvariant)]
    private static partial Regex Linked();

    [GeneratedRegex(
        @"does not have (?:authorization|permission) to perform action '(?<action>[^']+)' (?:over|on|at) (?:the )?scope '(?<scope>[^']*)'",
        RegexOptions.CultureInvariant)]
    private static partial Regex Direct();

    [GeneratedRegex(
        @"deny assignment with name '(?<name>[^']*)' and Id '[^']*' at scope '(?<scope>[^']*)'",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Deny();
}
