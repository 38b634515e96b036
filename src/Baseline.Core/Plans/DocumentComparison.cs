using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>A verdict that differs between two documents over the same estate.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">What is judged.</param>
/// <param name="Before">The other document's verdict; null where it does not judge the resource.</param>
/// <param name="After">This document's verdict; null where it does not judge the resource.</param>
public sealed record VerdictShift(string Control, ResourceId Resource, ComplianceState? Before, ComplianceState? After)
{
    /// <summary>The exemption that the other document has and this one has not; null where none ends.</summary>
    public FindingExemption? Ended { get; init; }
}

/// <summary>What a plan is compared with.</summary>
/// <param name="Document">The other document as the user named it: a git ref or a path.</param>
/// <param name="Digest">Digest of its content.</param>
/// <param name="Shifts">The verdicts that differ, sorted by control and resource.</param>
public sealed record DocumentComparison(string Document, string Digest, IReadOnlyList<VerdictShift> Shifts);
