using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Makes the finding about a source whose settings could be read: its verdict, its changes, and what is to be said beside.
/// </summary>
internal sealed class ExportEvaluator(LogRequirement requirement, ControlContext context)
{
    private readonly SettingEvaluator _evaluator = new(requirement, context);
    private readonly LifecycleReach _reach = new(requirement, context);

    /// <summary>The steps that lead to a verdict.</summary>
    public ExportEvidence Evidence => new(requirement, context, _evaluator);

    /// <summary>How a source's own settings do for each of the destinations that its log must reach.</summary>
    public IReadOnlyList<JudgedDemand> Demands(LogSource source, IReadOnlyList<DiagnosticSetting> settings) =>
        [.. _evaluator.DemandsOf(source).Select(demand =>
            new JudgedDemand(demand, [.. settings.Select(setting => _evaluator.Evaluate(source, setting, demand))]))];

    /// <summary>How settings do for a source; where several destinations must be reached, by the one that each does best for.</summary>
    public IReadOnlyList<SettingVerdict> Verdicts(LogSource source, IEnumerable<DiagnosticSetting> settings) =>
        [.. settings.Select(setting => _evaluator.Evaluate(source, setting))];

    /// <summary>How one setting does for one destination that a source's log must reach.</summary>
    public SettingVerdict Evaluate(LogSource source, DiagnosticSetting setting, LogDemand demand) =>
        _evaluator.Evaluate(source, setting, demand);

    /// <summary>The finding: a source is as bad as the worst of what its log must reach.</summary>
    /// <param name="source">The source.</param>
    /// <param name="settings">Its own settings.</param>
    /// <param name="demands">What its log must reach, and how the settings do.</param>
    public Finding Finding(LogSource source, IReadOnlyList<DiagnosticSetting> settings, IReadOnlyList<JudgedDemand> demands)
    {
        // Where one destination is wanted, as nearly everywhere, how a setting does for it is how it does.
        var verdicts = demands is [var only] ? only.Verdicts : Verdicts(source, settings);
        new ExportNotices(requirement, context, _evaluator)
            .OfSettings(source, verdicts, demands.All(demand => demand.Good is not null));
        List<JudgedDemand> missing = [.. demands.Where(demand => demand.IsMissing)];
        return missing.Count == 0 ? Reached(source, demands) : Missing(source, demands, missing);
    }

    private Finding Reached(LogSource source, IReadOnlyList<JudgedDemand> demands)
    {
        List<SettingVerdict> undecided = [.. Undecided(demands)];
        var told = undecided.Count > 0 ? undecided : [.. demands.Select(demand => demand.Good).OfType<SettingVerdict>()];
        return new Finding(
            requirement.Control,
            source.Id,
            undecided.Count > 0 ? ComplianceState.Unknown : ComplianceState.Compliant,
            context.Shared(string.Join(' ', told.Select(verdict => verdict.Text))));
    }

    private Finding Missing(LogSource source, IReadOnlyList<JudgedDemand> demands, List<JudgedDemand> missing)
    {
        var remediation = new SettingRemediation(requirement, context, _evaluator).For(source, missing);
        var notices = new ExportNotices(requirement, context, _evaluator);
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, source.Id);
            notices.OfForeignRetention(draft, missing[0].Verdicts);
            notices.OfDraft(draft);
            _reach.Of(draft, source.Id);
        }

        var ended = context.Exemptions.Ended(requirement.Control, source.Id, context.AsOf);
        return new Finding(
            requirement.Control, source.Id, ComplianceState.Noncompliant, Reason(missing, [.. Undecided(demands)]) + ended)
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete || demands.Any(demand => demand.IsUndecided),
        };
    }

    private static IEnumerable<SettingVerdict> Undecided(IReadOnlyList<JudgedDemand> demands) =>
        demands.Where(demand => demand.IsUndecided).Select(demand => demand.Undecided).OfType<SettingVerdict>();

    /// <summary>What is missing, then what is not known: where both are there, the run is incomplete, and says why.</summary>
    private static string Reason(List<JudgedDemand> missing, IReadOnlyList<SettingVerdict> undecided)
    {
        var reasons = missing
            .SelectMany(demand => demand.Verdicts.Concat(demand.Others))
            .Concat(undecided)
            .Select(verdict => verdict.Text)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return string.Join(' ', missing[0].Verdicts.Count == 0 ? reasons.Prepend("It has no diagnostic setting.") : reasons);
    }
}
