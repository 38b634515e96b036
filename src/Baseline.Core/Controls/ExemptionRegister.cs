using Baseline.Azure;
using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>Finds the exemption of a resource, and remembers which exemptions matched anything.</summary>
public sealed class ExemptionRegister(IReadOnlyList<Exemption> exemptions)
{
    private readonly HashSet<Exemption> _matched = [];

    /// <summary>The exemptions that matched something that was asked for.</summary>
    public IReadOnlySet<Exemption> Matched => _matched;

    /// <summary>The exemption of a resource as a whole on a day; null when there is none. The latest to end wins.</summary>
    public FindingExemption? Live(string control, ResourceId id, DateOnly asOf) => Latest(Matching(control, id), asOf);

    /// <summary>
    /// The exemption that accepts on a day that a resource can't be read; null when there is none. The latest to end wins.
    /// </summary>
    public FindingExemption? ForUnreadable(string control, ResourceId id, DateOnly asOf) =>
        Latest(Matching(control, id, allowsUnreadable: true), asOf);

    /// <summary>The exemption of a part of a resource on a day; null when there is none. The latest to end wins.</summary>
    public FindingExemption? LiveOfPart(string control, ResourceId id, string part, DateOnly asOf) =>
        Latest(Matching(control, id, part: part), asOf);

    /// <summary>
    /// A sentence about an exemption of the resource, or of a part of it, that has ended; null when there is none.
    /// </summary>
    public string? Ended(string control, ResourceId id, DateOnly asOf, string? part = null) =>
        Matching(control, id, part: part)
            .Where(exemption => exemption.Expires < asOf)
            .OrderByDescending(exemption => exemption.Expires)
            .Select(exemption =>
                $" Its exemption (owner {exemption.Owner}) expired on {exemption.Expires:yyyy-MM-dd}.")
            .FirstOrDefault();

    private static FindingExemption? Latest(IEnumerable<Exemption> matching, DateOnly asOf) =>
        matching
            .Where(exemption => exemption.Expires >= asOf)
            .OrderByDescending(exemption => exemption.Expires)
            .Select(exemption => new FindingExemption(
                exemption.Reason, exemption.Owner, exemption.Expires, exemption.Expires.DayNumber - asOf.DayNumber))
            .FirstOrDefault();

    private IEnumerable<Exemption> Matching(string control, ResourceId id, bool allowsUnreadable = false, string? part = null)
    {
        foreach (var exemption in exemptions)
        {
            if (exemption.AllowsUnreadable == allowsUnreadable && exemption.Control == control
                && string.Equals(exemption.Part, part, StringComparison.OrdinalIgnoreCase) && exemption.Resource.Matches(id))
            {
                _matched.Add(exemption);
                yield return exemption;
            }
        }
    }
}
