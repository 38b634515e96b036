using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure.LifecyclePolicies;

/// <summary>The lifecycle rule that a control writes for its log: the rules of others are never edited.</summary>
/// <param name="Name">Its name, case-sensitive.</param>
/// <param name="Container">The container of the log.</param>
public sealed record OwnLifecycleRule(string Name, string Container)
{
    /// <summary>The prefix of the blobs that it deletes.</summary>
    public string Prefix => $"{Container}/";

    /// <summary>Where it lies in a policy, as a path of what a change alters.</summary>
    public string Path => $"{PolicyRules.Path}[{Name}]";

    /// <summary>Whether a path of a policy, such as <c>properties.policy.rules[NAME].enabled</c>, lies in this rule.</summary>
    public bool Holds(string path) => path.StartsWith(Path, StringComparison.Ordinal);

    /// <summary>Whether a rule of this name is limited to the log, so that it deletes nothing else.</summary>
    public bool IsLimitedToLog(JsonElement rule)
    {
        var prefixes = rule.TextsAt("definition.filters.prefixMatch").ToList();
        return prefixes.Count > 0 && prefixes.TrueForAll(prefix => prefix.StartsWith(Prefix, StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a rule of this name is about the log, even if it reaches more: what somebody widened is the tool's rule all the same, and
    /// what is for other blobs is the rule of somebody who took the name.
    /// </summary>
    public bool IsAboutLog(JsonElement rule) => rule.TextsAt("definition.filters.prefixMatch").All(IsAbout);

    /// <summary>Whether a prefix of blobs reaches some of the log; prefixes are compared with case.</summary>
    public bool IsAbout(string prefix) =>
        prefix.StartsWith(Prefix, StringComparison.Ordinal) || Prefix.StartsWith(prefix, StringComparison.Ordinal);
}
