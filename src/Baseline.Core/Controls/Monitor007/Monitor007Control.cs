using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor007;

/// <summary>
/// Every subscription has one setting that exports the wanted categories of its activity log to an accepted destination, where they
/// are kept long enough. A finding is one per subscription; one per management group with settings of its own is information only.
/// </summary>
public sealed class Monitor007Control(Monitor007Settings settings) : IControl
{
    private readonly LogRequirement _requirement = settings.Requirement;

    /// <inheritdoc/>
    public string Id => Monitor007Settings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.Subscription];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var evaluator = new ExportEvaluator(_requirement, context);
        if (input.Only is { } only)
        {
            context.Explain(only, () => [evaluator.Evidence.Wanted(settings.Span)]);
        }

        return context.Conclude(Findings(context, evaluator));
    }

    /// <inheritdoc/>
    public IEnumerable<LogReceiver> Receivers(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var evaluator = new SettingEvaluator(_requirement, context);
        var groups = settings.CountsManagementGroups ? context.Scope.ManagementGroups : [];
        return context.Scope.Subscriptions.Concat(groups)
            .Where(subject => context.Exemptions.Live(Id, subject, context.AsOf) is null)
            .SelectMany(subject => evaluator.Receivers(
                new LogSource(subject, Region: null), DiagnosticSetting.Of(context.Estate, subject)));
    }

    /// <inheritdoc/>
    public IEnumerable<ResourceId> StillNeeded(EvaluationInput input) => NewPolicies.UnreadServices(
        _requirement, input, input.Scope.Subscriptions.SelectMany(subscription => DiagnosticSetting.Of(input.Estate, subscription)));

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        (write.IsOfType(TypeNames.DiagnosticSetting) && owner.IsOfType(TypeNames.Subscription))
        || (write.IsOfType(TypeNames.LifecyclePolicy) && settings.Retention is not null);

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) =>
        write.Write.IsOfType(TypeNames.DiagnosticSetting)
            ? OwnSettings.WhyNotAsked(write, plan, settings.Destination.Named)
            : null;

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedExport(_requirement, plan).WhyOther(write);

    /// <inheritdoc/>
    public bool DecidesAlone(ArmWrite write, string path) => _requirement.OwnsRuleAt(write, path);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedPlan(IReadOnlyList<ResourceId> owners) => NewPolicies.ServicesOf(_requirement, owners);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedWrite(SavedWrite write) => OwnSettings.TakenAway(write);

    private IEnumerable<Finding> Findings(ControlContext context, ExportEvaluator evaluator)
    {
        foreach (var subscription in context.Scope.Subscriptions.Where(context.IsWanted))
        {
            if (FindingOf(context, evaluator, subscription) is { } finding)
            {
                yield return finding;
            }
        }

        var groups = new GroupInformation(settings, context);
        foreach (var group in context.Scope.ManagementGroups.Where(context.IsWanted))
        {
            if (context.Scope.WhyUnknown(group) is { } why)
            {
                yield return Unreadable(context, group, why);
            }
            else if (groups.Of(group) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private Finding? FindingOf(ControlContext context, ExportEvaluator evaluator, ResourceId subscription) =>
        context.WhyUnread(subscription, context.Estate.UnreadableAt(subscription)) is { } why
            ? Unreadable(context, subscription, why)
            : context.IsDeleted(subscription) ? null
            : Evaluate(context, evaluator, subscription);

    private Finding Evaluate(ControlContext context, ExportEvaluator evaluator, ResourceId subscription)
    {
        var source = new LogSource(subscription, Region: null);
        var listing = context.Estate.List(subscription, TypeNames.DiagnosticSetting);
        if (listing.Unreadable is { } unreadable)
        {
            return Unreadable(context, subscription, unreadable.Why);
        }

        List<DiagnosticSetting> own = [.. listing.Resources.Select(resource => new DiagnosticSetting(resource))];
        context.Explain(subscription, () => evaluator.Evidence.Steps(source, evaluator.Verdicts(source, own)));
        if (context.Exemptions.Live(Id, subscription, context.AsOf) is { } exemption)
        {
            context.Explain(subscription, () => [ExportEvidence.Exempt(subscription, exemption)]);
            return Finding.Exempted(Id, subscription, exemption);
        }

        context.MarkJudged(subscription);
        NoticeLogProfiles(context, subscription);
        var inherited = new InheritedExport(settings, context, evaluator);
        context.Explain(subscription, () => inherited.Steps(source));
        var demands = inherited.Add(source, evaluator.Demands(source, own));
        return inherited.WhyOpen(source, demands) is { } why
            ? new Finding(Id, subscription, ComplianceState.Unknown, why)
            : evaluator.Finding(source, own, demands);
    }

    private static Finding Unreadable(ControlContext context, ResourceId subject, string why) => context.Unread(
        subject,
        EvidenceStep.Unread(subject, why),
        $"The export of its activity log could not be read ({why}), so nothing is known about it.");

    /// <summary>Azure has let go of log profiles, so that one never counts, whatever it says.</summary>
    private void NoticeLogProfiles(ControlContext context, ResourceId subscription)
    {
        foreach (var profile in context.Estate.List(subscription, TypeNames.LogProfile).Resources)
        {
            context.Notice(new Notice(
                "BL2014",
                Id,
                profile.Id.Text,
                $"Log profile \"{profile.Id.Name}\" does not count: log profiles are retired since 2026-09-15."));
        }
    }
}
