using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Every resource of the types that the rules are about exports the wanted logs to an accepted destination, by one setting or by
/// several. A resource that has none of the wanted logs has no finding.
/// </summary>
public sealed class Monitor008Control(Monitor008Settings settings) : IControl
{
    /// <inheritdoc/>
    public string Id => Monitor008Settings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } =
        [.. LogTypeCatalogue.Product.All.Select(type => type.Name).Where(type => settings.RuleOf(type) is not null)];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        return context.Conclude(Findings(context));
    }

    /// <inheritdoc/>
    public IEnumerable<LogReceiver> Receivers(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var evaluator = new ResourceEvaluator(settings, context, new RuleNotes(settings, context));
        return new LoggedResources(settings, context).All()
            .Where(resource => context.Exemptions.Live(Id, resource.Id, context.AsOf) is null)
            .SelectMany(resource => evaluator.Receivers(
                resource, Settings(context.Estate.List(resource.Id, TypeNames.DiagnosticSetting))));
    }

    /// <inheritdoc/>
    public IEnumerable<ResourceId> StillNeeded(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var evaluator = new ResourceEvaluator(settings, context, new RuleNotes(settings, context));
        return from resource in new LoggedResources(settings, context).WithRules()
               let listing = SettingsOf(context, resource.Id)
               where listing.Unreadable is null && evaluator.HangsOnRules(resource, Settings(listing))
               select PlatformTelemetry.AssociationsOf(resource.Id);
    }

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        write.IsOfType(TypeNames.DiagnosticSetting)
        && ResourceId.Parse(write.Resource).Parent is { } resource
        && LoggedResources.CanHaveLogs(resource)
        && settings.RuleOf(resource.Type) is not null;

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) =>
        OwnSettings.WhyNotAsked(write, plan, settings.Rules.SelectMany(rule => rule.Destination.Named));

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedWrites(settings, plan).WhyNotWanted(write);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedWrite(SavedWrite write) => OwnSettings.TakenAway(write);

    private IEnumerable<Finding> Findings(ControlContext context)
    {
        foreach (var finding in UnlistedScopes.Of(
            context, "resources", subscription => context.IsDeleted(subscription) ? null : Failed(context, subscription)))
        {
            yield return finding;
        }

        var resources = new LoggedResources(settings, context);
        var notes = new RuleNotes(settings, context);
        var evaluator = new ResourceEvaluator(settings, context, notes);
        foreach (var resource in resources.All())
        {
            if (FindingOf(context, evaluator, notes, resource) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var finding in new UnreadResources(resources, context).Findings())
        {
            yield return finding;
        }

        notes.Leave();
    }

    private static UnreadableResource? Failed(ControlContext context, ResourceId subscription) =>
        context.Estate.UnreadableAt(subscription.Child("resources"));

    /// <summary>
    /// The settings of a resource. Where not all that lies in its subscription was listed, a resource may be there only because others
    /// name it: that it has no settings is then not known.
    /// </summary>
    private static Listing SettingsOf(ControlContext context, ResourceId id)
    {
        var listing = context.Estate.List(id, TypeNames.DiagnosticSetting);
        return listing is { Resources: [], Unreadable: null } && id.SubscriptionId is { } guid
            ? listing with { Unreadable = Failed(context, ResourceId.Subscription(guid)) }
            : listing;
    }

    private static IReadOnlyList<DiagnosticSetting> Settings(Listing listing) =>
        [.. listing.Resources.Select(setting => new DiagnosticSetting(setting))];

    private Finding? FindingOf(
        ControlContext context, ResourceEvaluator evaluator, RuleNotes notes, LoggedResource resource)
    {
        var evidence = new ResourceEvidence(settings, context, evaluator);
        var listing = SettingsOf(context, resource.Id);
        if (listing.Unreadable is { IsGone: true })
        {
            context.NoticeGone(resource.Id, UnreadResources.Noun);
            return null;
        }

        var isWanted = evaluator.LogsOf(resource).Wanted.Count > 0;
        if (!isWanted && resource.Offered.WhyUnread is null)
        {
            notes.CountWithout(resource);
            return null;
        }

        if (context.Exemptions.Live(Id, resource.Id, context.AsOf) is { } exemption)
        {
            context.Explain(resource.Id, () => [ExportEvidence.Exempt(resource.Id, exemption), .. evidence.Steps(resource, listing)]);
            return Finding.Exempted(Id, resource.Id, exemption);
        }

        context.MarkJudged(resource.Id);
        notes.CountNew(resource);
        context.Explain(resource.Id, () => evidence.Steps(resource, listing));
        if (listing.Unreadable is { } unreadable)
        {
            return new Finding(
                Id,
                resource.Id,
                ComplianceState.Unknown,
                context.Shared($"Its diagnostic settings could not be read ({unreadable.Why})."));
        }

        return isWanted
            ? evaluator.Finding(resource, Settings(listing))
            : new Finding(
                Id,
                resource.Id,
                ComplianceState.Unknown,
                context.Shared($"Which logs it offers could not be read ({resource.Offered.WhyUnread})."));
    }
}
