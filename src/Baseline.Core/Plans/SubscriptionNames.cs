using System.Text.RegularExpressions;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>What the subscriptions that a plan mentions are called.</summary>
internal static partial class SubscriptionNames
{
    /// <summary>
    /// The display names by GUID. What the plan does not mention is left out, so that what lies out of scope
    /// makes no other plan.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(Plan plan, Estate estate)
    {
        var mentioned = Texts(plan)
            .SelectMany(text => Subscription().Matches(text))
            .Select(match => match.Groups["id"].Value.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        return estate.Subscriptions
            .Where(subscription => subscription.DisplayName.Length > 0 && mentioned.Contains(subscription.Id))
            .ToDictionary(subscription => subscription.Id, subscription => subscription.DisplayName, StringComparer.Ordinal);
    }

    private static IEnumerable<string> Texts(Plan plan) =>
    [
        .. plan.Findings.SelectMany(finding => new[] { finding.Resource.Text, finding.Reason, finding.Blocked ?? "" }),
        .. plan.Changes.SelectMany(change => new[] { change.Resource, CanonicalJson.Text(change.Body) }),
        .. plan.Notices.SelectMany(notice => new[] { notice.Resource, notice.Message }),
    ];

    [GeneratedRegex("/subscriptions/(?<id>[0-9a-f-]{36})", RegexOptions.IgnoreCase)]
    private static partial Regex Subscription();
}
