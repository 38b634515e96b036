namespace Baseline.Controls.LogStorage;

/// <summary>What the verdicts by keys amount to, and how that is said.</summary>
internal static class LogStorageWords
{
    /// <summary>The worst of verdicts; noncompliant is worse than unknown.</summary>
    public static ComplianceState Worst(IReadOnlyList<KeyVerdict> verdicts) =>
        verdicts.Any(verdict => verdict.State == ComplianceState.Noncompliant) ? ComplianceState.Noncompliant
        : verdicts.Any(verdict => verdict.State == ComplianceState.Unknown) ? ComplianceState.Unknown
        : ComplianceState.Compliant;

    /// <summary>The reason of a finding: what is wrong or not known, or all that holds.</summary>
    /// <param name="state">The verdict of the finding.</param>
    /// <param name="verdicts">The verdicts by keys.</param>
    public static string Reason(ComplianceState state, IReadOnlyList<KeyVerdict> verdicts) => state == ComplianceState.Compliant
        ? string.Join(
            ' ',
            verdicts.Select(verdict => verdict.Note).Where(note => note.Length > 0).Distinct()
                .Prepend(Holding([.. verdicts.Where(verdict => verdict.State == state).Select(verdict => verdict.Key).Distinct()])))
        : string.Join(' ', verdicts.Where(verdict => verdict.State == state).Select(verdict => verdict.Reason));

    private static string Holding(IReadOnlyList<string> keys) =>
        $"It receives logs, and {string.Join(", ", keys)} {(keys.Count == 1 ? "holds" : "hold")}.";
}
