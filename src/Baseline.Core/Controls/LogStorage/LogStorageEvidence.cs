using Baseline.Azure;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Controls.LogStorage;

/// <summary>Why the protection of an account is judged as it is: whose logs it receives, and what was seen for each key.</summary>
internal sealed class LogStorageEvidence(LogStorageSettings settings)
{
    private const int MostSettings = 5;

    /// <summary>The steps.</summary>
    /// <param name="account">The account.</param>
    /// <param name="received">The settings and data collection rules by which it receives logs.</param>
    /// <param name="verdicts">How it does for each key.</param>
    public IEnumerable<EvidenceStep> Steps(
        ObservedResource account, IReadOnlyList<LogReceiver> received, IReadOnlyList<KeyVerdict> verdicts)
    {
        yield return new EvidenceStep(
            0,
            settings.Span.ToString(),
            $"{LogStorageSettings.Id} asks for {string.Join(", ", verdicts.Select(verdict => verdict.Key).Distinct())}.");
        yield return new EvidenceStep(0, account.Id.Text, $"It receives logs by {Sources(received)}.");
        foreach (var one in received.Take(MostSettings))
        {
            yield return new EvidenceStep(
                1, one.Setting.Text, $"It {(one.PlannedBy is null ? "writes" : "will write")} to container {one.Container}.");
        }

        if (received.Count > MostSettings)
        {
            yield return new EvidenceStep(1, account.Id.Text, $"And so do {received.Count - MostSettings} more.");
        }

        foreach (var verdict in verdicts)
        {
            yield return new EvidenceStep(0, $"{verdict.Resource} {verdict.Path}".TrimEnd(), $"{verdict.Key}: {verdict.Reason}");
        }
    }

    private static string Sources(IReadOnlyList<LogReceiver> received)
    {
        var sources = received.Select(one => one.Setting).Distinct().ToLookup(source => source.IsOfType(TypeNames.DataCollectionRule));
        List<string> counted =
        [
            .. sources[false].Any() ? [Quantity.Of(sources[false].Count(), "setting")] : Array.Empty<string>(),
            .. sources[true].Any() ? [Quantity.Of(sources[true].Count(), "data collection rule")] : Array.Empty<string>(),
        ];
        return string.Join(" and ", counted);
    }

    /// <summary>The same of an account that is exempt.</summary>
    public IEnumerable<EvidenceStep> Exempt(
        ObservedResource account, IReadOnlyList<LogReceiver> received, IReadOnlyList<KeyVerdict> verdicts, FindingExemption exemption) =>
        Steps(account, received, verdicts).Prepend(ExportEvidence.Exempt(account.Id, exemption));
}
