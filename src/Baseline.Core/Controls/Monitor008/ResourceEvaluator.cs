using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>Judges resources of any type by what their settings export: rows L01 and on of <c>tests/conformance</c>.</summary>
internal sealed class ResourceEvaluator(Monitor008Settings settings, ControlContext context, RuleNotes notes)
{
    private readonly LogTables _tables = new(context.Estate);

    // Thousands of resources are of one type and offer the same.
    private readonly Dictionary<(LogRule, OfferedLogs, string Type), ResourceLogs> _logs = [];
    private readonly Dictionary<(ResourceLogs, string Log, string Table), SettingEvaluator> _evaluators = [];
    private readonly Dictionary<ResourceLogs, SettingEvaluator> _whole = [];

    /// <summary>What of its logs a resource must export.</summary>
    public ResourceLogs LogsOf(LoggedResource resource)
    {
        var key = (resource.Rule, resource.Offered, resource.Id.Type);
        if (!_logs.TryGetValue(key, out var logs))
        {
            var type = LogTypeCatalogue.Product.Find(resource.Id.Type);
            _logs[key] = logs = new ResourceLogs(settings, resource.Rule, resource.Offered, type);
        }

        return logs;
    }

    /// <summary>How settings do for each of the destinations that the logs of a resource must reach.</summary>
    public IReadOnlyList<JudgedLogs> Evaluate(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own)
    {
        var logs = LogsOf(resource);
        var source = resource.Source;
        return
        [
            .. resource.Rule.Destination.DemandsIn(source.Region).Select(demand => new JudgedLogs(
                demand,
                [
                    .. logs.For(demand).Select(log => new JudgedLog(
                        log, [.. own.Select(setting => EvaluatorOf(logs, log, setting).Evaluate(source, setting, demand))])),
                ])),
        ];
    }

    /// <summary>The storage accounts that receive some of the wanted logs of a resource and that count for them.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    public IEnumerable<LogReceiver> Receivers(LoggedResource resource, IEnumerable<DiagnosticSetting> own)
    {
        var logs = LogsOf(resource);
        return from setting in own
               from log in logs.Wanted
               from receiver in EvaluatorOf(logs, log, setting).Receivers(resource.Source, [setting])
               select receiver;
    }

    /// <summary>The finding about a resource whose settings could be read, and of which something is wanted.</summary>
    public Finding Finding(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own)
    {
        var logs = LogsOf(resource);
        var demands = Evaluate(resource, own);
        if (demands.All(demand => demand.Logs.Count == 0))
        {
            return new Finding(
                settings.Control,
                resource.Id,
                ComplianceState.NotApplicable,
                context.Shared($"Exporting any of the wanted logs ({logs.Words}) is charged for, and the document denies that."));
        }

        NoticeSettings(resource, own, demands);
        return demands.Any(demand => demand.Missing.Count > 0)
            ? Missing(resource, own, demands)
            : Reached(resource, demands);
    }

    /// <summary>The evaluator of a category as a setting sends it.</summary>
    public SettingEvaluator EvaluatorOf(ResourceLogs logs, OfferedLog log, DiagnosticSetting setting)
    {
        var table = _tables.Of(log, setting);
        var key = (logs, log.Name, table);
        if (!_evaluators.TryGetValue(key, out var evaluator))
        {
            _evaluators[key] = evaluator = new SettingEvaluator(logs.Requirement(log, table), context);
        }

        return evaluator;
    }

    /// <summary>The evaluator of all wanted categories together, for what is said of settings as such.</summary>
    public SettingEvaluator WholeOf(ResourceLogs logs)
    {
        if (!_whole.TryGetValue(logs, out var evaluator))
        {
            _whole[logs] = evaluator = new SettingEvaluator(logs.Completing(logs.Wanted), context);
        }

        return evaluator;
    }

    private Finding Reached(LoggedResource resource, IReadOnlyList<JudgedLogs> demands)
    {
        var isUndecided = demands.Any(demand => demand.Undecided.Count > 0);
        var logs = LogsOf(resource);
        var told = demands.Select(demand => LogWords.Sentences(
            Told(demand, isUndecided),
            demand.Logs.Count,
            logs.Words));
        return new Finding(
            settings.Control,
            resource.Id,
            isUndecided ? ComplianceState.Unknown : ComplianceState.Compliant,
            context.Shared(string.Join(' ', told.Where(text => text.Length > 0))));
    }

