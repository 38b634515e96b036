using Baseline.Documents;

namespace Baseline.Controls;

/// <summary>
/// Findings about what can't be read, where the document accepts that: they stay unknown, and the run is not incomplete because of
/// them. Pure.
/// </summary>
internal static class UnreadableFindings
{
    /// <summary>The finding with the exemption that accepts it; as it is where none does, or where it is decided.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="exemptions">The document's exemptions.</param>
    /// <param name="asOf">The day of the run, in UTC.</param>
    public static Finding Accepted(Finding finding, ExemptionRegister exemptions, DateOnly asOf) =>
        finding.State != ComplianceState.Unknown ? finding
        : (exemptions.ForUnreadable(finding.Control, finding.Resource, asOf) ?? OfParts(finding, exemptions, asOf)) is { } exemption
            ? finding with { Exemption = exemption, Incomplete = false }
        : finding;

    /// <summary>Whether an exemption speaks of a finding or of a part of it.</summary>
    /// <param name="exemption">The exemption.</param>
    /// <param name="finding">The finding.</param>
    public static bool IsAbout(Exemption exemption, Finding finding) => exemption.Control == finding.Control
        && (exemption.Resource.Matches(finding.Resource) || finding.Details.Any(part => exemption.Resource.Matches(part.Resource)));

    /// <summary>The exemption of the parts that can't be read, where each of them has one: the first to end.</summary>
    private static FindingExemption? OfParts(Finding finding, ExemptionRegister exemptions, DateOnly asOf)
    {
        List<FindingExemption?> parts =
        [
            .. finding.Details.Where(part => part.State == ComplianceState.Unknown)
                .Select(part => exemptions.ForUnreadable(finding.Control, part.Resource, asOf)),
        ];
        return parts.Contains(null) ? null : parts.MinBy(exemption => exemption?.Expires);
    }
}
