using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Why a resource is judged as it is: the rule, what it offers, each of its settings, and what data collection rules do where those do
/// not suffice.
/// </summary>
internal sealed class ResourceEvidence(Monitor008Settings settings, ControlContext context, ResourceEvaluator evaluation)
{
    /// <summary>The steps.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="listing">What was read of its settings.</param>
    public IEnumerable<EvidenceStep> Steps(LoggedResource resource, Listing listing)
    {
        var logs = evaluation.LogsOf(resource);
        yield return new EvidenceStep(
            0, settings.Span.ToString(), $"{resource.Rule.Path} is the first rule for its type, and wants {resource.Rule.Logs}.");
        yield return new EvidenceStep(0, resource.Id.Text, Offered(resource.Offered));
        yield return new EvidenceStep(0, resource.Id.Text, $"Wanted of those: {Names(logs.Wanted)}.");
        if (listing.Unreadable is { } unreadable)
        {
            yield return ExportEvidence.Unread(unreadable);
            yield break;
        }

        List<DiagnosticSetting> own = [.. listing.Resources.Select(setting => new DiagnosticSetting(setting))];
        var rules = evaluation.RulesBeside(resource, own);
        foreach (var step in Summaries(resource, own, rules))
        {
            yield return step;
        }

        if (logs.Wanted.Count > 0)
        {
            var evaluator = evaluation.WholeOf(logs);
            foreach (var step in new ExportEvidence(evaluator.Requirement, context, evaluator)
                .Steps(resource.Source, [.. own.Select(setting => VerdictOn(resource, setting, evaluator))])
                .Concat(RuleSteps(resource, rules, evaluator)))
            {
                yield return step;
            }
        }
    }

    /// <summary>
    /// The verdict on a setting by those of the wanted categories that it exports, of which others may export the rest: it counts where it
    /// does well for each of them, their retention included.
    /// </summary>
    private SettingVerdict VerdictOn(LoggedResource resource, DiagnosticSetting setting, SettingEvaluator whole)
    {
        var logs = evaluation.LogsOf(resource);
        var exported = logs.Wanted
            .Where(log => whole.Requirement.Log.IsOn(setting, log.Name))
            .Select(log => (Log: log, Verdict: evaluation.EvaluatorOf(logs, log, setting).Evaluate(resource.Source, setting)))
            .ToList();
        if (exported.Count == 0)
        {
            return whole.Evaluate(resource.Source, setting);
        }

        ComplianceState[] worstFirst = [ComplianceState.Noncompliant, ComplianceState.Unknown, ComplianceState.Compliant];
        var state = worstFirst.First(state => exported.Exists(one => one.Verdict.State == state));
        return new SettingVerdict(
            setting,
            state,
            LogWords.Clause(exported.Where(one => one.Verdict.State == state), logs.Wanted.Count, logs.Words));
    }

    private IEnumerable<EvidenceStep> RuleSteps(LoggedResource resource, RulesOfResource rules, SettingEvaluator whole)
    {
        foreach (var export in rules.Exports)
        {
            yield return ExportEvidence.Counted(VerdictOn(resource, export, whole));
            yield return new EvidenceStep(
                2,
                "properties.dataFlows",
                $"{string.Join(", ", export.Logs.Select(row => row.Category))} flow to \"{export.Destination.Name}\", "
                    + $"which is {export.Destination.Sink.Place}"
                    + $"{(export.Destination.Container is { } container ? $", container {container}" : "")}.");
        }

        if (rules.WhyOpen is { } why)
        {
            yield return new EvidenceStep(1, resource.Id.Text, $"What data collection rules do is not known: {why}.");
        }
    }

    private IEnumerable<EvidenceStep> Summaries(LoggedResource resource, List<DiagnosticSetting> own, RulesOfResource rules) =>
        from demand in evaluation.Evaluate(resource, own, rules)
        from log in demand.Logs
        select new EvidenceStep(1, log.Log.Name, (log.Good ?? log.Undecided) is { } verdict
            ? verdict.Text
            : $"No setting{(rules == RulesOfResource.None ? "" : " and no data collection rule that could be read")} exports it to an "
                + $"accepted {SinkWords.AnyOf(demand.Demand.Kinds)} that keeps it as is wanted.");

    private static string Offered(OfferedLogs offered) => offered.IsTold
        ? $"It offers {Names(offered.Logs)}."
        : offered.WhyUnread is { } why
            ? $"What it offers could not be read ({why}); its type is known to have {Names(offered.Logs)}."
        : $"What it offers was not read; its type is known to have {Names(offered.Logs)}.";

    private static string Names(IReadOnlyList<OfferedLog> logs) =>
        logs.Count == 0 ? "no logs" : string.Join(", ", logs.Select(log => log.Name));
}
