using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.KeyVault004;

/// <summary>Every key vault logs AuditEvent to an accepted destination, and the log is kept for an accepted time.</summary>
public sealed class KeyVault004Control(KeyVault004Settings settings) : IControl
{
    private const string Noun = "vault";

    /// <inheritdoc/>
    public string Id => KeyVault004Settings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.Vault];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        if (input.Only is { } only)
        {
            context.Explain(only, () => [new ExportEvaluator(settings.Requirement, context).Evidence.Wanted(settings.Span)]);
        }

        return context.Conclude(Findings(context));
    }

    /// <inheritdoc/>
    public IEnumerable<LogReceiver> Receivers(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        var evaluator = new SettingEvaluator(settings.Requirement, context);
        return context.Estate.OfType(TypeNames.Vault)
            .Where(vault => context.Scope.Covers(vault.Id) && context.Exemptions.Live(Id, vault.Id, context.AsOf) is null)
            .SelectMany(vault => evaluator.Receivers(SourceOf(vault), DiagnosticSetting.Of(context.Estate, vault.Id)));
    }

    /// <inheritdoc/>
    public IEnumerable<ResourceId> StillNeeded(EvaluationInput input) => NewPolicies.UnreadServices(
        settings.Requirement,
        input,
        input.Estate.OfType(TypeNames.Vault)
            .Where(vault => input.Scope.Covers(vault.Id))
            .SelectMany(vault => DiagnosticSetting.Of(input.Estate, vault.Id)));

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        (write.IsOfType(TypeNames.DiagnosticSetting) && owner.IsOfType(TypeNames.Vault))
        || write.IsOfType(TypeNames.LifecyclePolicy);

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) =>
        write.Write.IsOfType(TypeNames.DiagnosticSetting)
            ? OwnSettings.WhyNotAsked(write, plan, settings.Destination.Named)
            : null;

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedExport(settings.Requirement, plan).WhyOther(write);

    /// <inheritdoc/>
    public bool DecidesAlone(ArmWrite write, string path) => settings.Requirement.OwnsRuleAt(write, path);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedPlan(IReadOnlyList<ResourceId> owners) =>
        NewPolicies.ServicesOf(settings.Requirement, owners);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedWrite(SavedWrite write) => OwnSettings.TakenAway(write);

    private IEnumerable<Finding> Findings(ControlContext context)
    {
        foreach (var finding in UnlistedScopes.Of(context, "vaults", scope => context.Estate.List(scope, TypeNames.Vault).Unreadable))
        {
            yield return finding;
        }

        var evaluator = new ExportEvaluator(settings.Requirement, context);
        foreach (var vault in context.Estate.OfType(TypeNames.Vault).Where(vault => IsWanted(context, vault.Id)))
        {
            if (Evaluate(context, evaluator, vault) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var entry in context.Estate.Unreadable.Where(entry => IsUnreadVault(context, entry)))
        {
            if (context.Unread(entry, entry.Id, Noun, $"The vault could not be read ({entry.Why}).") is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var hsm in context.Estate.OfType(TypeNames.ManagedHsm).Where(hsm => IsWanted(context, hsm.Id)))
        {
            yield return new Finding(
                Id,
                hsm.Id,
                ComplianceState.NotApplicable,
                "The control speaks of key vaults; a managed HSM is not one.");
        }
    }

    private static bool IsWanted(ControlContext context, ResourceId id) => context.IsWanted(id) && context.Scope.Covers(id);

    /// <summary>A vault of which nothing is known but that it was to be read. Its tags are not known, so that none excludes it.</summary>
    private static bool IsUnreadVault(ControlContext context, UnreadableResource entry) =>
        !entry.Id.IsList
        && entry.Id.IsOfType(TypeNames.Vault)
        && context.Estate.Row(entry.Id) is null
        && IsWanted(context, entry.Id);

    private Finding? Evaluate(ControlContext context, ExportEvaluator evaluator, ObservedResource vault)
    {
        var source = SourceOf(vault);
        var listing = context.Estate.List(vault.Id, TypeNames.DiagnosticSetting);
        if (context.Exemptions.Live(Id, vault.Id, context.AsOf) is { } exemption)
        {
            context.Explain(vault.Id, () => [ExportEvidence.Exempt(vault.Id, exemption), .. Told(evaluator, source, listing)]);
            return Finding.Exempted(Id, vault.Id, exemption);
        }

        if (listing.Unreadable is { IsGone: true })
        {
            context.NoticeGone(vault.Id, Noun);
            return null;
        }

        context.MarkJudged(vault.Id);
        context.Explain(vault.Id, () => Told(evaluator, source, listing));
        if (listing.Unreadable is { } unreadable)
        {
            return new Finding(
                Id,
                vault.Id,
                ComplianceState.Unknown,
                $"Its diagnostic settings could not be read ({unreadable.Why}).");
        }

        List<DiagnosticSetting> own = [.. DiagnosticSetting.Of(context.Estate, vault.Id)];
        return evaluator.Finding(source, own, evaluator.Demands(source, own));
    }

    private static LogSource SourceOf(ObservedResource vault) =>
        new(vault.Id, Region.Normalize(vault.Look(body => body.TextAt("location"))));

    private static IEnumerable<EvidenceStep> Told(ExportEvaluator evaluator, LogSource source, Listing listing) =>
        listing.Unreadable is { } unreadable
            ? [ExportEvidence.Unread(unreadable)]
            : evaluator.Evidence.Steps(
                source, evaluator.Verdicts(source, listing.Resources.Select(resource => new DiagnosticSetting(resource))));
}
