using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor006;

/// <summary>Monitor-006 as the catalogue has it.</summary>
public sealed class Monitor006Definition : ControlDefinition<Monitor006Settings>
{
    /// <inheritdoc/>
    public override string Id => Monitor006Settings.Id;

    /// <inheritdoc/>
    public override string Title => "Activity logs are encrypted with a customer-managed key";

    /// <inheritdoc/>
    public override string Topic => "Activity log key";

    /// <inheritdoc/>
    public override string Requires =>
        "Every storage account that receives a subscription's activity log is encrypted with a key from a key vault.";

    /// <inheritdoc/>
    public override Uri RulePage => new(
        "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/Monitor/"
        + "use-cmk-for-activity-log-storage-container-encryption.html");

    /// <inheritdoc/>
    public override int SettingRank => ChangeRanks.Export;

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<Monitor006Definition>();

    /// <inheritdoc/>
    public override ExemptionTargets Exempts { get; } =
        new([TypeNames.StorageAccount], "subscriptions, management groups and their storage accounts");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Examples { get; } = new OrderedDictionary<string, string>
    {
        ["keySource"] = "keySource: Microsoft.Keyvault",
    };

    /// <inheritdoc/>
    public override bool LeadsToReceivers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DefaultNames => [ExportSettings.DefaultSettingName];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new Monitor006SettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => new Monitor006Starter(estate, scope, asOf).Write();

    /// <inheritdoc/>
    protected override IControl Create(Monitor006Settings settings) => new Monitor006Control(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(Monitor006Settings settings) => new(KeyVaults: false, ActivityLog: true);

    /// <inheritdoc/>
    protected override RoleActions Actions(Monitor006Settings settings) => Monitor006Actions.Of(settings);
}
