using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Judges resources of any type by what their settings export, and where those alone do not suffice by what data collection rules carry
/// as well: rows L01 and on of <c>tests/conformance</c>.
/// </summary>
internal sealed class ResourceEvaluator(Monitor008Settings settings, ControlContext context, RuleNotes notes)
{
    private readonly LogTables _tables = new(context.Estate);
    private readonly AssociatedRules _rules = new(context.Estate);

    // Thousands of resources are of one type and offer the same.
    private readonly Dictionary<(LogRule, OfferedLogs, string Type), ResourceLogs> _logs = [];
    private readonly Dictionary<(ResourceLogs, string Log, string? Table, string? Container), SettingEvaluator> _evaluators = [];
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

    /// <summary>
    /// How settings, and with them data collection rules, do for each of the destinations that the logs of a resource must reach.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    /// <param name="rules">What <see cref="RulesBeside"/> gives.</param>
    public IReadOnlyList<JudgedLogs> Evaluate(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, RulesOfResource rules)
    {
        var logs = LogsOf(resource);
        return
        [
            .. resource.Rule.Destination.DemandsIn(resource.Source.Region).Select(demand => new JudgedLogs(
                demand,
                [
                    .. logs.For(demand).Select(log =>
                        new JudgedLog(log, Verdicts(own, log, demand)) { Others = Verdicts(rules.Exports, log, demand) }),
                ])),
        ];

        IReadOnlyList<SettingVerdict> Verdicts(IEnumerable<DiagnosticSetting> settings, OfferedLog log, LogDemand demand) =>
            [.. settings.Select(setting => EvaluatorOf(logs, log, setting).Evaluate(resource.Source, setting, demand))];
    }

    /// <summary>Whether the verdict on a resource hangs on data collection rules, because its settings alone do not suffice.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    public bool HangsOnRules(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own) =>
        !Evaluate(resource, own, RulesOfResource.None).All(demand => demand.IsReached);

    /// <summary>
    /// The data collection rules of a resource; none where its settings alone suffice. In Azure they are not even read then, so that it
    /// must make no difference whether an estate has them.
    /// </summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    public RulesOfResource RulesBeside(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own) =>
        _rules.Of(resource) is var rules && rules != RulesOfResource.None && HangsOnRules(resource, own) ? rules : RulesOfResource.None;

    /// <summary>The storage accounts that receive some of the wanted logs of a resource and that count for them.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    public IEnumerable<LogReceiver> Receivers(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own)
    {
        var logs = LogsOf(resource);
        return from setting in own.Concat(RulesBeside(resource, own).Exports)
               from log in logs.Wanted
               from receiver in EvaluatorOf(logs, log, setting).Receivers(resource.Source, [setting])
               select receiver;
    }

    /// <summary>The finding about a resource whose settings could be read, and of which something is wanted.</summary>
    public Finding Finding(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own)
    {
        var logs = LogsOf(resource);
        var rules = RulesBeside(resource, own);
        var demands = Evaluate(resource, own, rules);
        if (demands.All(demand => demand.Logs.Count == 0))
        {
            return new Finding(
                settings.Control,
                resource.Id,
                ComplianceState.NotApplicable,
                context.Shared($"Exporting any of the wanted logs ({logs.Words}) is charged for, and the document denies that."));
        }

        NoticeSettings(resource, own, demands);
        return demands.All(demand => demand.Missing.Count == 0) ? Reached(resource, demands)
            : rules.WhyOpen is { } why ? Open(resource, demands, why)
            : Missing(resource, own, demands);
    }

    /// <summary>The evaluator of a category as a setting, or a data collection rule, sends it.</summary>
    public SettingEvaluator EvaluatorOf(ResourceLogs logs, OfferedLog log, DiagnosticSetting setting)
    {
        var table = _tables.Of(log, setting);
        var container = (setting as RuleExport)?.Destination.Container;
        var key = (logs, log.Name, table, container);
        if (!_evaluators.TryGetValue(key, out var evaluator))
        {
            _evaluators[key] = evaluator = new SettingEvaluator(logs.Requirement(log, table, container), context);
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

    /// <summary>Something is missing that a data collection rule may carry, of which is not known what it does.</summary>
    private Finding Open(LoggedResource resource, IReadOnlyList<JudgedLogs> demands, string why) => new(
        settings.Control,
        resource.Id,
        ComplianceState.Unknown,
        context.Shared(
            $"{WhatIsMissing(demands)} exported by its settings as the rule asks. "
                + $"Whether a data collection rule does so is not known: {why}."));

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
        var evaluator = WholeOf(LogsOf(resource));
        var notices = new ExportNotices(evaluator.Requirement, context, evaluator);
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, resource.Id);
            notices.OfDraft(draft);
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
        var isByRules = demands.SelectMany(demand => demand.Logs)
            .Any(log => log.Others.Any(verdict => IsOn(resource, log.Log, verdict.Setting)));
        if (own.Count == 0 && !isByRules)
        {
            return $"It has no diagnostic setting, and {LogsOf(resource).Words} is wanted.";
        }

        var others = demands.SelectMany(demand => demand.Missing)
            .SelectMany(log => log.Verdicts.Concat(log.Others)
                .Where(verdict => IsOn(resource, log.Log, verdict.Setting))
                .Select(verdict => (log.Log, verdict)));
        var byRules = demands.SelectMany(demand => demand.Logs)
            .SelectMany(log => log.Others.Where(verdict => verdict == log.Good).Select(verdict => (log.Log, verdict)));
        var told = LogWords.Sentences(
            others.Concat(demands.SelectMany(demand => Told(demand, isUndecided: true))).Concat(byRules),
            CountWanted(demands),
            LogsOf(resource).Words);
        return $"{WhatIsMissing(demands)} exported as the rule asks.{(told.Length == 0 ? "" : $" {told}")}";
    }

    private static int CountWanted(IReadOnlyList<JudgedLogs> demands) =>
        demands.SelectMany(demand => demand.Logs).Select(log => log.Log.Name).Distinct().Count();

    /// <summary>The missing categories, as the beginning of a sentence that denies something of them.</summary>
    private static string WhatIsMissing(IReadOnlyList<JudgedLogs> demands)
    {
        List<string> missing = [.. demands.SelectMany(demand => demand.Missing).Select(log => log.Log.Name).Distinct()];
        var wanted = CountWanted(demands);
        return missing.Count == wanted && wanted > 1 ? "None of its wanted logs is"
            : $"{LogWords.Some(missing)} {(missing.Count == 1 ? "is" : "are")} not";
    }

    private bool IsOn(LoggedResource resource, OfferedLog log, DiagnosticSetting setting) =>
        LogsOf(resource).Requirement(log, LogTables.Shared).Log.IsOn(setting);

    private void NoticeSettings(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, IReadOnlyList<JudgedLogs> demands)
    {
        var evaluator = WholeOf(LogsOf(resource));
        var isByRule = demands.SelectMany(demand => demand.Logs).Any(log => log.IsByRule);
        new ExportNotices(evaluator.Requirement, context, evaluator).OfSettings(
            resource.Source,
            [.. own.Select(setting => evaluator.Evaluate(resource.Source, setting))],
            demands.All(demand => demand.IsReached),
            isByRule ? "a data collection rule" : "another setting");
        foreach (var setting in own)
        {
            if (LogLoops.WhyLoop(context.Estate, resource.Id, setting) is { } why)
            {
                context.Notice(new Notice("BL2048", settings.Control, setting.Resource.Id.Text, why));
            }
        }
    }
}
