using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>A lifecycle rule as far as it can delete logs.</summary>
/// <param name="Name">Its name, case-sensitive.</param>
/// <param name="Enabled">Absent means true.</param>
/// <param name="TouchesAppendBlobs">Logs are append blobs; a rule for block blobs alone leaves them be.</param>
/// <param name="Prefixes">Case-sensitive, beginning with a container's name; none means every blob of the account.</param>
/// <param name="NeedsIndexTags">Whether it only takes blobs with index tags, which logs don't carry.</param>
/// <param name="DeleteAfterDays">The fewest days after which it deletes; null when it deletes nothing.</param>
/// <param name="NamesVersions">Whether it deletes earlier versions or snapshots of a blob too.</param>
public sealed record LifecycleRule(
    string Name,
    bool Enabled,
    bool TouchesAppendBlobs,
    IReadOnlyList<string> Prefixes,
    bool NeedsIndexTags,
    long? DeleteAfterDays,
    bool NamesVersions = false);

/// <summary>
/// The lifecycle rules of an account, as far as they bear on a log. Since diagnostic settings lost their
/// retention on 2025-09-30 they are what ends the log; <see cref="EffectiveRetention"/> says when.
/// </summary>
public sealed class LifecyclePolicy
{
    private const string Delete = "definition.actions.baseBlob.delete";

    private static readonly string[] AgeConditions =
        ["daysAfterModificationGreaterThan", "daysAfterCreationGreaterThan", "daysAfterLastAccessTimeGreaterThan"];

    /// <summary>The paths in a rule of the days after which it deletes a blob; the fewest count.</summary>
    public static IReadOnlyList<string> DaysPaths { get; } = [.. AgeConditions.Select(condition => $"{Delete}.{condition}")];

    private LifecyclePolicy(ObservedResource? resource, IReadOnlyList<LifecycleRule> rules)
    {
        Resource = resource;
        Rules = rules;
    }

    /// <summary>The raw policy; null when the account has none.</summary>
    public ObservedResource? Resource { get; }

    /// <summary>The rules, as Azure ordered them.</summary>
    public IReadOnlyList<LifecycleRule> Rules { get; }

    /// <summary>The id of the policy of an account: there is only one.</summary>
    public static ResourceId IdOf(ResourceId account) => account.Child("managementPolicies/default");

    /// <summary>Whether an account can have a policy: a general-purpose v1 account can't.</summary>
    public static bool IsTakenBy(ObservedResource account) =>
        !string.Equals(account.Body.TextAt("kind"), "Storage", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a raw policy; an account without one keeps everything.</summary>
    public static LifecyclePolicy Of(ObservedResource? resource) =>
        new(resource, [.. (resource?.Body ?? default).ItemsAt("properties.policy.rules").Select(ReadRule)]);

    /// <summary>The rules that can delete a log for good, the shortest first.</summary>
    /// <param name="log">The log.</param>
    /// <param name="versioned">
    /// Whether the account keeps a version of what is deleted: nothing is gone then before a rule names versions or snapshots.
    /// </param>
    public IEnumerable<LifecycleRule> RulesThatShorten(LogPath log, bool versioned = false)
    {
        var reaching = Rules
            .Where(rule => rule is { Enabled: true, NeedsIndexTags: false } && (rule.TouchesAppendBlobs || log.IsAnywhere))
            .Where(rule => rule.Prefixes.Count == 0 || rule.Prefixes.Any(log.IsReachedBy))
            .ToList();
        return versioned && !reaching.Exists(rule => rule.NamesVersions)
            ? []
            : reaching.Where(rule => rule.DeleteAfterDays is not null)
                .OrderBy(rule => rule.DeleteAfterDays)
                .ThenBy(rule => rule.Name, StringComparer.Ordinal);
    }

    /// <summary>Rules that look as if they were meant for a log, but leave it be; and why.</summary>
    public IEnumerable<(LifecycleRule Rule, string Why)> RulesThatMiss(LogPath log)
    {
        foreach (var rule in Rules.Where(rule => rule is { Enabled: true, DeleteAfterDays: not null }))
        {
            var meant = rule.Prefixes.Where(prefix => prefix.StartsWith(log.Container, StringComparison.OrdinalIgnoreCase)).ToList();
            if (meant.Count > 0 && !rule.Prefixes.Any(log.IsReachedBy))
            {
                yield return (rule, $"its prefix \"{meant[0]}\" matches no blob of this {log.SourceNoun} (prefixes are case-sensitive)");
            }
            else if (meant.Count > 0 && !rule.TouchesAppendBlobs && !log.IsAnywhere)
            {
                yield return (rule, "it is limited to block blobs, and logs are append blobs");
            }
        }
    }

    private static LifecycleRule ReadRule(JsonElement rule)
    {
        var delete = rule.At(Delete);
        var days = AgeConditions.Select(condition => delete.NumberAt(condition)).OfType<long>().ToList();
        var blobTypes = rule.TextsAt("definition.filters.blobTypes").ToList();
        return new LifecycleRule(
            rule.TextAt("name") ?? "",
            rule.At("enabled").ValueKind != JsonValueKind.False,
            blobTypes.Count == 0 || blobTypes.Contains("appendBlob", StringComparer.OrdinalIgnoreCase),
            [.. rule.TextsAt("definition.filters.prefixMatch")],
            rule.ItemsAt("definition.filters.blobIndexMatch").Any(),
            days.Count == 0 ? null : days.Min(),
            NamesVersions(rule));
    }

    private static bool NamesVersions(JsonElement rule) =>
        rule.At("definition.actions.version.delete").ValueKind == JsonValueKind.Object
        || rule.At("definition.actions.snapshot.delete").ValueKind == JsonValueKind.Object;
}
