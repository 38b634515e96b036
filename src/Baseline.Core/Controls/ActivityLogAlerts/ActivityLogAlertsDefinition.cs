using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>ActivityLogAlerts as the catalogue has it.</summary>
public sealed class ActivityLogAlertsDefinition : ControlDefinition<ActivityLogAlertsSettings>
{
    /// <inheritdoc/>
    public override string Id => ActivityLogAlertsSettings.Id;

    /// <inheritdoc/>
    public override string Title => "Somebody is told of operations that matter";

    /// <inheritdoc/>
    public override string Topic => "Alerts";

    /// <inheritdoc/>
    public override string Requires =>
        "Every subscription in scope has for each wanted operation an alert that is on, that nothing narrows, and whose action group "
        + "tells somebody.";

    /// <inheritdoc/>
    public override Uri RulePage => new("https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/ActivityLog/");

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<ActivityLogAlertsDefinition>();

    /// <inheritdoc/>
    public override ExemptionTargets Exempts { get; } = new([], "subscriptions");

    /// <inheritdoc/>
    public override IReadOnlyList<string> DefaultNames { get; } =
        [.. OwnAlerts.NamesOf(OperationSets.All.Select(operation => new WatchedEvent(operation.Name)).Append(WatchedEvent.ServiceHealth))];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new ActivityLogAlertsSettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => new ActivityLogAlertsStarter(estate, scope).Write();

    /// <inheritdoc/>
    public override string StarterOf(Estate estate, EstateScope scope, DateOnly asOf, IReadOnlyList<string> parts) =>
        new ActivityLogAlertsStarter(estate, scope).Write(parts);

    /// <inheritdoc/>
    protected override IControl Create(ActivityLogAlertsSettings settings) => new ActivityLogAlertsControl(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(ActivityLogAlertsSettings settings) => EstateNeeds.Nothing with
    {
        Types = [ListedType.ActionGroups, ListedType.ActivityLogAlerts],
        ResourceGroups = settings.ResourceGroup is { } name ? [name] : [],
    };

    /// <inheritdoc/>
    protected override RoleActions Actions(ActivityLogAlertsSettings settings) => ActivityLogAlertsActions.Of(settings);
}
