using Baseline.Azure;
using Baseline.Azure.Locks;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.LogStorage;

/// <summary>LogStorage as the catalogue has it.</summary>
public sealed class LogStorageDefinition : ControlDefinition<LogStorageSettings>
{
    /// <inheritdoc/>
    public override string Id => LogStorageSettings.Id;

    /// <inheritdoc/>
    public override string Title => "Storage accounts that receive logs are protected";

    /// <inheritdoc/>
    public override string Topic => "Log accounts";

    /// <inheritdoc/>
    public override string Requires =>
        "Every storage account to which the other controls of the document find logs exported has the protection that the document "
        + "asks for.";

    /// <inheritdoc/>
    public override Uri RulePage => new(
        "https://learn.microsoft.com/security/benchmark/azure/baselines/storage-security-baseline");

    /// <inheritdoc/>
    public override string Schema => SchemaFragment.Of<LogStorageDefinition>();

    /// <inheritdoc/>
    public override bool JudgesReceivers => true;

    /// <inheritdoc/>
    public override ExemptionTargets Exempts { get; } = new([TypeNames.StorageAccount], "storage accounts that receive logs");

    /// <inheritdoc/>
    public override IReadOnlyList<string> FixedNames => [LockType.OwnName];

    /// <inheritdoc/>
    public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new LogStorageSettingsReader(bag).Read(control);

    /// <inheritdoc/>
    public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => LogStorageStarter.Text;

    /// <inheritdoc/>
    public override string StarterOf(Estate estate, EstateScope scope, DateOnly asOf, IReadOnlyList<string> parts) =>
        LogStorageStarter.Of(parts);

    /// <inheritdoc/>
    protected override IControl Create(LogStorageSettings settings) => new LogStorageControl(settings);

    /// <inheritdoc/>
    protected override EstateNeeds Needs(LogStorageSettings settings) => EstateNeeds.Nothing with
    {
        BlobServices = settings.SoftDelete,
        LogContainers = settings.Immutability is not null,
        ContainerNames = settings.Immutability?.Containers ?? [],
    };

    /// <inheritdoc/>
    protected override RoleActions Actions(LogStorageSettings settings) => LogStorageActions.Of(settings);
}
