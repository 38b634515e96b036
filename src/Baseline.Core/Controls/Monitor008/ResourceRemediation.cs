using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Finds the smallest change that exports all wanted logs of a resource, for all destinations together; and says what keeps a
/// destination from holding them long enough, which is never changed for this control. What a data collection rule carries needs no
/// setting, and a rule is never changed.
/// </summary>
internal sealed class ResourceRemediation(ResourceEvaluator evaluation, ControlContext context)
{
    /// <summary>The remediation of a resource that is not compliant.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="own">Its settings.</param>
    /// <param name="demands">What its logs must reach, and how the settings do.</param>
    public Remediation For(LoggedResource resource, IReadOnlyList<DiagnosticSetting> own, IReadOnlyList<JudgedLogs> demands)
    {
        if (resource.Id.Text.Any(letter => !char.IsAscii(letter)))
        {
            return Remediation.Block(new Obstacle(
                "BL2128",
                "Its id has letters outside of ASCII, and Azure loses the diagnostic settings of such resources",
                "log it by other means, or exempt it"));
        }

        var lacking = demands
            .Select(demand => (demand.Demand, Logs: Unexported(resource, demand)))
            .Where(one => one.Logs.Count > 0)
            .ToList();
        // A group would send what rules carry a second time.
        var byName = demands.SelectMany(demand => demand.Logs).Any(log => log.IsByRule);
        var kept = demands.SelectMany(demand => demand.Missing.Select(log => Retention(resource, demand.Demand, log)));
        var export = evaluation.LogsOf(resource).NeedsTwoSettings
            ? ExportApart(resource, own, lacking, byName)
            : Export(resource, own, lacking, byName);
        // What rules send where a setting would send it, and what is then in the way all the same, gains nothing by a setting.
        var isInVain = export.IsBlocked
            && lacking.TrueForAll(one => one.Logs.All(log => IsExportedByRule(resource, one.Demand, log)));
        return kept.Aggregate(isInVain ? export with { Drafts = [] } : export, (all, next) => all.And(next));
    }

    private bool IsExportedByRule(LoggedResource resource, LogDemand demand, JudgedLog log) => log.Others
        .Any(verdict => !verdict.IsDangling && IsExporting(resource, demand, log, verdict.Setting));

    /// <summary>The missing categories that no setting exports to a destination that counts and is there.</summary>
    private IReadOnlyList<JudgedLog> Unexported(LoggedResource resource, JudgedLogs demand) =>
        [.. demand.Missing.Where(log => Exporting(resource, demand.Demand, log) is null)];

    /// <summary>The setting that exports a category to a destination that counts and is there, and is not good for other reasons.</summary>
    private DiagnosticSetting? Exporting(LoggedResource resource, LogDemand demand, JudgedLog log) => log.Verdicts
        .FirstOrDefault(verdict => !verdict.IsDangling && IsExporting(resource, demand, log, verdict.Setting))?.Setting;

    private bool IsExporting(LoggedResource resource, LogDemand demand, JudgedLog log, DiagnosticSetting setting)
    {
        var logs = evaluation.LogsOf(resource);
        return logs.Requirement(log.Log, LogTables.Shared).Log.IsOn(setting)
            && evaluation.EvaluatorOf(logs, log.Log, setting).HasWantedDestination(setting, demand);
    }

    /// <summary>The workspace by itself, because what it gets may not go where the rest goes.</summary>
    private Remediation ExportApart(
        LoggedResource resource,
        IReadOnlyList<DiagnosticSetting> own,
        List<(LogDemand Demand, IReadOnlyList<JudgedLog> Logs)> lacking,
        bool byName)
    {
        var names = evaluation.LogsOf(resource).OwnNames;
        var free = Export(resource, own, lacking.FindAll(one => !ResourceLogs.IsOfWorkspace(one.Demand)), byName, names);

        // A setting that the first part writes is there when the second is.
        List<DiagnosticSetting> written = [.. free.Drafts.Select(draft => draft.ToSetting())];
        List<DiagnosticSetting> known =
            [.. own.Where(setting => !written.Exists(other => other.Resource.Id == setting.Resource.Id)), .. written];
        var unused = names.Except(written.Select(setting => setting.Name), StringComparer.OrdinalIgnoreCase).ToList();
        return free.And(Export(resource, known, lacking.FindAll(one => ResourceLogs.IsOfWorkspace(one.Demand)), byName, unused));
    }

    /// <summary>The remediation by the first of the tool's own names with which nothing is in the way.</summary>
    private Remediation Export(
        LoggedResource resource,
        IReadOnlyList<DiagnosticSetting> own,
        List<(LogDemand Demand, IReadOnlyList<JudgedLog> Logs)> lacking,
        bool byName,
        IReadOnlyList<string> names)
    {
        var tries = names.Select(name => Export(resource, own, lacking, byName, name)).ToList();
        return tries.Find(remediation => !remediation.IsBlocked) ?? tries[0];
    }

    private Remediation Export(
        LoggedResource resource,
        IReadOnlyList<DiagnosticSetting> own,
        List<(LogDemand Demand, IReadOnlyList<JudgedLog> Logs)> lacking,
        bool byName,
        string? name = null)
    {
        if (lacking.Count == 0)
        {
            return Remediation.None;
        }

        var logs = lacking.SelectMany(one => one.Logs).Select(log => log.Log).ToList();
        var requirement = evaluation.LogsOf(resource).Completing(logs, byName);
        requirement = requirement with { SettingName = name ?? requirement.SettingName };
        var evaluator = new SettingEvaluator(requirement, context);
        var source = resource.Source;
        var written = new SettingRemediation(requirement, context, evaluator).For(
            source,
            [
                .. lacking.Select(one => new JudgedDemand(
                    one.Demand, [.. own.Select(setting => evaluator.Evaluate(source, setting, one.Demand))])),
            ]);
        return written.And(RetentionAfter(resource, written, lacking));
    }

    /// <summary>What will keep the logs too short where they are exported to by a change.</summary>
    private Remediation RetentionAfter(
        LoggedResource resource, Remediation written, List<(LogDemand Demand, IReadOnlyList<JudgedLog> Logs)> lacking)
    {
        List<DiagnosticSetting> settings = [.. written.Drafts.Select(draft => draft.ToSetting())];
        return lacking
            .SelectMany(one => one.Logs.Select(log => (one.Demand, log.Log)))
            .SelectMany(one => settings.Select(setting => Retention(resource, one.Demand, one.Log, setting)))
            .Aggregate(Remediation.None, (all, next) => all.And(next));
    }

    private Remediation Retention(LoggedResource resource, LogDemand demand, JudgedLog log) =>
        Exporting(resource, demand, log) is { } setting ? Retention(resource, demand, log.Log, setting) : Remediation.None;

    private Remediation Retention(LoggedResource resource, LogDemand demand, OfferedLog log, DiagnosticSetting setting)
    {
        var logs = evaluation.LogsOf(resource);
        var evaluator = evaluation.EvaluatorOf(logs, log, setting);
        return new RetentionRemediation(evaluator.Requirement, context, evaluator).For(resource.Source, setting, demand);
    }
}
