using Baseline.Controls;

namespace Baseline.Cli.Formats;

/// <summary>What a reader does about a finding.</summary>
internal enum Verdict
{
    /// <summary>Nothing: it is as it should be.</summary>
    Compliant,

    /// <summary>Approve the changes that fix it.</summary>
    Fixed,

    /// <summary>Plan again: the changes that fix it, or some of them, are left for a later plan.</summary>
    Later,

    /// <summary>Take away what is in the way.</summary>
    Blocked,

    /// <summary>Let it be read.</summary>
    Unknown,

    /// <summary>Nothing until the exemption ends.</summary>
    Exempt,

    /// <summary>Nothing: the control has nothing to say about it.</summary>
    NotApplicable,
}

/// <summary>Sorts findings by what a reader does about them, each into one kind.</summary>
internal static class Verdicts
{
    /// <summary>Whether a finding that the plan fixes, now or later, rests on something that could not be read as well.</summary>
    public static bool IsReadInPart(Finding finding) => finding.IsUndecided && Of(finding) is (Verdict.Fixed or Verdict.Later);

    /// <summary>
    /// Whether somebody has to look at a finding, because it is blocked or could not be read; not where the document accepts that.
    /// </summary>
    public static bool NeedsPerson(Finding finding) =>
        finding.Exemption is null && (Of(finding) is Verdict.Unknown or Verdict.Blocked || IsReadInPart(finding));

    /// <summary>
    /// The kind of a finding. Unknown is what the verdict calls so, and nothing else: what is noncompliant for sure stays so where
    /// something that it rests on could not be read as well.
    /// </summary>
    public static Verdict Of(Finding finding) =>
        finding.State switch
        {
            ComplianceState.Unknown => Verdict.Unknown,
            _ when finding.Blocked is not null => Verdict.Blocked,
            ComplianceState.Compliant => Verdict.Compliant,
            ComplianceState.Exempt => Verdict.Exempt,
            ComplianceState.NotApplicable => Verdict.NotApplicable,
            ComplianceState.Noncompliant => finding.Changes.Count > 0 ? Verdict.Fixed : Verdict.Later,
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.State, "Not a state."),
        };
}
