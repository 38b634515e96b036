using System.Text.RegularExpressions;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>What the subscriptions that a plan mentions are called.</summary>
internal static partial class SubscriptionNames
{
    private const string Prefix = "/subscriptions/";
    private const int IdLength = 36;

    /// <summary>
    /// The display names by GUID. What the plan does not mention is left out, so that what lies out of scope
    /// makes no other plan.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(Plan plan, Estate estate)
    {
        var names = estate.Subscriptions
            .Where(subscription => subscription.DisplayName.Length > 0)
            .ToDictionary(subscription => subscription.Id, subscription => subscription.DisplayName, StringComparer.OrdinalIgnoreCase);
        var byText = names.GetAlternateLookup<ReadOnlySpan<char>>();
        var mentioned = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in Texts(plan))
        {
            // Most plans mention all of them soon, and the rest of a large one needs no look.
            if (mentioned.Count == names.Count)
            {
                break;
            }

            foreach (var match in Subscription().EnumerateMatches(text))
            {
                if (byText.TryGetValue(text.AsSpan(match.Index + Prefix.Length, IdLength), out var id, out var name))
                {
                    mentioned[id] = name;
                }
            }
        }

        return mentioned;
    }

    private static IEnumerable<string> Texts(Plan plan) =>
        plan.Findings.SelectMany(finding => new[] { finding.Resource.Text, finding.Reason, finding.Blocked ?? "" })
            .Concat(plan.Changes.SelectMany(change => new[] { change.Resource, CanonicalJson.Text(change.Body) }))
            .Concat(plan.Notices.SelectMany(notice => new[] { notice.Resource, notice.Message }));

    [GeneratedRegex("/subscriptions/[0-9a-f-]{36}", RegexOptions.IgnoreCase)]
    private static partial Regex Subscription();
}
