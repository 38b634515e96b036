using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor008;

/// <summary>Monitor-008 as the catalogue has it.</summary>
public sealed class Monitor008Definition : ControlDefinition<Monitor008Settings>
{
    private ExemptionTargets? _exempts;

    /// <inheritdoc/>
    public override string Id => Monitor008Settings.Id;

    /// <inheritdoc/>
    public override string Title => "Resources of all types export their logs";

    /// <inheritdoc/>
    public override string Topic => "Resource logs";

    /// <inheritdoc/>
    public override string Requires =>
        "Every resource in scope that has logs exports those that are wanted of its type to an accepted destination, where they are kept "
        + "as long as is wanted.";

    /// <inheritdoc/>
    public override Uri RulePage => new(
        "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/Monitor/diagnostic-logs-enabled.html");

    /// <inheritdoc/>
    public override int SettingRank => ChangeRanks.ResourceSetting;

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<Monitor008Definition>();

    /// <inheritdoc/>
    // Most documents exempt nothing, and need not wait for the list of all types then.
    public override ExemptionTargets Exempts => _exempts ??= new(
        [.. LogTypeCatalogue.Product.All.Select(TopLevel).Distinct(StringComparer.OrdinalIgnoreCase)], "resources that have logs");

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Examples { get; } = new OrderedDictionary<string, string>
    {
        ["rules"] = "rules: [{ types: [\"*\"], logs: allLogs, destination: { workspace: " + NamedType.Workspace.Example + " } }]",
    };

    /// <inheritdoc/>
    public override bool LeadsToReceivers => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> DefaultNames => [Monitor008Settings.DefaultSettingName];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new Monitor008SettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => new Monitor008Starter(estate, scope).Write();

    /// <inheritdoc/>
    public override string StarterOf(Estate estate, EstateScope scope, DateOnly asOf, IReadOnlyList<string> parts) =>
        new Monitor008Starter(estate, scope).Write(parts);

    /// <inheritdoc/>
    protected override IControl Create(Monitor008Settings settings) => new Monitor008Control(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(Monitor008Settings settings) => new(KeyVaults: false, ActivityLog: false)
    {
        Logged = [settings.Logged],
    };

    /// <inheritdoc/>
    protected override RoleActions Actions(Monitor008Settings settings) => Monitor008Actions.Of(settings);

    /// <summary>The type in a resource group that a type is, or hangs beneath.</summary>
    private static string TopLevel(LogType type) => string.Join('/', type.Name.Split('/').Take(2));
}
