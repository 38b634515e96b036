namespace Baseline.Controls.LogStorage;

/// <summary>How the verdicts by keys are said.</summary>
internal static class LogStorageWords
{
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
