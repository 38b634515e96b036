namespace Baseline.Controls;

/// <summary>Verdicts together.</summary>
internal static class ComplianceStates
{
    /// <summary>
    /// The verdict on a whole: noncompliant where a part is, else unknown where a part is, else compliant, whatever is exempt.
    /// </summary>
    /// <param name="parts">The verdicts on its parts.</param>
    public static ComplianceState Worst(IEnumerable<ComplianceState> parts) => parts.Aggregate(
        ComplianceState.Compliant,
        (worst, part) => part == ComplianceState.Noncompliant || (part == ComplianceState.Unknown && worst == ComplianceState.Compliant)
            ? part
            : worst);
}
