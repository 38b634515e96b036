using Baseline.Azure;
using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>Notices about exemptions that have ended, end soon, or match nothing.</summary>
public static class ExemptionNotices
{
    /// <summary>Days before its end from which an exemption is announced.</summary>
    public const int WarningDays = 30;

    /// <summary>The code of the notice about an exemption that has ended.</summary>
    public const string Expired = "BL2002";

    /// <summary>The notices, in the order of the exemptions.</summary>
    /// <param name="exemptions">The document's exemptions.</param>
    /// <param name="matched">Those that match something that was looked at.</param>
    /// <param name="findings">All findings.</param>
    /// <param name="read">What was read, subscriptions too.</param>
    /// <param name="asOf">The day of the run, in UTC.</param>
    public static IEnumerable<Notice> Of(
        IReadOnlyList<Exemption> exemptions,
        IReadOnlySet<Exemption> matched,
        IReadOnlyList<Finding> findings,
        IEnumerable<ResourceId> read,
        DateOnly asOf)
    {
        foreach (var exemption in exemptions)
        {
            List<Finding> about = exemption.AllowsUnreadable
                ? [.. findings.Where(finding => UnreadableFindings.IsAbout(exemption, finding))]
                : [];
            // A subscription that was read has no finding of its own.
            var isKnown = about.Count > 0 || (exemption.AllowsUnreadable && read.Any(exemption.Resource.MatchesAtOrAbove));
            if (Of(exemption, isKnown || matched.Contains(exemption), asOf) is { } notice)
            {
                yield return notice;
            }

            if (isKnown && exemption.Expires >= asOf
                && about.TrueForAll(finding => finding.State != ComplianceState.Unknown && !finding.Incomplete))
            {
                yield return new Notice(
                    "BL2046",
                    exemption.Control,
                    exemption.Resource.Text,
                    $"The exemption of {exemption.Owner} at {exemption.Span} allows what can't be read, and is not needed: what it is "
                        + "about was read, and is judged as any other.");
            }
        }
    }

    private static Notice? Of(Exemption exemption, bool isMatched, DateOnly asOf)
    {
        var days = exemption.Expires.DayNumber - asOf.DayNumber;
        var resource = exemption.Resource.Text;
        return !isMatched
            ? new Notice(
                "BL2001",
                exemption.Control,
                resource,
                $"The exemption at {exemption.Span} matches nothing.")
            : days < 0
                ? new Notice(
                    Expired,
                    exemption.Control,
                    resource,
                    $"The exemption of {exemption.Owner} at {exemption.Span} expired on {exemption.Expires:yyyy-MM-dd}.")
                {
                    Expired = new FindingExemption(exemption.Reason, exemption.Owner, exemption.Expires, DaysLeft: 0),
                }
                : days <= WarningDays
                    ? new Notice(
                        "BL2003",
                        exemption.Control,
                        resource,
                        $"The exemption of {exemption.Owner} at {exemption.Span} expires on {exemption.Expires:yyyy-MM-dd}, in "
                            + $"{days} {(days == 1 ? "day" : "days")}.")
                    : null;
    }
}
