using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Json;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>What is written to Azure, and what waits for what.</summary>
public sealed class RemediationTests
{
    private const string OfFirstKind =
        "The account is of kind Storage (general purpose v1), of which Azure does not say whether it takes a customer-managed key.";

    private const string Subnet = $"{App}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/build";

    private static readonly Monitor006Settings CreatingIdentity =
        Settings with { Identity = new IdentitySettings(ResourceId.Parse(Identity), "westeurope") };

    public static TheoryData<string, string, bool> Receivers => new()
    {
        { "nothing exports to the account", "", true },
        { "a vault exports to the account", "vault", true },
        { "an activity log in no scope is exported to the account", "setting", false },
        { "a log profile in no scope exports to the account", "profile", false },
        { "the activity log of a group in no scope is exported to the account", "group", false },
    };

    public static TheoryData<string, bool, bool> Kinds => new()
    {
        { "StorageV2", true, false },
        { "BlobStorage", false, false },
        { "blobstorage", false, false },
        { "Storage", true, true },
        { "storage", true, true },
    };

    public static TheoryData<string, VaultNetworkSettings?, string> Networks => new()
    {
        { "none", null, "{}" },
        { "open", new VaultNetworkSettings(false, false, [], []), """{"defaultAction":"Allow","bypass":"None"}""" },
        { "trusted", new VaultNetworkSettings(false, true, [], []), """{"defaultAction":"Allow","bypass":"AzureServices"}""" },
        { "closed", new VaultNetworkSettings(true, false, [], []), """{"defaultAction":"Deny","bypass":"None"}""" },
        {
            "range",
            new VaultNetworkSettings(true, true, ["203.0.113.0/24"], []),
            """{"defaultAction":"Deny","bypass":"AzureServices","ipRules":[{"value":"203.0.113.0/24"}]}"""
        },
        {
            "subnet",
            new VaultNetworkSettings(true, true, [], [ResourceId.Parse(Subnet)]),
            $$"""{"defaultAction":"Deny","bypass":"AzureServices","virtualNetworkRules":[{"id":"{{Subnet}}"}]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Receivers))]
    public void Only_an_account_that_receives_no_activity_log_waits_for_the_export(string why, string receiver, bool waits)
    {
        var estate = New().Unexported().WithVault().WithKey();
        estate = receiver switch
        {
            "vault" => estate.Setting("kv", "audit", Account),
            "setting" => estate.Subscription(Two).SubscriptionSetting("audit", Account),
            "profile" => estate.Subscription(Two).LogProfile(Account),
            "group" => estate.ManagementGroupSetting("corp", "audit", Account),
            _ => estate,
        };

        var changes = Changes(CreatingIdentity, Input(estate.Build()));

        var export = changes.Single(change => change.Type == "Microsoft.Insights/diagnosticSettings").Id;
        var waiting = changes.Where(change => change.DependsOn.Contains(export)).Select(change => change.Type).ToList();
        string[] account = ["Microsoft.Storage/storageAccounts", "Microsoft.Storage/storageAccounts"];
        Assert.True(waiting.SequenceEqual(waits ? account : []), $"{why}: {string.Join(", ", waiting)} wait.");
        Assert.Equal(5, changes.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_account_of_blobs_alone_has_no_files_to_encrypt_and_one_of_the_first_kind_is_noticed(string kind, bool files, bool noticed)
    {
        var estate = New().Account("st").With(body => body["kind"] = kind).SubscriptionSetting("audit", "st").Ready();
        var said = Evaluate(Settings, Input(estate.Build()));

        var body = said.Assemble().Single(change => change.Body.TextAt("properties.encryption.keySource") is not null).Body;

        Assert.Equal(
            files ? ["blob", "file"] : ["blob"],
            body.MembersAt("properties.encryption.services").Select(member => member.Name));
        var ofKind = said.Notices.Distinct().Where(notice => notice.Code == "BL2032").ToList();
        Assert.Equal(noticed ? [Account] : Array.Empty<string>(), ofKind.Select(notice => notice.Resource));
        Assert.All(ofKind, notice => Assert.StartsWith(OfFirstKind, notice.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_own_setting_loses_a_workspace_that_is_gone_although_another_setting_names_it()
    {
        var estate = New().Unexported().Ready()
            .SubscriptionSetting("baseline-activity-log", Gone).WithProperty("workspaceId", GoneWorkspace)
            .SubscriptionSetting("other").WithProperty("workspaceId", GoneWorkspace);
        var said = Evaluate(Settings, Input(estate.Build()));

        Assert.Empty(said.Findings.Single().Obstacles);
        var export = said.Assemble().Single(change => change.Type == "Microsoft.Insights/diagnosticSettings");
        Assert.EndsWith("/diagnosticSettings/baseline-activity-log", export.Resource, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Account, export.Body.TextAt("properties.storageAccountId"));
        Assert.Null(export.Body.TextAt("properties.workspaceId"));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_new_vault_gets_the_firewall_that_the_document_gives_and_no_more(string name, VaultNetworkSettings? network, string expected)
    {
        var tags = network is null ? [] : new[] { KeyValuePair.Create("env", name) };
        var create = NewVault with { Network = network, Tags = tags };
        var estate = New().Vault("kv-beside").Exported().WithIdentity();

        var changes = Changes(Settings with { Key = Key with { CreateVault = create, CreateSize = 3072 } }, Input(estate.Build()));

        var body = changes.Single(change => change.Type == "Microsoft.KeyVault/vaults").Body;
        var acls = body.At("properties.networkAcls");
        Assert.Equal(expected, acls.ValueKind == JsonValueKind.Undefined ? "{}" : JsonNode.Parse(acls.GetRawText())?.ToJsonString());
        Assert.Equal(tags.Select(tag => tag.Key), body.MembersAt("tags").Select(tag => tag.Name));
        Assert.Equal(tags.Length > 0, body.At("tags").ValueKind != JsonValueKind.Undefined);
    }

    private static EstateBuilder New() => new EstateBuilder().Subscription(One);
}
