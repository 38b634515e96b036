using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>Whether the key that an account uses works, and how the tool explains it.</summary>
public sealed class KeyInUseTests
{
    private const string Works = "It is encrypted with key key of https://kv.vault.azure.net/.";
    private const string LogsAreLost = "so the account refuses reads and writes and logs are lost";
    private const string Stranger = "99999999-9999-9999-9999-999999999999";

    private static readonly Dictionary<string, (EstateBuilder Estate, ComplianceState State, string Reason)> Cases = new()
    {
        ["one policy of two lets somebody unwrap"] = Good(InUse(Vault(vault => vault.Policy(Stranger, "list").Policy(Stranger, "GET", "unwrapkey")))),
        ["one policy allows all"] = Good(InUse(Vault(vault => vault.Policy(Stranger, "list").Policy(Stranger, "ALL")))),
        ["no policy lets anybody unwrap"] = Lost(InUse(Vault(vault => vault.Policy(Stranger, "get", "wrapKey")))),
        ["the identity has a role"] = Good(InUse(Vault().WithRole())),
        ["a group has a role"] = Good(InUse(Vault().RoleAssignment("kv", Stranger).WithProperty("principalType", "Group"))),
        ["a group has a role, in other letters"] = Good(InUse(Vault().RoleAssignment("kv", Stranger).WithProperty("principalType", "GROUP"))),
        ["only a stranger has a role"] = Lost(InUse(Vault().RoleAssignment("kv", Stranger))),
        ["the roles of the document's vault are unreadable"] = (
            InUse(Vault()).Unreadable(RoleList),
            ComplianceState.Unknown,
            "It is encrypted with key key of https://kv.vault.azure.net/, and whether that key works could not be read (403 AuthorizationFailed)."),
        ["the roles of a vault that uses policies are unreadable"] =
            Good(InUse(Vault(vault => vault.Policy(Stranger, "all"))).Unreadable(RoleList)),
        ["the roles of a vault that the document does not name are unreadable"] = (
            New().WithIdentity().Vault("kv-b").PurgeProtected().Key("kv-b", "key").Account("st").CustomerKey("kv-b", "key", "id")
                .SubscriptionSetting("audit", "st")
                .Unreadable($"{App}/providers/Microsoft.KeyVault/vaults/kv-b/providers/Microsoft.Authorization/roleAssignments"),
            ComplianceState.Compliant,
            "It is encrypted with key key of https://kv-b.vault.azure.net/."),
        ["a vault of another tenant"] = (
            InUse(Vault(tenant: OtherTenant).WithRole()),
            ComplianceState.Noncompliant,
            $"Key vault {SampleEstate.Vault} knows identities of tenant {OtherTenant} only, and the account is of tenant {EstateBuilder.Tenant}, {LogsAreLost}."),
        ["a vault of another tenant, reached by an application"] = Good(InUse(Vault(tenant: OtherTenant), "app-of-another-tenant")),
        ["a vault of the same tenant in other letters"] = Good(InUse(Vault(tenant: EstateBuilder.Tenant.ToUpperInvariant()).WithRole())),
    };

    private static readonly Dictionary<string, (EstateBuilder Estate, string[] Steps)> Traces = new()
    {
        ["no source"] = (
            New().Ready().Account("st").With(body => Properties(body)["encryption"] = new JsonObject()).SubscriptionSetting("audit", "st"),
            ["0 keySource is not given, which is Microsoft.Storage."]),
        ["no key"] = (
            New().Ready().Account("st").With(body => Properties(body)["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Keyvault" })
                .SubscriptionSetting("audit", "st"),
            ["0 keySource is Microsoft.Keyvault, and no key is named."]),
        ["Microsoft's key after a customer's"] = (
            InUse(Vault().WithRole(), source: "Microsoft.Storage"), ["0 keySource is Microsoft.Storage."]),
        ["fit"] = (InUse(Vault().WithRole()), [Newest, "1 The key's vault lets storage in.", "1 The key is fit for use."]),
        ["disabled"] = (
            InUse(Vault(enabled: false).WithRole()), [Newest, "1 The key's vault lets storage in.", "1 The key is disabled."]),
        ["expired"] = (
            InUse(Vault(expires: 1_767_225_600).WithRole()),
            [Newest, "1 The key's vault lets storage in.", "1 The key expired on 2026-01-01."]),
        ["disabled and expired"] = (
            InUse(Vault(enabled: false, expires: 1_767_225_600).WithRole()),
            [Newest, "1 The key's vault lets storage in.", "1 The key is disabled."]),
        ["closed"] = (
            InUse(Vault(bypass: "None").WithRole()),
            [Newest, "1 The key's vault lets no trusted services in (networkAcls.bypass: None).", "1 The key is fit for use."]),
    };

