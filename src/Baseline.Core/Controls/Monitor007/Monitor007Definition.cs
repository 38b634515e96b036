using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor007;

/// <summary>Monitor-007 as the catalogue has it.</summary>
public sealed class Monitor007Definition : ControlDefinition<Monitor007Settings>
{
    /// <inheritdoc/>
    public override string Id => Monitor007Settings.Id;

    /// <inheritdoc/>
    public override string Title => "Activity logs of subscriptions are exported";

    /// <inheritdoc/>
    public override string Topic => "Activity logs";

    /// <inheritdoc/>
    public override string Requires =>
        "Every subscription in scope has a diagnostic setting that exports the wanted categories of its activity log to an accepted "
        + "destination, where they are kept as long as is wanted.";

    /// <inheritdoc/>
    public override Uri RulePage => new(
        "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/Monitor/diagnostic-setting-categories.html");

    /// <inheritdoc/>
    public override int SettingRank => ChangeRanks.Export;

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<Monitor007Definition>();

    /// <inheritdoc/>
    public override ExemptionTargets Exempts { get; } = new([], "subscriptions and management groups");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Examples { get; } = new OrderedDictionary<string, string>
    {
        ["categories"] = "categories: [Administrative, Alert, Policy, Security]",
        ["destination"] = "destination: { accept: storageAccount }",
    };

    /// <inheritdoc/>
    public override bool LeadsToReceivers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DefaultNames => [Monitor007Settings.DefaultSettingName];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FixedNames => [Monitor007Settings.OwnRule.Name];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new Monitor007SettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => new Monitor007Starter(estate, scope, asOf).Write();

    /// <inheritdoc/>
    public override string StarterOf(Estate estate, EstateScope scope, DateOnly asOf, IReadOnlyList<string> parts) =>
        new Monitor007Starter(estate, scope, asOf).Write(judgesRetention: parts.Contains("retention"));

    /// <inheritdoc/>
    protected override IControl Create(Monitor007Settings settings) => new Monitor007Control(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(Monitor007Settings settings) => new(KeyVaults: false, ActivityLog: true)
    {
        Encryption = false,
        ActivityLogRetention = settings.Retention is not null,
        NewPolicies = settings.Requirement.AddsPolicies,
    };

    /// <inheritdoc/>
    protected override RoleActions Actions(Monitor007Settings settings) => Monitor007Actions.Of(settings);
}
