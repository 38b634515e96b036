using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor007;

/// <summary>
/// The settings of management groups above a subscription, where the document lets them count. A group's log has two categories
/// only, so that they count only where no more are wanted (docs/azure.md#settings-of-management-groups).
/// </summary>
internal sealed class InheritedExport(Monitor007Settings settings, ControlContext context, ExportEvaluator evaluator)
{
    private readonly bool _counts =
        settings.CountsManagementGroups && !settings.Categories.Except(ActivityLog.GroupCategories).Any();

    /// <summary>What a subscription's log must reach, with the verdicts on the groups' settings beside those on its own.</summary>
    public IReadOnlyList<JudgedDemand> Add(LogSource source, IReadOnlyList<JudgedDemand> demands)
    {
        var above = SettingsAbove(source).ToList();
        return
        [
            .. demands.Select(judged => judged with
            {
                Others = [.. above.Select(setting => evaluator.Evaluate(source, setting, judged.Demand))],
            }),
        ];
    }

    /// <summary>Why a group's setting that could not be read leaves the verdict open, as a sentence; null where it does not.</summary>
    public string? WhyOpen(LogSource source, IReadOnlyList<JudgedDemand> demands) =>
        _counts
        && demands.Any(demand => demand.IsMissing)
        && UnreadAbove(source) is { } entry
            ? $"None of its own settings does, and those of {entry.Id.Parent ?? entry.Id}, which may, could not be read "
                + $"({entry.Why})."
            : null;

    /// <summary>What the groups above have, as steps of an explanation.</summary>
    public IEnumerable<EvidenceStep> Steps(LogSource source)
    {
        foreach (var verdict in evaluator.Verdicts(source, SettingsAbove(source)))
        {
            yield return new EvidenceStep(1, verdict.Setting.Resource.Id.Text, verdict.Text);
        }

        if (_counts && UnreadAbove(source) is { } entry)
        {
            yield return ExportEvidence.Unread(entry) with { Depth = 1 };
        }
    }

    private IEnumerable<DiagnosticSetting> SettingsAbove(LogSource source) => _counts
        ? ListsAbove(source).SelectMany(listing => listing.Resources).Select(resource => new DiagnosticSetting(resource))
        : [];

    private UnreadableResource? UnreadAbove(LogSource source) =>
        ListsAbove(source).Select(listing => listing.Unreadable).FirstOrDefault(entry => entry is not null)
        ?? context.Scope.UnreadGroupAbove(source.Id.Name);

    private IEnumerable<Listing> ListsAbove(LogSource source) =>
        context.Scope.GroupsAbove(source.Id.Name).Select(group => context.Estate.List(group, TypeNames.DiagnosticSetting));
}
