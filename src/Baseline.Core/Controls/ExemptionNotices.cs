using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>Notices about exemptions that have ended, end soon, or match nothing.</summary>
public static class ExemptionNotices
{
    /// <summary>Days before its end from which an exemption is announced.</summary>
    public const int WarningDays = 30;

    /// <summary>The notices, in the order of the exemptions.</summary>
    /// <param name="exemptions">The document's exemptions.</param>
    /// <param name="matched">Those that match something that was looked at.</param>
    /// <param name="asOf">The day of the run, in UTC.</param>
    public static IEnumerable<Notice> Of(IReadOnlyList<Exemption> exemptions, IReadOnlySet<Exemption> matched, DateOnly asOf) =>
        exemptions.Select(exemption => Of(exemption, matched.Contains(exemption), asOf)).OfType<Notice>();

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
                    "BL2002",
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
