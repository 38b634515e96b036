using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class AcceptedDocumentTests
{
    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var document = TextDocuments.Accepted(Samples.Least);

        Assert.Equal("azure-logging", document.Name);
        Assert.Equal([Samples.Subscription], document.Scope.Subscriptions);
        Assert.False(document.Scope.Tenant);
        Assert.Empty(document.Scope.ManagementGroups);
        Assert.Empty(document.Scope.Exclusions);
        Assert.Empty(document.Exemptions);
        Assert.Equal(new LimitSettings(null, null), document.Limits);
    }

    [Fact]
    public void KeyVault_004_has_its_defaults()
    {
        var settings = TextDocuments.Accepted(Samples.Least).KeyVault004;

        Assert.NotNull(settings);
        Assert.Equal([365, 0], settings.RetentionDays);
        Assert.Equal(DestinationAcceptance.Listed, settings.Destination.Acceptance);
        Assert.Equal([SinkKind.StorageAccount], settings.Destination.Kinds);
        Assert.Empty(settings.Destination.Named);
        Assert.Equal("baseline-auditevent", settings.SettingName);
        Assert.False(settings.ManageLifecycle);
        Assert.False(settings.Deep);
        Assert.Equal("baseline.yaml:8:3", settings.Span.ToString());
        Assert.Equal("KeyVault-004".Length, settings.Span.Length);
    }

    [Fact]
    public void Monitor_006_has_its_defaults()
    {
        var settings = TextDocuments.Accepted(Samples.Least).Monitor006;

        Assert.NotNull(settings);
        Assert.Equal(new ExportSettings(false, null, "baseline-activity-log"), settings.Export);
        Assert.Null(settings.Key);
        Assert.Null(settings.Identity);
        Assert.True(settings.GrantAutomatically);
        Assert.False(settings.ConsentsToPurgeProtection);
        Assert.False(settings.Deep);
    }

    [Fact]
    public void A_control_that_is_not_there_is_null()
    {
        var document = TextDocuments.Accepted(Samples.Least[..Samples.Least.IndexOf("  Monitor-006", StringComparison.Ordinal)]);

        Assert.NotNull(document.KeyVault004);
        Assert.Null(document.Monitor006);
    }

    [Fact]
    public void The_scope_is_read_in_full()
    {
        var scope = TextDocuments.Accepted(Samples.Full).Scope;

        Assert.Equal([Samples.Subscription, "2222aaaa-2222-2222-2222-222222222222"], scope.Subscriptions);
        Assert.Equal(["contoso", "fabrikam"], scope.ManagementGroups.Select(group => group.Name));
        Assert.Equal(
            [
                new Exclusion("rg-sandbox-*", null, null, null),
                new Exclusion(null, "environment", "sandbox", null),
                new Exclusion("rg-*", "temporary", null, null),
            ],
            scope.Exclusions.Take(3).Select(exclusion => exclusion with { Span = null }));
        Assert.Equal(Samples.Vault, scope.Exclusions[3].Resource?.Text);
    }

    [Fact]
    public void KeyVault_004_is_read_in_full()
    {
        var settings = TextDocuments.Accepted(Samples.Full).KeyVault004;

        Assert.NotNull(settings);
        Assert.Equal(DestinationAcceptance.Mapped, settings.Destination.Acceptance);
        Assert.Equal([Samples.Account], settings.Destination.Named.Select(sink => sink.Text));
        Assert.Equal(Samples.Account, settings.Destination.StorageAccounts.In("westeurope")?.Text);
        Assert.Null(settings.Destination.StorageAccounts.In("northeurope"));
        Assert.Equal("audit-to-storage", settings.SettingName);
        Assert.True(settings.ManageLifecycle);
        Assert.True(settings.Deep);
    }

    [Fact]
    public void The_fewest_days_may_stand_in_place_of_a_list()
    {
        var settings = TextDocuments.Accepted(Samples.Least.Replace("retentionDays: [365, 0]", "retentionDays: { atLeast: 180 }", StringComparison.Ordinal)).KeyVault004;

        Assert.NotNull(settings);
        Assert.Empty(settings.RetentionDays);
        Assert.Equal(180, settings.RetentionAtLeast);
        Assert.True(settings.JudgesRetention);
        var any = settings with { Destination = settings.Destination with { Acceptance = DestinationAcceptance.Any } };
        Assert.True(any.JudgesRetention);
        Assert.False((any with { RetentionAtLeast = null }).JudgesRetention);
    }

    /// <summary>What <c>accept</c> says, or where it is missing what is named; whether retention counts; and what a remediation uses.</summary>
    [Theory]
    [InlineData("accept: storageAccount", "StorageAccount", true, "")]
    [InlineData("accept: workspace", "Workspace", false, "")]
    [InlineData("accept: eventHub", "EventHub", false, "")]
    [InlineData("accept: [eventHub, storageAccount]", "EventHub StorageAccount", true, "")]
    [InlineData($"accept: [workspace], workspace: {Samples.Workspace}", "Workspace", false, $"{Samples.Workspace} workspace")]
    [InlineData($"workspace: {Samples.Workspace}", "Workspace", false, $"{Samples.Workspace} workspace")]
    [InlineData($"workspace: {{ West Europe: {Samples.Workspace} }}", "Workspace", false, $"{Samples.Workspace} workspace.westeurope")]
    [InlineData($"storageAccounts: {{ '*': {Samples.Account} }}", "StorageAccount", true, $"{Samples.Account} storageAccounts.*")]
    [InlineData($"eventHub: {{ authorizationRule: {Samples.Rule} }}", "EventHub", false, $"{Samples.Rule} eventHub")]
    [InlineData(
        $"eventHub: {{ authorizationRule: {Samples.Rule}, name: insights }}", "EventHub", false, $"{Samples.Rule} (event hub insights) eventHub")]
    [InlineData(
        $"eventHub: {{ '*': {{ authorizationRule: {Samples.Rule}x }}, westeurope: {{ authorizationRule: {Samples.Rule}, name: logs }} }}",
        "EventHub", false, $"{Samples.Rule} (event hub logs) eventHub.westeurope")]
    [InlineData(
        $"accept: [workspace, storageAccount], storageAccounts: {{ westeurope: {Samples.Account} }}, workspace: {Samples.Workspace}",
        "Workspace StorageAccount", true, $"{Samples.Workspace} workspace")]
    public void A_destination_is_read(string text, string kinds, bool judgesRetention, string target)
    {
        var settings = TextDocuments.Accepted(WithDestination(text)).KeyVault004;

        Assert.NotNull(settings);
        Assert.Equal(kinds, string.Join(' ', settings.Destination.Kinds));
        Assert.Equal(judgesRetention, settings.JudgesRetention);
        var demand = Assert.Single(settings.Destination.DemandsIn("westeurope"));
        Assert.Equal(target, demand.Target is { } named ? $"{named.Sink.Place} {named.Where["controls.KeyVault-004.destination.".Length..]}" : "");
    }

    [Fact]
    public void What_is_mapped_is_wanted_of_every_kind_that_is_named()
    {
        var document = TextDocuments.Accepted(WithDestination(
            $"accept: mapped, storageAccounts: {{ westeurope: {Samples.Account} }}, workspace: {Samples.Workspace}"));
        var demands = document.KeyVault004?.Destination.DemandsIn("northeurope");

        Assert.Equal([null, Samples.Workspace], demands?.Select(demand => demand.Target?.Sink.Text));
        Assert.Contains(Samples.Workspace, document.NamedResources.Select(id => id.Text));
    }

    [Fact]
    public void The_namespace_of_an_event_hub_is_named_with_its_rule() => Assert.Equal(
        [Samples.Rule[..Samples.Rule.IndexOf("/authorizationRules", StringComparison.Ordinal)], Samples.Rule],
        TextDocuments.Accepted(WithDestination($"eventHub: {{ authorizationRule: {Samples.Rule} }}")).NamedResources.Select(id => id.Text));

    [Fact]
    public void Monitor_006_is_read_in_full()
    {
        var settings = TextDocuments.Accepted(Samples.Full).Monitor006;

        Assert.NotNull(settings);
        Assert.True(settings.Export.Required);
        Assert.Equal(Samples.Account, settings.Export.StorageAccount?.Text);
        Assert.Equal("activity-to-storage", settings.Export.SettingName);
        Assert.Equal(Samples.Vault, settings.Key?.Vault.Text);
        Assert.Equal(new CreateVaultSettings("westeurope", "premium", Rbac: false), settings.Key?.CreateVault);
        Assert.Equal("cc-log-data-key", settings.Key?.Name);
        Assert.Null(settings.Key?.Version);
        Assert.Equal(3072, settings.Key?.CreateSize);
        Assert.True(settings.Key?.Pinned);
        Assert.Equal(Samples.Identity, settings.Identity?.Id.Text);
        Assert.Equal("westeurope", settings.Identity?.CreateLocation);
        Assert.False(settings.GrantAutomatically);
        Assert.True(settings.ConsentsToPurgeProtection);
        Assert.True(settings.Deep);
    }

    [Fact]
    public void What_apply_may_create_has_defaults_too()
    {
        var text = Samples.Full
            .Replace("sku: premium, authorization: accessPolicy", "", StringComparison.Ordinal)
            .Replace("{ type: RSA, size: 3072 }", "{}", StringComparison.Ordinal);

        var key = TextDocuments.Accepted(text).Monitor006?.Key;

        Assert.Equal(new CreateVaultSettings("westeurope", "standard", Rbac: true), key?.CreateVault);
        Assert.Equal(2048, key?.CreateSize);
    }

    [Fact]
    public void A_vault_to_be_created_has_a_firewall_a_retention_and_tags()
    {
        const string Subnet = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/default";
        var text = Samples.Full.Replace(
            "authorization: accessPolicy }",
            $"softDeleteRetentionInDays: 7, publicNetworkAccess: Disabled, tags: {{ owner: platform }}, networkAcls: {{ defaultAction: Deny, ipRules: [203.0.113.7, 198.51.100.0/24], virtualNetworkRules: [{Subnet}] }} }}",
            StringComparison.Ordinal);

        var create = TextDocuments.Accepted(text).Monitor006?.Key?.CreateVault;

        Assert.Equal((7, "Disabled"), (create?.SoftDeleteRetentionInDays, create?.PublicNetworkAccess));
        Assert.Equal((true, true), (create?.Network?.DeniesByDefault, create?.Network?.AdmitsTrustedServices));
        Assert.Equal(["203.0.113.7/32", "198.51.100.0/24"], create?.Network?.IpRanges);
        Assert.Equal([Subnet], create?.Network?.Subnets.Select(id => id.Text));
        Assert.Equal([KeyValuePair.Create("owner", "platform")], create?.Tags);
    }

    [Fact]
    public void A_version_other_than_latest_is_kept()
    {
        const string Version = "0123456789abcdef0123456789abcdef";
        var text = Samples.Least + $"    key: {{ vault: {Samples.Vault}, name: k, version: {Version} }}\n";

        Assert.Equal(Version, TextDocuments.Accepted(text).Monitor006?.Key?.Version);
    }

    [Fact]
    public void Exemptions_and_limits_are_read_in_full()
    {
        var document = TextDocuments.Accepted(Samples.Full);

        var exemption = Assert.Single(document.Exemptions);
        Assert.Equal(KeyVault004Settings.Id, exemption.Control);
        Assert.EndsWith("/kv-legacy-*", exemption.Resource.Text, StringComparison.Ordinal);
        Assert.Equal("Decommissioned in January", exemption.Reason);
        Assert.Equal("team-payments", exemption.Owner);
        Assert.Equal(new DateOnly(2027, 1, 31), exemption.Expires);
        Assert.Equal(48, exemption.Span.Line);
        Assert.Equal(new LimitSettings(50, 30), document.Limits);
    }

    [Fact]
    public void Anchors_and_merge_keys_stand_for_what_they_name()
    {
        var text = $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: azure-logging }
            scope: { subscriptions: [{{Samples.Subscription}}] }
            controls:
              KeyVault-004:
                auditEvent: enabled
                retentionDays: [0]
                destination:
                  storageAccounts:
                    westeurope: &account {{Samples.Account}}
                    northeurope: *account
            exemptions:
              - &first
                control: KeyVault-004
                resource: {{Samples.Vault}}
                reason: Moves to another team
                owner: team-payments
                expires: 2027-01-31
              - <<: *first
                resource: {{Samples.Vault}}-2
            """;

        var document = TextDocuments.Accepted(text);

        Assert.Equal(Samples.Account, document.KeyVault004?.Destination.StorageAccounts.In("northeurope")?.Text);
        Assert.Equal($"{Samples.Vault}-2", document.Exemptions[1].Resource.Text);
        Assert.Equal("team-payments", document.Exemptions[1].Owner);
    }

    private static string WithDestination(string text) => Samples.Least.Replace(
        "retentionDays: [365, 0]", $"retentionDays: [365, 0]\n    destination: {{ {text} }}", StringComparison.Ordinal);
}
