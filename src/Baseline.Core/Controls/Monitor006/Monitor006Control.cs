using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Every storage account that receives a subscription's activity log is encrypted with a customer-managed key. A finding is one
/// per subscription, and per management group with settings of its own; each account has its verdict in the details.
/// </summary>
public sealed class Monitor006Control(Monitor006Settings settings) : IControl
{
    private static readonly string[] Written =
    [
        TypeNames.Vault, TypeNames.VaultKey, TypeNames.AccessPolicy, TypeNames.RoleAssignment,
        TypeNames.Identity,
    ];

    /// <inheritdoc/>
    public string Id => Monitor006Settings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.StorageAccount];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        if (input.Only is { } only)
        {
            if (only.IsOfType(TypeNames.StorageAccount))
            {
                return OfAccount(context, new AccountEvidence(settings, context), only);
            }

            context.Explain(only, () => [new ActivityLogEvidence(settings, context).Wanted]);
        }

        return context.Conclude(Findings(context));
    }

    /// <inheritdoc/>
    public IEnumerable<LogReceiver> Receivers(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        return context.Scope.Subscriptions.Select(id => ActivityLogExport.OfSubscription(context, id))
            .Concat(context.Scope.ManagementGroups.Select(id => ActivityLogExport.OfOwnSettings(context, id)))
            .Where(export => context.Exemptions.Live(Id, export.Subject, context.AsOf) is null)
            .SelectMany(export => export.Routes)
            .Select(route => new LogReceiver(
                route.Account, route.IsLegacy ? LogContainers.LogProfile : LogContainers.ActivityLog, route.Source.Id));
    }

    /// <inheritdoc/>
    public bool FollowsExportOf(ResourceId resource) => resource.IsOfType(TypeNames.Subscription);

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        Written.Contains(write.Type, StringComparer.OrdinalIgnoreCase)
        || (write.IsOfType(TypeNames.StorageAccount) && IsAboutKey(write.Body))
        || (write.IsOfType(TypeNames.DiagnosticSetting) && owner.ResourceGroup is null);

    /// <summary>
    /// Whether a body is about an account's key and identity, and nothing else: the rest of an account is not this control's.
    /// </summary>
    private static bool IsAboutKey(JsonElement body) =>
        body.ValueKind != JsonValueKind.Object
        || body.EnumerateObject().All(member => member.Name == "identity"
            || (member.Name == "properties" && member.Value.EnumerateObject().All(inner => inner.Name == "encryption")));

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) => new AskedWrites(settings, plan).WhyNotAsked(write);

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedWrites(settings, plan).WhyNotWanted(write);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedPlan(IReadOnlyList<ResourceId> owners) =>
        owners.Where(owner => owner.IsOfType(TypeNames.StorageAccount))
            .Concat(settings.Identity is { } identity ? [identity.Id] : [])
            .Concat(settings.Key is { } key && owners.Any(owner => owner.IsOfType(TypeNames.StorageAccount)) ? [key.Vault] : []);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NeededForSavedWrite(SavedWrite write) => OwnSettings.TakenAway(write);

    private static Evaluation OfAccount(ControlContext context, AccountEvidence trace, ResourceId account)
    {
        context.Explain(account, () => trace.Steps(account));
        return context.Conclude(trace.Evaluate(account) is { } finding ? [finding] : []);
    }

    private IEnumerable<Finding> Findings(ControlContext context)
    {
        var accounts = new AccountRemediations(settings, context);
        foreach (var subscription in context.Scope.Subscriptions.Where(context.IsWanted))
        {
            yield return EvaluateSubscription(context, accounts, subscription);
        }

        foreach (var group in context.Scope.ManagementGroups.Where(context.IsWanted))
        {
            if (context.Scope.WhyUnknown(group) is { } why)
            {
                yield return Unreadable(context, group, why);
                continue;
            }

            var export = ActivityLogExport.OfOwnSettings(context, group);
            if (export.WhyUnreadable is not null || export.Settings.Count > 0)
            {
                yield return Evaluate(context, accounts, export);
            }
        }
    }

    private Finding EvaluateSubscription(ControlContext context, AccountRemediations accounts, ResourceId subscription) =>
        context.WhyUnread(subscription, context.Estate.UnreadableAt(subscription)) is { } why
            ? Unreadable(context, subscription, why)
            : Evaluate(context, accounts, ActivityLogExport.OfSubscription(context, subscription));

    private static Finding Unreadable(ControlContext context, ResourceId subject, string why) => context.Unread(
        subject,
        ActivityLogEvidence.Unread(subject, why),
        $"The export of its activity log could not be read ({why}), so nothing is known about it.");

    private Finding Evaluate(ControlContext context, AccountRemediations accounts, ActivityLogExport export)
    {
        if (context.Exemptions.Live(Id, export.Subject, context.AsOf) is { } subjectExemption)
        {
            context.Explain(export.Subject, () => Told(context, accounts, export));
            return Finding.Exempted(Id, export.Subject, subjectExemption);
        }

        if (export.WhyUnreadable is { } why)
        {
            return Unreadable(context, export.Subject, why);
        }

        context.Explain(export.Subject, () => Told(context, accounts, export));
        NoticeExport(context, export);
        var looked = export.Routes.Where(route => !context.Scope.IsExcluded(route.Account)).ToList();
        var counted = looked.Where(route => context.Exemptions.Live(Id, route.Account, context.AsOf) is null).ToList();
        if (counted.Count > 0)
        {
            return EvaluateAccounts(context, accounts, export, counted);
        }

        if (looked.Count > 0 && context.Exemptions.Live(Id, looked[0].Account, context.AsOf) is { } exemption)
        {
            return Finding.Exempted(Id, export.Subject, exemption) with
            {
                Reason = $"Every account that receives it is exempt: {exemption.Reason}",
            };
        }

        return EvaluateNoExport(context, accounts, export);
    }

    private IEnumerable<EvidenceStep> Told(ControlContext context, AccountRemediations accounts, ActivityLogExport export) =>
        export.WhyUnreadable is { } why
            ? [ActivityLogEvidence.Unread(export.Subject, why)]
            : new ActivityLogEvidence(settings, context).Steps(export, accounts);

    private Finding EvaluateNoExport(ControlContext context, AccountRemediations accounts, ActivityLogExport export)
    {
        var excluded = export.Routes.Count > 0;
        if (excluded || !settings.Export.Required || export.Subject.SubscriptionId is null)
        {
            var reason = excluded ? "Only excluded accounts receive its activity log."
                : export.SilentSettings.Count > 0
                ? $"Setting \"{export.SilentSettings[0].Name}\" has every category off, so no storage account receives its activity log."
                : "No storage account receives its activity log.";
            return new Finding(Id, export.Subject, ComplianceState.NotApplicable, reason);
        }

        var remediation = accounts.Export(export);
        accounts.Add(remediation, export, account: null);
        var ended = context.Exemptions.Ended(Id, export.Subject, context.AsOf);
        return new Finding(
            Id,
            export.Subject,
            ComplianceState.Noncompliant,
            $"No storage account receives its activity log, and the document requires one.{ended}")
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete,
        };
    }

    private Finding EvaluateAccounts(
        ControlContext context, AccountRemediations accounts, ActivityLogExport export, IReadOnlyList<ExportRoute> routes)
    {
        var details = routes.Select(route => route.Account).Distinct().Select(accounts.Evaluate).ToList();
        var excusable = details
            .Where(detail => IsDangling(context, detail.Resource) && details.Any(other => other.State == ComplianceState.Compliant))
            .Where(detail => OwnSettingFor(routes, detail) is null)
            .ToList();
        foreach (var detail in excusable)
        {
            context.Notice(new Notice(
                "BL2008",
                Id,
                detail.Resource.Text,
                $"A setting of {export.Subject} exports to an account that does not exist; another account makes it compliant."));
        }

        var counted = details.Where(detail => !excusable.Contains(detail)).ToList();
        var remediation = RemediateAll(context, accounts, export, routes, counted);
        var ended = context.Exemptions.Ended(Id, export.Subject, context.AsOf)
            ?? counted.Select(detail => context.Exemptions.Ended(Id, detail.Resource, context.AsOf))
                .FirstOrDefault(text => text is not null);
        var state = ComplianceStates.Worst(counted.Select(detail => detail.State));
        return new Finding(Id, export.Subject, state, Reason(counted, state) + ended)
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete || counted.Any(detail => detail.State == ComplianceState.Unknown),
            Details = counted,
        };
    }

    /// <summary>
    /// An account of others that is gone needs no export beside it where another account will be encrypted: from then on it is
    /// a warning, and nothing waits for it.
    /// </summary>
    private Remediation RemediateAll(
        ControlContext context,
        AccountRemediations accounts,
        ActivityLogExport export,
        IReadOnlyList<ExportRoute> routes,
        IReadOnlyList<FindingDetail> counted)
    {
        var noncompliant = counted.Where(detail => detail.State == ComplianceState.Noncompliant).ToList();
        var encrypted = noncompliant
            .Where(detail => !IsDangling(context, detail.Resource))
            .Select(detail => Encrypt(accounts, export, detail))
            .ToList();
        var becomesCompliant = encrypted.Exists(remediation => !remediation.IsBlocked);
        return noncompliant
            .Where(detail => IsDangling(context, detail.Resource) && (!becomesCompliant || OwnSettingFor(routes, detail) is not null))
            .Select(detail => ExportElsewhere(context, accounts, export, OwnSettingFor(routes, detail)))
            .Aggregate(encrypted.Aggregate(Remediation.None, (all, one) => all.And(one)), (all, one) => all.And(one));
    }

    /// <summary>
    /// A setting of others that exports to an account that is gone stays, so that another export must count beside it. The
    /// tool's own is fixed where it is: of a group above, it is fixed for all that lies under the group.
    /// </summary>
    private static Remediation ExportElsewhere(
        ControlContext context, AccountRemediations accounts, ActivityLogExport export, ResourceId? ownSetting)
    {
        if (ownSetting is null && accounts.WhyExportDoesNotCount() is { } why)
        {
            return Remediation.Block(why);
        }

        var remediation = accounts.Export(ownSetting?.Parent is { } owner ? ActivityLogExport.OfOwnSettings(context, owner) : export);
        accounts.Add(remediation, export, account: null);
        return remediation;
    }

    private static Remediation Encrypt(AccountRemediations accounts, ActivityLogExport export, FindingDetail detail)
    {
        var remediation = accounts.Encrypt(detail);
        accounts.Add(remediation, export, detail.Resource);
        return remediation;
    }

    /// <summary>
    /// The tool's own setting that exports to an account: the nearest, where it has one here and one above; null where none does.
    /// </summary>
    private ResourceId? OwnSettingFor(IReadOnlyList<ExportRoute> routes, FindingDetail detail) =>
        routes.Where(route => route.Account == detail.Resource)
            .Select(route => route.Source.Id)
            .LastOrDefault(id => id.Name.Equals(settings.Export.SettingName, StringComparison.OrdinalIgnoreCase));

    private static bool IsDangling(ControlContext context, ResourceId account) =>
        context.Estate.Find(account).Presence == Presence.Absent;

    private static string Reason(IReadOnlyList<FindingDetail> details, ComplianceState state) =>
        string.Join(' ', details.Where(detail => detail.State == state).Select(detail => $"{detail.Resource}: {detail.Reason}"));

    private void NoticeExport(ControlContext context, ActivityLogExport export)
    {
        foreach (var silent in export.SilentSettings)
        {
            context.Notice(new Notice(
                "BL2013",
                Id,
                silent.Resource.Id.Text,
                $"Setting \"{silent.Name}\" has every category off, so it exports nothing."));
        }

        foreach (var legacy in export.Routes.Where(route => route.IsLegacy))
        {
            context.Notice(new Notice(
                "BL2014",
                Id,
                legacy.Source.Id.Text,
                "Log profiles are retired since 2026-09-15."));
        }
    }
}
