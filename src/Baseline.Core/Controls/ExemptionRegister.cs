using Baseline.Azure;
using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>Finds the exemption of a resource, and remembers which exemptions matched anything.</summary>
public sealed class ExemptionRegister(IReadOnlyList<Exemption> exemptions)
{
    /// <summary>Days before its end from which an exemption is announced.</summary>
    public const int WarningDays = 30;

    private readonly HashSet<Exemption> _matched = [];

    /// <summary>The exemption that excuses a resource on a day; null when there is none. The latest to end wins.</summary>
    public FindingExemption? Live(string control, ResourceId id, DateOnly asOf) =>
        Matching(control, id)
            .Where(exemption => exemption.Expires >= asOf)
            .OrderByDescending(exemption => exemption.Expires)
            .Select(exemption => new FindingExemption(
                exemption.Reason, exemption.Owner, exemption.Expires, exemption.Expires.DayNumber - asOf.DayNumber))
            .FirstOrDefault();

    /// <summary>A sentence about an exemption of the resource that has ended; null when there is none.</summary>
    public string? Ended(string control, ResourceId id, DateOnly asOf) =>
        Matching(control, id)
            .Where(exemption => exemption.Expires < asOf)
            .OrderByDescending(exemption => exemption.Expires)
            .Select(exemption => $" Its exemption (owner {exemption.Owner}) expired on {exemption.Expires:yyyy-MM-dd} and no longer counts.")
            .FirstOrDefault();

    /// <summary>Notices about exemptions that have ended, end soon, or match nothing.</summary>
    public IEnumerable<Notice> Notices(DateOnly asOf) =>
        exemptions.Select(exemption => Notice(exemption, asOf)).OfType<Notice>();

    private Notice? Notice(Exemption exemption, DateOnly asOf)
    {
        var days = exemption.Expires.DayNumber - asOf.DayNumber;
        var resource = exemption.Resource.Text;
        return !_matched.Contains(exemption)
            ? new Notice("BL2001", exemption.Control, resource, $"The exemption at {exemption.Span} matches nothing: remove it, or correct its resource.")
            : days < 0
                ? new Notice("BL2002", exemption.Control, resource, $"The exemption of {exemption.Owner} at {exemption.Span} expired on {exemption.Expires:yyyy-MM-dd} and no longer counts.")
                : days <= WarningDays
                    ? new Notice("BL2003", exemption.Control, resource, $"The exemption of {exemption.Owner} at {exemption.Span} expires on {exemption.Expires:yyyy-MM-dd}, in {days} {(days == 1 ? "day" : "days")}.")
                    : null;
    }

    private IEnumerable<Exemption> Matching(string control, ResourceId id)
    {
        foreach (var exemption in exemptions)
        {
            if (exemption.Control == control && exemption.Resource.Matches(id))
            {
                _matched.Add(exemption);
                yield return exemption;
            }
        }
    }
}