    private static readonly Dictionary<string, (EstateBuilder Estate, ComplianceState State, bool Incomplete)> Parts = new()
    {
        ["good"] = (InUse(Vault().WithRole()), ComplianceState.Compliant, false),
        ["unknown"] = (InUse(Vault()).Unreadable(RoleList), ComplianceState.Unknown, true),
        ["to be encrypted"] = (New().Exported().Ready(), ComplianceState.Noncompliant, false),
        ["to be encrypted, with an identity that is unreadable"] = (New().Exported().Unreadable(Identity), ComplianceState.Noncompliant, true),
    };

    private static string Newest => "0 keySource is Microsoft.Keyvault, with the newest version of key key of https://kv.vault.azure.net/.";

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> TraceNames => [.. Traces.Keys];

    public static TheoryData<string> PartNames => [.. Parts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_in_use_is_judged_by_what_is_known_for_certain(string name)
    {
        var (estate, state, reason) = Cases[name];

        var detail = Assert.Single(Judge(Settings, Input(estate.Build())).Details);

        Assert.Equal((state, reason), (detail.State, detail.Reason));
    }

    [Fact]
    public void Where_no_tenant_is_known_none_is_another_one()
    {
        var finding = Judge(Settings, Input(InUse(Vault(tenant: OtherTenant).WithRole()).WithoutTenant()));

        Assert.Equal((ComplianceState.Compliant, Works), (finding.State, Assert.Single(finding.Details).Reason));
    }

    [Theory]
    [MemberData(nameof(TraceNames))]
    public void The_key_of_an_account_is_explained_as_far_as_it_is_known(string name)
    {
        var (estate, steps) = Traces[name];

        var trace = new Monitor006Control(Settings).Evaluate(Input(estate.Build()) with { Only = ResourceId.Parse(Account) }).Evidence;

        Assert.Equal(steps, trace.Skip(3).Select(step => $"{step.Depth} {step.Text}"));
    }

    [Theory]
    [MemberData(nameof(PartNames))]
    public void The_verdict_on_an_account_alone_says_whether_something_was_unreadable(string name)
    {
        var (estate, state, incomplete) = Parts[name];

        var finding = new Monitor006Control(Settings).Evaluate(Input(estate.Build()) with { Only = ResourceId.Parse(Account) }).Findings.SingleOrDefault();

        Assert.Equal((state, incomplete), (finding?.State, finding?.Incomplete));
    }

    private static EstateBuilder New() => new EstateBuilder().Subscription(One);

    private static EstateBuilder Vault(
        Func<EstateBuilder, EstateBuilder>? policies = null, bool enabled = true, long? expires = null, string? bypass = null, string? tenant = null)
    {
        var estate = New().WithIdentity().WithVault().WithProperty("tenantId", tenant ?? EstateBuilder.Tenant);
        if (bypass is not null)
        {
            estate.WithProperty("networkAcls", new JsonObject { ["defaultAction"] = "Deny", ["bypass"] = bypass });
        }

        return (policies?.Invoke(estate) ?? estate).Key("kv", "key", enabled: enabled, expires: expires);
    }

    private static EstateBuilder InUse(EstateBuilder estate, string? application = null, string? source = null)
    {
        estate.Account("st").CustomerKey("kv", "key", "id").With(body =>
        {
            var encryption = Properties(body)["encryption"]?.AsObject() ?? throw new InvalidOperationException("No encryption.");
            encryption["keySource"] = source ?? "Microsoft.Keyvault";
            if (application is not null)
            {
                (encryption["identity"]?.AsObject() ?? throw new InvalidOperationException("No identity."))
                    ["federatedIdentityClientId"] = application;
            }
        });
        return estate.SubscriptionSetting("audit", "st");
    }

    private static (EstateBuilder Estate, ComplianceState State, string Reason) Good(EstateBuilder estate) =>
        (estate, ComplianceState.Compliant, Works);

    private static (EstateBuilder Estate, ComplianceState State, string Reason) Lost(EstateBuilder estate) => (
        estate,
        ComplianceState.Noncompliant,
        $"The identity of the account has no right left to unwrap with key key of {SampleEstate.Vault}, {LogsAreLost}.");
}
