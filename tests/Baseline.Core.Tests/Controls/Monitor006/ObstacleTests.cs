using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>What keeps an account from its key, or an activity log from its account: each with its code, in full.</summary>
public sealed class ObstacleTests
{
    private const string NewGroup = $"/subscriptions/{One}/resourceGroups/rg-new";
    private const string NewVaultId = $"{NewGroup}/providers/Microsoft.KeyVault/vaults/kv-new";
    private const string DeletedVault = $"/subscriptions/{One}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv";

    private static readonly Monitor006Settings Creating = Settings with { Key = Key with { CreateVault = NewVault, CreateSize = 3072 } };

    private static readonly Monitor006Settings Pinning = Settings with { Key = Key with { Pinned = true } };

    private static readonly Monitor006Settings OfVersion = Settings with { Key = Key with { Version = "0123" } };

    private static readonly Monitor006Settings InNewGroup =
        Settings with { Key = Key with { Vault = ResourceId.Parse(NewVaultId), CreateVault = NewVault, CreateSize = 3072 } };

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["nothing"] = new(New().Exported().Ready(), Settings),
        ["no key is named"] = new(New().Exported(), Settings with { Key = null }),
        ["no identity is named"] = new(New().Exported(), Settings with { Identity = null }),
        ["the identity is unreadable"] = new(New().Exported().Unreadable(Identity), Settings),
        ["the identity has no principal"] = new(
            New().Exported().WithIdentity().With(body => Properties(body).Remove("principalId")), Settings),
        ["an isolated identity, and an account elsewhere"] = new(
            New().Account("st", "northeurope").SubscriptionSetting("audit", "st").WithVault().WithKey().WithRole().WithIdentity().WithProperty("isolationScope", "Regional"),
            Settings),
        ["an isolated identity, and an account without a region"] = new(
            New().Account("st").With(body => body.Remove("location")).SubscriptionSetting("audit", "st").WithVault().WithKey().WithRole()
                .WithIdentity().WithProperty("isolationScope", "Regional"),
            Settings),
        ["the identity is missing"] = new(New().Exported().WithVault().WithKey(), Settings),
        ["the identity without a tenant is of its subscription's"] = new(
            New().Exported().WithVault().WithProperty("tenantId", OtherTenant).WithKey().WithRole()
                .WithIdentity().With(body => Properties(body).Remove("tenantId")),
            Settings),
        ["no tenant of the identity is known"] = new(
            New().Exported().WithVault().WithKey().WithRole().WithIdentity().With(body => Properties(body).Remove("tenantId")),
            Settings,
            IsWithoutTenant: true),
        ["tenants in another letter case"] = new(
            New().Exported().WithVault().WithProperty("tenantId", EstateBuilder.Tenant.ToUpperInvariant()).WithKey().WithIdentity().WithRole(),
            Settings),
        ["the vault is unreadable"] = new(New().Exported().WithIdentity().Unreadable(Vault), Settings),
        ["the vault has no address"] = new(
            New().Exported().WithVault().With(body => Properties(body).Remove("vaultUri")).WithIdentity(), Settings),
        ["the vault is closed"] = new(New().Exported().WithVault().WithProperty("networkAcls", Acls("Deny", "None")).WithKey().WithIdentity().WithRole(), Settings),
        ["the vault is closed, in other letters"] = new(
            New().Exported().WithVault().WithProperty("networkAcls", Acls("deny", "None")).WithKey().WithIdentity().WithRole(), Settings),
        ["the vault is open to trusted services, in other letters"] = new(
            New().Exported().WithVault().WithProperty("networkAcls", Acls("Deny", "azureservices, Logging")).WithKey().WithIdentity().WithRole(),
            Settings),
        ["the vault has no purge protection"] = new(
            New().Exported().Vault("kv").WithKey().WithIdentity().WithRole(), Settings with { ConsentsToPurgeProtection = false }),
        ["the vault is excluded"] = new(
            New().Exported().Vault("kv").WithKey().WithIdentity().WithRole(),
            Settings,
            [new Exclusion(null, null, null, new ResourcePattern(Vault))]),
        ["the vault is missing"] = new(New().Exported().WithIdentity(), Settings),
        ["the key is unreadable"] = new(New().Exported().WithVault().WithIdentity().WithRole().Unreadable($"{Vault}/keys/key"), Settings),
        ["the key is missing"] = new(New().Exported().WithVault().WithIdentity().WithRole(), Settings),
        ["the version is unreadable"] = new(
            New().Exported().Ready().Unreadable($"{Vault}/keys/key/versions/0123"), OfVersion),
        ["the version is missing"] = new(New().Exported().Ready(), OfVersion),
        ["the roles are unreadable"] = new(New().Exported().WithVault().WithKey().WithIdentity().Unreadable(RoleList), Settings),
        ["no role may be granted"] = new(
            New().Exported().WithVault().WithKey().WithIdentity(), Settings with { GrantAutomatically = false }),
        ["no policy may be granted"] = new(
            New().Exported().WithVault().AccessPolicyModel().WithKey().WithIdentity(), Settings with { GrantAutomatically = false }),
        ["no tenant for a policy"] = new(
            New().Exported().WithVault().AccessPolicyModel().With(body => Properties(body).Remove("tenantId")).WithKey().WithIdentity(),
            Settings),
        ["the key in use is broken"] = new(
            New().Ready().Key("kv", "old", enabled: false).Account("st").CustomerKey("kv", "old", "id").SubscriptionSetting("audit", "st"),
            Settings),
        ["another key by an application"] = new(
            New().Ready().Account("st").CustomerKey("kv", "old", "id").With(Federate).SubscriptionSetting("audit", "st"), Pinning),
        ["another key by an unknown identity"] = new(
            New().Ready().Account("st").CustomerKey("kv", "old").With(body => body.Remove("identity")).SubscriptionSetting("audit", "st"),
            Pinning),
        ["another key, where no tenant is known"] = new(
            New().Ready().RoleAssignment("kv", ArmGuid("st")).Account("st").CustomerKey("kv", "old").SubscriptionSetting("audit", "st"),
            Pinning,
            IsWithoutTenant: true),
        ["no consent to a new vault"] = new(
            New().Vault("kv-beside").Exported().WithIdentity(), Creating with { ConsentsToPurgeProtection = false }),
        ["no tenant of a new vault"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().With(body => Properties(body).Remove("tenantId")),
            Creating,
            IsWithoutTenant: true),
        ["a new vault in the tenant of its subscription"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().WithProperty("tenantId", OtherTenant), Creating),
        ["a new vault in the same tenant in other letters"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().WithProperty("tenantId", EstateBuilder.Tenant.ToUpperInvariant()), Creating),
        ["a vault of the name"] = new(
            New().Vault("KV", group: "rg-elsewhere").Vault("kv-beside").Exported().WithIdentity(), Creating),
        ["a deleted vault of the name"] = new(New().Vault("kv-beside").Exported().WithIdentity().Raw(Deleted("2026-12-01")), Creating),
        ["a deleted vault of the name, without a day"] = new(New().Vault("kv-beside").Exported().WithIdentity().Raw(Deleted("soon")), Creating),
        ["deleted vaults are unreadable"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().Unreadable(DeletedVault), Creating),
        ["no group for a new vault"] = new(New().Exported().WithIdentity(), InNewGroup),
        ["no group for a new vault, and another group is unreadable"] = new(
            New().Exported().WithIdentity().Unreadable($"{App}/providers/Microsoft.Storage/storageAccounts/secret"), InNewGroup),
        ["a group that shows by what is unreadable in it"] = new(
            New().Exported().WithIdentity().Unreadable($"{NewGroup}/providers/Microsoft.Storage/storageAccounts/secret"), InNewGroup),
        ["a group that is there and empty"] = new(
            New().Exported().WithIdentity().Raw($$"""{"id":"{{NewGroup}}","type":"Microsoft.Resources/resourceGroups","properties":{} }"""),
            InNewGroup),
        ["a group that is unreadable"] = new(
            New().Exported().WithIdentity().Unreadable(NewGroup), InNewGroup),
        ["a group that is unreadable, of a vault that is gone"] = new(
            New().Exported().WithIdentity().Unreadable(NewVaultId, 404, "ResourceNotFound").Unreadable(NewGroup), InNewGroup),
        ["a provider that is not registered"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().Raw(Provider("Microsoft.KeyVault", "NotRegistered")), Creating),
        ["a provider that is unreadable"] = new(
            New().Vault("kv-beside").Exported().WithIdentity().Unreadable($"/subscriptions/{One}/providers/Microsoft.KeyVault"), Creating),
        ["no account to export to"] = new(
            New().Unexported().Ready(), Settings with { Export = Settings.Export with { StorageAccount = null } }),
        ["no provider for the export"] = new(
            New().Unexported().Ready().Raw(Provider("Microsoft.Insights", "Unregistered")), Settings),
        ["an account that says nothing of its key"] = new(
            New().Ready().Account("st").With(body => Properties(body)["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Keyvault" }),
            Settings),
        ["five settings"] = new(
            new[] { "a", "b", "c", "d", "e" }
                .Aggregate(New().Unexported().Ready(), (estate, name) => estate.SubscriptionSetting(name, workspace: $"log-{name}")),
            Settings),
        ["a silent setting of others with a workspace that is gone"] = new(
            New().Unexported().Ready().SubscriptionSetting("silent", "st", null, "-Administrative")
                .WithProperty("workspaceId", GoneWorkspace),
            Settings),
        ["a silent setting of others with a workspace that is unreadable"] = new(
            New().Unexported().Ready().SubscriptionSetting("silent", "st", null, "-Administrative")
                .WithProperty("workspaceId", GoneWorkspace).Unreadable(GoneWorkspace),
            Settings),
        ["the own setting with a group that is not offered"] = new(
            New().Unexported().Ready().SubscriptionSetting("baseline-activity-log", Gone)
                .WithProperty("logs", new JsonArray(new JsonObject { ["categoryGroup"] = "audit", ["enabled"] = true })),
            Settings),
        ["the own setting with a workspace that is unreadable"] = new(
            New().Unexported().Ready().SubscriptionSetting("baseline-activity-log", Gone)
                .WithProperty("workspaceId", GoneWorkspace).Unreadable(GoneWorkspace),
            Settings),
        ["an excluded account to export to"] = new(
            New().Unexported().Ready().SubscriptionSetting("lost", Gone),
            Settings,
            [new Exclusion(null, null, null, new ResourcePattern(Account))]),
        ["an exempt account to export to"] = new(
            New().Unexported().Ready().SubscriptionSetting("lost", Gone),
            Settings,
            Exemptions: [new Exemption("Monitor-006", new ResourcePattern(Account), "Moved", "team-a", new DateOnly(2027, 1, 1), Settings.Span)]),
        ["an export that is there already"] = new(
            New().Exported().SubscriptionSetting("lost", Gone), Settings with { Identity = null }),
    };

    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["nothing"] = [],
        ["an isolated identity, and an account elsewhere"] = [
            "BL2146 Identity /subscriptions/ONE/resourcegroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id is isolated to its region westeurope (isolationScope: Regional), and LOGS/providers/Microsoft.Storage/storageAccounts/st lies in northeurope: name an identity of that region, or one that is not isolated, in controls.Monitor-006.identity.",
        ],
        ["an isolated identity, and an account without a region"] = [],
        ["no key is named"] = [
            "BL2108 The document names no key: add controls.Monitor-006.key with vault and name.",
        ],
        ["no identity is named"] = [
            "BL2108 The document names no identity for LOGS/providers/Microsoft.Storage/storageAccounts/st: add controls.Monitor-006.identity with id.",
        ],
        ["the identity is unreadable"] = [
            "BL2107 (unread) Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["the identity has no principal"] = [
            "BL2124 (unread) Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id has no principalId in what was read: capture the estate again.",
        ],
        ["the identity is missing"] = [
            "BL2121 Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id does not exist: create it, or let apply do so with controls.Monitor-006.identity.create.",
        ],
        ["the identity without a tenant is of its subscription's"] = [
            "BL2144 Key vault VAULT knows identities of tenant bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb only, and Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id is of tenant aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa: change the vault's tenantId, as after a move of its subscription, or name a vault of that tenant in controls.Monitor-006.key.vault.",
        ],
        ["no tenant of the identity is known"] = [],
        ["tenants in another letter case"] = [],
        ["the vault is unreadable"] = [
            "BL2107 (unread) Key vault VAULT could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["the vault has no address"] = [
            "BL2124 (unread) Key vault VAULT has no vaultUri in what was read: capture the estate again.",
        ],
        ["the vault is closed"] = [
            "BL2143 Key vault VAULT lets no trusted services in (networkAcls.bypass: None), and storage comes as one: allow trusted Microsoft services there (az keyvault update --bypass AzureServices).",
        ],
        ["the vault is closed, in other letters"] = [
            "BL2143 Key vault VAULT lets no trusted services in (networkAcls.bypass: None), and storage comes as one: allow trusted Microsoft services there (az keyvault update --bypass AzureServices).",
        ],
        ["the vault is open to trusted services, in other letters"] = [],
        ["the vault has no purge protection"] = [
            "BL2118 Key vault VAULT has no purge protection, which storage needs and which can never be switched off again: consent with \"irreversible: [purgeProtection]\" under controls.Monitor-006, or name another vault.",
        ],
        ["the vault is excluded"] = [
            "BL2102 VAULT is excluded from the scope: remove the exclusion to let it be changed.",
        ],
        ["the vault is missing"] = [
            "BL2119 Key vault VAULT does not exist: create it, or let apply do so with controls.Monitor-006.key.createVault.",
        ],
        ["the key is unreadable"] = [
            "BL2107 (unread) Key VAULT/keys/key could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["the key is missing"] = [
            "BL2120 Key VAULT/keys/key does not exist: create it, or let apply do so with controls.Monitor-006.key.create.",
        ],
        ["the version is unreadable"] = [
            "BL2107 (unread) Key VAULT/keys/key/versions/0123 could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["the version is missing"] = [
            "BL2145 Key VAULT/keys/key/versions/0123 does not exist: the key has no such version: name one that it has, or \"latest\", in controls.Monitor-006.key.version.",
        ],
        ["the roles are unreadable"] = [
            "BL2107 (unread) The role assignments of VAULT could not be read (403 AuthorizationFailed): grant Microsoft.Authorization/roleAssignments/read.",
        ],
        ["no role may be granted"] = [
            "BL2123 Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id may not use key key of VAULT, and the document says \"grant: none\": assign the role Key Vault Crypto Service Encryption User (e147488a-f6f5-4113-8e2d-b22465e65bf6) at VAULT to principal 8899cc7c-e0e8-7738-e010-072c0cca35df.",
        ],
        ["no policy may be granted"] = [
            "BL2123 Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id may not use key key of VAULT, and the document says \"grant: none\": give principal 8899cc7c-e0e8-7738-e010-072c0cca35df an access policy with the key permissions get, wrapKey and unwrapKey at VAULT.",
        ],
        ["no tenant for a policy"] = [
            "BL2124 (unread) The tenant of VAULT is not known, and an access policy needs it: capture the estate again.",
        ],
        ["the key in use is broken"] = [
            "BL2117 LOGS/providers/Microsoft.Storage/storageAccounts/st: Key old of VAULT is disabled, so the account refuses reads and writes and logs are lost. Nothing can be changed automatically: fix the key or the container by hand.",
        ],
        ["another key by an application"] = [
            "BL2147 LOGS/providers/Microsoft.Storage/storageAccounts/st reaches its key across tenants, by the application app-of-another-tenant, and whether that reaches key key of VAULT can't be seen: choose the key by hand, or take controls.Monitor-006.key.pinned away.",
        ],
        ["another key by an unknown identity"] = [
            "BL2107 (unread) The identity with which LOGS/providers/Microsoft.Storage/storageAccounts/st reaches its key could not be read: grant read access to it.",
        ],
        ["another key, where no tenant is known"] = [],
        ["no consent to a new vault"] = [
            "BL2118 Key vault VAULT would be created with purge protection, which can never be switched off again: consent with \"irreversible: [purgeProtection]\" under controls.Monitor-006.",
        ],
        ["no tenant of a new vault"] = [
            "BL2124 (unread) Key vault VAULT can't be created, because the tenant of its subscription is not known: capture the estate again, with tenantId.",
        ],
        ["a new vault in the tenant of its subscription"] = [
            "BL2144 Key vault VAULT would be created in tenant aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa, and Identity LOGS/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id is of tenant bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb: name a vault in a subscription of that tenant in controls.Monitor-006.key.vault.",
        ],
        ["a new vault in the same tenant in other letters"] = [],
        ["a vault of the name"] = [
            "BL2142 Key vault VAULT can't be created, because /subscriptions/ONE/resourceGroups/rg-elsewhere/providers/Microsoft.KeyVault/vaults/KV has the name: name that vault, or choose another name, in controls.Monitor-006.key.vault.",
        ],
        ["a deleted vault of the name"] = [
            "BL2141 Key vault VAULT can't be created, because a deleted vault holds the name until 2026-12-01: recover it (az keyvault recover --name kv), or choose another name in controls.Monitor-006.key.vault.",
        ],
        ["a deleted vault of the name, without a day"] = [
            "BL2141 Key vault VAULT can't be created, because a deleted vault holds the name: recover it (az keyvault recover --name kv), or choose another name in controls.Monitor-006.key.vault.",
        ],
        ["deleted vaults are unreadable"] = [
            "BL2107 (unread) Whether a deleted vault holds the name kv could not be read (403 AuthorizationFailed): grant Microsoft.KeyVault/locations/deletedVaults/read.",
        ],
        ["no group for a new vault"] = [
            "BL2140 Resource group rg-new of subscription ONE does not exist, and kv-new is to be created in it: run \"az group create --name rg-new --location westeurope --subscription ONE\".",
        ],
        ["no group for a new vault, and another group is unreadable"] = [
            "BL2140 Resource group rg-new of subscription ONE does not exist, and kv-new is to be created in it: run \"az group create --name rg-new --location westeurope --subscription ONE\".",
        ],
        ["a group that shows by what is unreadable in it"] = [],
        ["a group that is there and empty"] = [],
        ["a group that is unreadable"] = [
            "BL2107 (unread) Resource group rg-new of subscription ONE could not be read (403 AuthorizationFailed): grant Microsoft.Resources/subscriptions/resourceGroups/read.",
        ],
        ["a group that is unreadable, of a vault that is gone"] = [
            "BL2107 (unread) Resource group rg-new of subscription ONE could not be read (403 AuthorizationFailed): grant Microsoft.Resources/subscriptions/resourceGroups/read.",
        ],
        ["a provider that is not registered"] = [
            "BL2106 Subscription ONE is not registered to use Microsoft.KeyVault, so Azure creates nothing of it there: run \"az provider register --namespace Microsoft.KeyVault --subscription ONE\".",
        ],
        ["a provider that is unreadable"] = [
            "BL2107 (unread) Whether subscription ONE is registered to use Microsoft.KeyVault could not be read (403 AuthorizationFailed): grant Microsoft.Resources/subscriptions/providers/read.",
        ],
        ["no account to export to"] = [
            "BL2108 The document does not say where the activity log goes: add controls.Monitor-006.export.storageAccount.",
        ],
        ["no provider for the export"] = [
            "BL2106 Subscription ONE is not registered to use Microsoft.Insights, so Azure takes no diagnostic settings there: run \"az provider register --namespace Microsoft.Insights --subscription ONE\".",
        ],
        ["an account that says nothing of its key"] = [
            "BL2107 (unread) The encryption of LOGS/providers/Microsoft.Storage/storageAccounts/st is unknown: It says Microsoft.Keyvault but names no key: grant read access to it, or look at its encryption.",
        ],
        ["five settings"] = [
            "BL2113 /subscriptions/ONE has 5 diagnostic settings (\"a\", \"b\", \"c\", \"d\", \"e\") and Azure allows 5: delete one, or export one of them to LOGS/providers/Microsoft.Storage/storageAccounts/st.",
        ],
        ["a silent setting of others with a workspace that is gone"] = [
            "BL2131 Setting \"silent\" names LOGS/providers/Microsoft.OperationalInsights/workspaces/gone as well, which does not exist, and Azure takes no setting that names it: correct or delete setting \"silent\".",
        ],
        ["a silent setting of others with a workspace that is unreadable"] = [
            "BL2107 (unread) LOGS/providers/Microsoft.OperationalInsights/workspaces/gone, given by setting \"silent\", could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["the own setting with a group that is not offered"] = [
            "BL2139 Setting \"baseline-activity-log\" exports by category group audit, which Azure is not known to offer for a subscription, and a setting is written as a whole: let setting \"baseline-activity-log\" name categories, or delete it.",
        ],
        ["the own setting with a workspace that is unreadable"] = [
            "BL2107 (unread) LOGS/providers/Microsoft.OperationalInsights/workspaces/gone, given by setting \"baseline-activity-log\", could not be read (403 AuthorizationFailed): grant read access to it.",
        ],
        ["an excluded account to export to"] = [
            "BL2125 LOGS/providers/Microsoft.Storage/storageAccounts/st, given by controls.Monitor-006.export.storageAccount, is excluded: name another account, or delete the setting that exports to an account that is gone.",
        ],
        ["an exempt account to export to"] = [
            "BL2125 LOGS/providers/Microsoft.Storage/storageAccounts/st, given by controls.Monitor-006.export.storageAccount, is exempt: name another account, or delete the setting that exports to an account that is gone.",
        ],
        ["an export that is there already"] = [
            "BL2108 The document names no identity for LOGS/providers/Microsoft.Storage/storageAccounts/st: add controls.Monitor-006.identity with id.",
            "BL2125 Setting \"audit\" already exports to LOGS/providers/Microsoft.Storage/storageAccounts/st, so no other export is needed: delete the setting that exports to an account that is gone.",
        ],
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void An_export_to_an_account_that_is_gone_needs_one_that_the_document_names()
    {
        var finding = Judge(
            Settings with { Export = Settings.Export with { StorageAccount = null } },
            Input(new EstateBuilder().SubscriptionSetting("audit", Gone).Build(), [new Exclusion("rg-sandbox", null, null, null)]));

        Assert.Equal(
            [new Obstacle("BL2108", "The document does not say where the activity log goes", "add controls.Monitor-006.export.storageAccount")],
            finding.Obstacles);
    }

    [Fact]
    public void The_setting_of_a_group_with_a_category_group_that_is_not_offered_is_left_as_it_is()
    {
        var corp = ResourceId.ManagementGroup("corp");
        var estate = new EstateBuilder().Subscription(One, null, corp.Name).Account("st").Ready()
            .ManagementGroupSetting(corp.Name, ExportSettings.DefaultSettingName, Gone)
            .WithProperty("logs", new JsonArray(new JsonObject { ["categoryGroup"] = "audit", ["enabled"] = true }))
            .Build();
        var input = Input(estate) with { Scope = new EstateScope(new ScopeSettings(false, [corp], [], []), estate) };

        Assert.All(Evaluate(Settings, input).Findings, finding => Assert.Contains(
            "exports by category group audit, which Azure is not known to offer for a management group",
            Assert.Single(finding.Obstacles).What,
            StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_in_the_way_is_told_with_its_code_and_what_to_do(string name)
    {
        var (builder, settings, exclusions, exemptions, isWithoutTenant) = Cases[name];
        var estate = isWithoutTenant ? builder.WithoutTenant() : builder.Build();

        var finding = Judge(settings, Input(estate, exclusions, exemptions ?? []));

        Assert.Equal(ComplianceState.Noncompliant, finding.State);
        Assert.Equal(Expected[name], finding.Obstacles.Select(Shown));
        Assert.Equal(finding.Obstacles.Any(obstacle => obstacle.Incomplete), finding.Incomplete);
    }

    /// <summary>Whether a run is incomplete goes by the code, not by who says it.</summary>
    [Fact]
    public void What_was_not_read_or_not_read_whole_is_incomplete_wherever_it_stands_in_the_way()
    {
        var unread = Expected.Values.SelectMany(texts => texts).ToLookup(text => text.Contains("(unread)", StringComparison.Ordinal), text => text[..6]);

        Assert.Equal(["BL2107", "BL2124"], unread[true].Distinct().Order());
        Assert.Empty(unread[false].Intersect(unread[true]));
        Assert.Equal(4, unread[true].Count(code => code == "BL2124"));
    }

    private static string Shown(Obstacle obstacle) =>
        $"{obstacle.Code}{(obstacle.Incomplete ? " (unread)" : "")} {obstacle.Text}"
            .Replace(Vault, "VAULT", StringComparison.Ordinal)
            .Replace(Logs, "LOGS", StringComparison.Ordinal)
            .Replace(App, "APP", StringComparison.Ordinal)
            .Replace(One, "ONE", StringComparison.Ordinal);

    private static EstateBuilder New() => new EstateBuilder().Subscription(One);

    private static JsonObject Acls(string action, string bypass) => new() { ["defaultAction"] = action, ["bypass"] = bypass };

    private static string ArmGuid(string account) =>
        New().Account(account).SystemIdentity().Build().Resources[0].Body.TextAt("identity.principalId") ?? "";

    private static string Provider(string name, string state) =>
        $$"""{"id":"/subscriptions/{{One}}/providers/{{name}}","registrationState":"{{state}}"}""";

    private static string Deleted(string purged) =>
        $$"""{"id":"{{DeletedVault}}","name":"kv","properties":{"scheduledPurgeDate":"{{purged}}"} }""";

    private static void Federate(JsonObject body) =>
        (Properties(body)["encryption"]?["identity"]?.AsObject() ?? throw new InvalidOperationException("No identity."))
            ["federatedIdentityClientId"] = "app-of-another-tenant";

    private sealed record Case(
        EstateBuilder Estate,
        Monitor006Settings Settings,
        Exclusion[]? Exclusions = null,
        Exemption[]? Exemptions = null,
        bool IsWithoutTenant = false);
}
