using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Two documents' plans over the same estate → the one plan with each finding and change marked: does it come from the
/// document, or is Azure why? Pure.
/// </summary>
public static partial class PlanComparer
{
    /// <summary>Marks a plan.</summary>
    /// <param name="plan">The plan of the document under review.</param>
    /// <param name="other">The plan of the document that it is compared with, over the same estate.</param>
    /// <param name="otherName">That document as the user named it.</param>
    public static Plan Compare(Plan plan, Plan other, string otherName)
    {
        var before = ByKey(other);
        var after = ByKey(plan);
        var known = Likenesses(other).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<VerdictShift> shifts = [.. Shifts(before, after)];
        return plan with
        {
            Estate = plan.Estate with { Subscriptions = NamesOf(plan, other, shifts) },
            Against = new DocumentComparison(otherName, other.Baseline.Digest, shifts),
            Findings = [.. plan.Findings.Select(finding => finding with { Origin = OriginOf(finding, before) })],
            Changes =
            [
                .. plan.Changes.Zip(Likenesses(plan), (change, likeness) => change with
                {
                    Origin = known.Contains(likeness) ? Origin.Drift : Origin.Document,
                }),
            ],
        };
    }

    private static Dictionary<(string Control, ResourceId Resource), Finding> ByKey(Plan plan) =>
        plan.Findings.ToDictionary(finding => (finding.Control, finding.Resource));

    private static IEnumerable<VerdictShift> Shifts(
        Dictionary<(string Control, ResourceId Resource), Finding> before,
        Dictionary<(string Control, ResourceId Resource), Finding> after) =>
        before.Keys.Union(after.Keys)
            .Select(key => new VerdictShift(
                key.Control,
                (after.GetValueOrDefault(key) ?? before[key]).Resource,
                before.GetValueOrDefault(key)?.State,
                after.GetValueOrDefault(key)?.State)
            {
                Ended = after.GetValueOrDefault(key)?.Exemption is null ? before.GetValueOrDefault(key)?.Exemption : null,
            })
            .Where(shift => shift.Before != shift.After)
            .OrderBy(shift => shift.Control, StringComparer.Ordinal)
            .ThenBy(shift => shift.Resource);

    /// <summary>The display names of the plan's subscriptions, and of those in which only the other document judges something.</summary>
    private static Dictionary<string, string> NamesOf(Plan plan, Plan other, IReadOnlyList<VerdictShift> shifts)
    {
        var shifted = shifts.Select(shift => shift.Resource.SubscriptionId).ToHashSet(StringComparer.Ordinal);
        return plan.Estate.Subscriptions
            .Concat(other.Estate.Subscriptions.Where(pair => shifted.Contains(pair.Key)))
            .DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>What is well and was well comes from nowhere.</summary>
    private static Origin? OriginOf(Finding finding, Dictionary<(string Control, ResourceId Resource), Finding> before)
    {
        var isTheSame = before.TryGetValue((finding.Control, finding.Resource), out var other)
            && other.State == finding.State
            && other.Exemption == finding.Exemption
            && other.ExemptDetails.SequenceEqual(finding.ExemptDetails)
            && other.Blocked is null == finding.Blocked is null;
        return !isTheSame ? Origin.Document
            : finding.State is ComplianceState.Noncompliant or ComplianceState.Unknown ? Origin.Drift
            : null;
    }

    /// <summary>
    /// What each change does, whatever it is called: the same write is <c>c1</c> in one plan and <c>c4</c> in the other, and so are
    /// the references to it.
    /// </summary>
    private static IEnumerable<string> Likenesses(Plan plan)
    {
        var targets = plan.Changes.ToDictionary(change => change.Id, change => change.Resource.ToLowerInvariant(), StringComparer.Ordinal);
        return plan.Changes.Select(change => Reference().Replace(
            $"{change.Method} {targets[change.Id]} {change.Type} {CanonicalJson.Text(change.Body)}",
            match => targets.GetValueOrDefault(match.Value, match.Value)));
    }

    [GeneratedRegex(@"(?<=\$\{(?:guid:)?)c\d+(?=\.)")]
    private static partial Regex Reference();
}
