using System.Text;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Controls.ActivityLogAlerts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Controls.LogStorage;
using Baseline.Controls.Monitor006;
using Baseline.Controls.Monitor007;
using Baseline.Controls.Monitor008;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Estates.Redaction;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>What can be shared of an estate: it is judged as before, and says nothing of whose it is.</summary>
public sealed partial class RedactionTests
{
    // Words of Azure's or the tool's own that are names in the cases' estates too.
    private static readonly string[] Words =
        ["default", "baselineKeyVault004", "baselineMonitor007", "audit", "auditevent", "name", "redacted", "insights", "storage", "policy", "account", "vault", "insights-activity-logs", "insights-logs-auditevent", "AzureActivity", "microsoft", "Microsoft.Insights", "Microsoft.KeyVault", "Microsoft.ManagedIdentity"];

    private const string Containers =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stactivity/blobServices/default/containers";

    public static TheoryData<string> Cases => [.. CaseFile.All().SelectMany(CaseFile.CaseNames).Where(HasNoPatterns)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_redacted_estate_is_judged_as_before(string name)
    {
        var one = CaseFile.Load(name);
        var redaction = RedactionFor(one.Document);

        var estate = redaction.Redact(one.Estate);

        var before = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);
        var after = new Planner(ControlCatalogue.Product).Plan(Redacted(one.Document, redaction), estate, one.Today);
        Assert.Equal(Verdicts(before), Verdicts(after));
        Assert.Equal(Changes(before), Changes(after));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_name_and_no_GUID_of_the_estate_is_left(string name)
    {
        var one = CaseFile.Load(name);
        using var target = new MemoryStream();

        EstateFile.Write(RedactionFor(one.Document).Redact(one.Estate), target);

        var redacted = Encoding.UTF8.GetString(target.ToArray());
        var kept = Words.Concat(one.Document.OwnNames.Concat(["baselineKeyVault004", "baselineMonitor007"])).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(
            NamesIn(one.Estate).Where(text => text.Length > 4 && !kept.Contains(text)),
            text => Assert.DoesNotContain($"/{text}", redacted, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            Guids().Matches(redacted).Select(match => match.Value).Where(guid => !guid.StartsWith("00000000-0000-0000-0000-", StringComparison.Ordinal)),
            guid => Assert.Contains($"roleDefinitions/{guid}", redacted, StringComparison.OrdinalIgnoreCase));
    }

    private static EstateRedaction RedactionFor(BaselineDocument document) =>
        new(ControlCatalogue.Product.NamesThatStay(document), ControlCatalogue.Product.Types);

    private static bool HasNoPatterns(string name)
    {
        var document = CaseFile.Load(name).Document;
        return document.Scope.Exclusions.Count == 0 && document.Exemptions.Count == 0;
    }

    private static Sink Redacted(Sink sink, EstateRedaction redaction)
    {
        var id = sink.Id is { } named ? redaction.Redact(named) : null;
        var space = sink.Resources[0];
        return sink with
        {
            Id = id,
            Text = id?.Text ?? "",
            HubName = sink.HubName is { } hub ? redaction.Redact(space.Child($"eventhubs/{hub}")).Name : null,
        };
    }

    private static DestinationSettings Redacted(DestinationSettings destination, EstateRedaction redaction) => destination with
    {
        StorageAccounts = destination.StorageAccounts.Select(sink => Redacted(sink, redaction)),
        Workspaces = destination.Workspaces.Select(sink => Redacted(sink, redaction)),
        EventHubs = destination.EventHubs.Select(sink => Redacted(sink, redaction)),
    };

    private static BaselineDocument Redacted(BaselineDocument document, EstateRedaction redaction) => document with
    {
        Scope = document.Scope with
        {
            ManagementGroups = [.. document.Scope.ManagementGroups.Select(redaction.Redact)],
            Subscriptions = [.. document.Scope.Subscriptions.Select(guid => redaction.Redact(ResourceId.Subscription(guid)).Name)],
        },
        Controls = [.. document.Controls.Select(settings => Redacted(settings, redaction))],
    };

    private static IControlSettings Redacted(IControlSettings settings, EstateRedaction redaction) => settings switch
    {
        KeyVault004Settings vaults => vaults with
        {
            Destination = Redacted(vaults.Destination, redaction),
        },
        ActivityLogAlertsSettings alerts => alerts with
        {
            ActionGroup = alerts.ActionGroup is { } group ? redaction.Redact(group) : null,
            ResourceGroup = alerts.ResourceGroup is { } name
                ? redaction.Redact(ResourceId.Subscription(Guid.Empty.ToString()).Child($"resourceGroups/{name}")).Name
                : null,
        },
        Monitor007Settings log => log with { Destination = Redacted(log.Destination, redaction) },
        Monitor008Settings logs => logs with
        {
            Rules = [.. logs.Rules.Select(rule => rule with { Destination = Redacted(rule.Destination, redaction) })],
        },
        Monitor006Settings monitor => monitor with
        {
            Export = monitor.Export with
            {
                StorageAccount = monitor.Export.StorageAccount is { } account ? redaction.Redact(account) : null,
            },
            Key = monitor.Key is { } key
                ? key with
                {
                    Vault = redaction.Redact(key.Vault),
                    Name = redaction.Redact(key.Vault.Child($"keys/{key.Name}")).Name,
                    Version = key.Version is { Length: > 0 } version ? redaction.RedactVersion(version) : key.Version,
                }
                : null,
            Identity = monitor.Identity is { } identity ? identity with { Id = redaction.Redact(identity.Id) } : null,
        },
        LogStorageSettings { Immutability: { } wanted } storage => storage with
        {
            Immutability = wanted with
            {
                Containers = [.. wanted.Containers.Select(name => redaction.Redact(ResourceId.Parse($"{Containers}/{name}")).Name)],
            },
        },
        _ => settings,
    };

    private static IEnumerable<string> Verdicts(Plan plan) => plan.Findings
        .Select(finding => $"{finding.Control} {finding.State} {(finding.Blocked is null ? "" : "blocked")} {finding.Incomplete}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Changes(Plan plan) => plan.Changes
        .Select(change => $"{change.Action} {change.Method} {change.Type} {change.Properties.Count}")
        .Order(StringComparer.Ordinal);

    // What a resource can log is called by Azure, and so is the table that it ends up in.
    private static IEnumerable<string> NamesIn(Estate estate) => estate.Resources
        .Where(resource => !resource.Id.IsOfType(TypeNames.LogCategory) && !resource.Id.IsOfType($"{TypeNames.Workspace}/tables"))
        .Where(resource => !resource.Id.Name.StartsWith("insights-logs-", StringComparison.Ordinal))
        .Select(resource => resource.Id.Name)
        .Concat(estate.Resources.Select(resource => resource.Id.ResourceGroup).OfType<string>())
        .Concat(estate.Subscriptions.Select(subscription => subscription.Id))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Guids();
}
