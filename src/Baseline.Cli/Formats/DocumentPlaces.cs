using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Cli.Formats;

/// <summary>Where a document says what a finding rests on; with layers, in which of its files.</summary>
public sealed class DocumentPlaces(BaselineDocument document)
{
    /// <summary>The exemption of a finding, else the control that judges it; null where the document has neither.</summary>
    public SourceSpan? Of(Finding finding) =>
        finding.Exemptions.FirstOrDefault(applied => finding.State == ComplianceState.Exempt || applied.Parts.Count == 0) is { } exemption
            && Of(finding, exemption) is { } place ? place
        : document.Control(finding.Control)?.Span;

    /// <summary>
    /// An exemption of an account can be behind the finding of a subscription, so the resource only decides between equals.
    /// </summary>
    private SourceSpan? Of(Finding finding, AppliedExemption applied) =>
        document.Exemptions
            .Where(entry => IsSame(entry, applied.Exemption, finding.State == ComplianceState.Unknown) && entry.Control == finding.Control)
            .OrderBy(entry => entry.Resource.Matches(finding.Resource) ? 0 : 1)
            .ThenBy(entry => applied.Parts.Contains(entry.Part ?? "", StringComparer.OrdinalIgnoreCase) ? 0 : 1)
            .FirstOrDefault()?.Span;

    private static bool IsSame(Exemption entry, FindingExemption exemption, bool isUnreadable) =>
        entry.AllowsUnreadable == isUnreadable && entry.Reason == exemption.Reason
        && entry.Owner == exemption.Owner && entry.Expires == exemption.Expires;
}
