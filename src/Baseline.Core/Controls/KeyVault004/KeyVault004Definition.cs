using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.KeyVault004;

/// <summary>KeyVault-004 as the catalogue has it.</summary>
public sealed class KeyVault004Definition : ControlDefinition<KeyVault004Settings>
{
    /// <inheritdoc/>
    public override string Id => KeyVault004Settings.Id;

    /// <inheritdoc/>
    public override string Title => "Audit events of key vaults are logged";

    /// <inheritdoc/>
    public override string Topic => "Vault audit logs";

    /// <inheritdoc/>
    public override string Requires =>
        "Every key vault in scope has a diagnostic setting with AuditEvent enabled, an accepted destination, and an accepted retention.";

    /// <inheritdoc/>
    public override Uri RulePage => new(
        "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/KeyVault/enable-audit-event-logging-for-azure-key-vaults.html");

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<KeyVault004Definition>();

    /// <inheritdoc/>
    public override ExemptionTargets Exempts { get; } = new([TypeNames.Vault], "key vaults");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Examples { get; } = new OrderedDictionary<string, string>
    {
        ["auditEvent"] = "auditEvent: enabled",
        ["retentionDays"] = "retentionDays: [365, 0]",
    };

    /// <inheritdoc/>
    public override bool LeadsToReceivers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DefaultNames => [KeyVault004Settings.DefaultSettingName];

    /// <inheritdoc/>
    public override IReadOnlyList<string> FixedNames => [KeyVault004Settings.OwnRule.Name];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new KeyVault004SettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => new KeyVault004Starter(estate, scope, asOf).Write();

    /// <inheritdoc/>
    protected override IControl Create(KeyVault004Settings settings) => new KeyVault004Control(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(KeyVault004Settings settings) => new(KeyVaults: true, ActivityLog: false)
    {
        NewPolicies = settings.Requirement.AddsPolicies,
    };

    /// <inheritdoc/>
    protected override RoleActions Actions(KeyVault004Settings settings) => KeyVault004Actions.Of(settings);
}
