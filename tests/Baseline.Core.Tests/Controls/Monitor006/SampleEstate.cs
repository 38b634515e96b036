using System.Text;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>
/// The estate and document that these tests vary: subscription One exports its activity log to account "st", which has
/// Microsoft's key, and the document wants key "key" of vault "kv" by identity "id".
/// </summary>
internal static class SampleEstate
{
    public const string One = EstateBuilder.DefaultSubscription;
    public const string Two = "22222222-2222-2222-2222-222222222222";
    public const string OtherTenant = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb";
    public const string App = $"/subscriptions/{One}/resourceGroups/rg-app";
    public const string Logs = $"/subscriptions/{One}/resourceGroups/rg-logs";
    public const string Vault = $"{App}/providers/Microsoft.KeyVault/vaults/kv";
    public const string Account = $"{Logs}/providers/Microsoft.Storage/storageAccounts/st";
    public const string Gone = $"{Logs}/providers/Microsoft.Storage/storageAccounts/gone";
    public const string Identity = $"{Logs}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    public const string GoneWorkspace = $"{Logs}/providers/Microsoft.OperationalInsights/workspaces/gone";
    public const string RoleList = $"{Vault}/providers/Microsoft.Authorization/roleAssignments";

    public static readonly DateOnly Today = new(2026, 11, 22);

    public static readonly KeySettings Key = new(ResourceId.Parse(Vault), null, "key", null, null, Pinned: false);

    public static readonly CreateVaultSettings NewVault = new("westeurope", "premium", Rbac: true);

    public static readonly Monitor006Settings Settings = new(
        new ExportSettings(Required: true, ResourceId.Parse(Account), ExportSettings.DefaultSettingName),
        Key,
        new IdentitySettings(ResourceId.Parse(Identity), null),
        GrantAutomatically: true,
        ConsentsToPurgeProtection: true,
        Deep: true,
        new SourceSpan("baseline.yaml", 7, 3));

    /// <summary>The account, to which the subscription exports.</summary>
    public static EstateBuilder Exported(this EstateBuilder estate) => estate.Account("st").SubscriptionSetting("audit", "st");

    /// <summary>The account without any export.</summary>
    public static EstateBuilder Unexported(this EstateBuilder estate) => estate.Account("st");

    /// <summary>The vault, protected, with the key.</summary>
    public static EstateBuilder WithVault(this EstateBuilder estate) => estate.Vault("kv").PurgeProtected();

    public static EstateBuilder WithKey(this EstateBuilder estate) => estate.Key("kv", "key");

    public static EstateBuilder WithIdentity(this EstateBuilder estate) => estate.Identity("id");

    public static EstateBuilder WithRole(this EstateBuilder estate) => estate.RoleAssignment("kv", EstateBuilder.PrincipalOf("id"));

    /// <summary>Everything but the account: the vault, the key, the identity and its role.</summary>
    public static EstateBuilder Ready(this EstateBuilder estate) => estate.WithVault().WithKey().WithIdentity().WithRole();

    /// <summary>The estate of a file whose subscriptions name no tenant.</summary>
    public static Estate WithoutTenant(this EstateBuilder estate)
    {
        var file = JsonNode.Parse(estate.ToJson()) ?? throw new InvalidOperationException("No estate.");
        foreach (var subscription in file["subscriptions"]?.AsArray() ?? [])
        {
            subscription?.AsObject().Remove("tenantId");
        }

        var read = EstateFile.Read(Encoding.UTF8.GetBytes(file.ToJsonString()), "estate.json");
        return read.Value ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
    }

    public static JsonObject Properties(JsonObject body) =>
        body["properties"]?.AsObject() ?? throw new InvalidOperationException("No properties.");

    /// <summary>What a control judges with, where subscription One is in scope.</summary>
    public static EvaluationInput Input(Estate estate, Exclusion[]? exclusions = null, params Exemption[] exemptions) => new(
        estate,
        new EstateScope(new ScopeSettings(false, [], [One], exclusions ?? []), estate),
        exemptions,
        new HashSet<ResourceId> { ResourceId.Parse(Vault), ResourceId.Parse(Identity) },
        Today);

    public static ControlContext Context(Estate estate) => new(Input(estate), Monitor006Settings.Id);

    public static Evaluation Evaluate(Monitor006Settings settings, EvaluationInput input) => new Monitor006Control(settings).Evaluate(input);

    public static Finding Judge(Monitor006Settings settings, EvaluationInput input) => Evaluate(settings, input).Findings.Single();

    public static IReadOnlyList<Change> Changes(Monitor006Settings settings, EvaluationInput input) => Evaluate(settings, input).Assemble();
}
