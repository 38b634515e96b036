using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>
/// What a plan for everything changes for the sake of logs that a part does not bring: nothing may be changed for them before they come,
/// so that it is left for a later plan. Pure.
/// </summary>
/// <param name="whole">What the controls say of the accounts that receive logs once everything is changed.</param>
/// <param name="part">What they say of those that do once the part is.</param>
/// <param name="keys">What each change of the whole writes to, by the key of the change.</param>
internal sealed class LaterProtection(
    IReadOnlyList<Evaluation> whole, IReadOnlyList<Evaluation> part, IReadOnlyDictionary<string, string> keys)
{
    private readonly ILookup<(string Control, ResourceId Resource), string> _whole = KeysOf(whole);
    private readonly ILookup<(string Control, ResourceId Resource), string> _part = KeysOf(part);
    private readonly ILookup<string, string> _purposes = whole.SelectMany(evaluation => evaluation.Waits)
        .ToLookup(wait => wait.Key, wait => wait.Purpose, StringComparer.Ordinal);

    /// <summary>How many changes are left for later.</summary>
    /// <param name="keeps">Whether a finding is wanted.</param>
    public int Count(Func<Cause, bool> keeps) => whole.SelectMany(evaluation => evaluation.Findings)
        .Where(finding => keeps(new Cause(finding.Control, finding.Resource.Text)))
        .SelectMany(Left)
        .Distinct(StringComparer.Ordinal)
        .Count();

    /// <summary>The verdicts of the whole, which tell what of them is left for later.</summary>
    public IEnumerable<Finding> Findings => whole.SelectMany(evaluation => evaluation.Findings).Select(Told);

    // Two settings may spell the account that they export to in different letter case.
    private static ILookup<(string Control, ResourceId Resource), string> KeysOf(IEnumerable<Evaluation> evaluations) =>
        evaluations.SelectMany(evaluation => evaluation.Changes)
            .ToLookup(change => (change.Cause.Control, ResourceId.Parse(change.Cause.Resource)), change => change.Draft.Key);

    private IEnumerable<string> Left(Finding finding) =>
        _whole[(finding.Control, finding.Resource)].Except(_part[(finding.Control, finding.Resource)], StringComparer.Ordinal);

    private Finding Told(Finding finding)
    {
        List<string> left = [.. Left(finding)];
        if (left.Count == 0)
        {
            return finding;
        }

        var settings = left.SelectMany(key => _purposes[key]).Select(key => keys[key])
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var what = _part[(finding.Control, finding.Resource)].Any() ? "Some of it is" : "It is";
        return finding with
        {
            Reason = $"{finding.Reason} {what} left for a later plan, once logs come there by {string.Join(" and ", settings)}.",
        };
    }
}