    private static IEnumerable<(OfferedLog Log, SettingVerdict Verdict)> Told(JudgedLogs demand, bool isUndecided)
    {
        foreach (var log in isUndecided ? demand.Undecided : demand.Logs)
        {
            if ((isUndecided ? log.Undecided : log.Good) is { } verdict)
            {
                yield return (log.Log, verdict);
            }
        }
    }

    private Finding Missing(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, IReadOnlyList<JudgedLogs> demands)
    {
        // What a resource offers is needed to say what it lacks, unless something of it was read.
        if (resource.Offered is { IsTold: false, WhyUnread: { } why })
        {
            return new Finding(
                settings.Control,
                resource.Id,
                ComplianceState.Unknown,
                context.Shared(
                    $"Which logs it offers could not be read ({why}), and its settings do not export {LogsOf(resource).Words}."));
        }

        var remediation = new ResourceRemediation(this, context).For(resource, own, demands);
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, resource.Id);
            notes.CountCharged(resource, NewlyCharged(resource, own, draft.ToSetting()));
        }

        return new Finding(
            settings.Control,
            resource.Id,
            ComplianceState.Noncompliant,
            context.Shared(Reason(resource, own, demands) + context.Exemptions.Ended(settings.Control, resource.Id, context.AsOf)))
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete || demands.Any(demand => demand.Undecided.Count > 0),
        };
    }

    /// <summary>What a change switches on that is charged for where it goes.</summary>
    private IEnumerable<OfferedLog> NewlyCharged(
        LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, DiagnosticSetting written)
    {
        var isFree = written.Destinations.All(sink => sink.Kind is SinkKind.Workspace or SinkKind.Partner);
        var live = own.FirstOrDefault(setting => setting.Resource.Id == written.Resource.Id);
        return isFree ? [] : resource.Offered.Logs
            .Where(log => log.IsCharged && IsOn(resource, log, written) && (live is null || !IsOn(resource, log, live)));
    }

    private string Reason(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, IReadOnlyList<JudgedLogs> demands)
    {
        if (own.Count == 0)
        {
            return $"It has no diagnostic setting, and {LogsOf(resource).Words} is wanted.";
        }

        List<string> missing = [.. demands.SelectMany(demand => demand.Missing).Select(log => log.Log.Name).Distinct()];
        var wanted = demands.SelectMany(demand => demand.Logs).Select(log => log.Log.Name).Distinct().Count();
        var others = demands.SelectMany(demand => demand.Missing)
            .SelectMany(log => log.Verdicts
                .Where(verdict => IsOn(resource, log.Log, verdict.Setting))
                .Select(verdict => (log.Log, verdict)));
        var told = LogWords.Sentences(
            others.Concat(demands.SelectMany(demand => Told(demand, isUndecided: true))), wanted, LogsOf(resource).Words);
        var which = missing.Count == wanted && wanted > 1 ? "None of its wanted logs is"
            : $"{LogWords.Some(missing)} {(missing.Count == 1 ? "is" : "are")} not";
        return $"{which} exported as the rule asks.{(told.Length == 0 ? "" : $" {told}")}";
    }

    private bool IsOn(LoggedResource resource, OfferedLog log, DiagnosticSetting setting) =>
        LogsOf(resource).Requirement(log, LogTables.Shared).Log.IsOn(setting);

    private void NoticeSettings(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, IReadOnlyList<JudgedLogs> demands)
    {
        var evaluator = WholeOf(LogsOf(resource));
        new ExportNotices(evaluator.Requirement, context, evaluator).OfSettings(
            resource.Source,
            [.. own.Select(setting => evaluator.Evaluate(resource.Source, setting))],
            demands.All(demand => demand.Logs.All(log => log.Good is not null)));
        foreach (var setting in own)
        {
            if (LogLoops.WhyLoop(context.Estate, resource.Id, setting) is { } why)
            {
                context.Notice(new Notice("BL2048", settings.Control, setting.Resource.Id.Text, why));
            }
        }
    }
}
