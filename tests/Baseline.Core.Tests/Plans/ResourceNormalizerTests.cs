using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>What of a live document a change rests on: what makes a reviewed plan stale, and what does not.</summary>
public sealed class ResourceNormalizerTests
{
    private const string Vault = SamplePlan.VaultId;

    [Theory]
    // What Azure adds by itself is no change.
    [InlineData("Microsoft.KeyVault/vaults", """{"properties":{"a":1}}""", """{"id":"/X","Name":"x","type":"t","eTag":"1","systemData":{"createdBy":"me"},"properties":{"a":1,"ProvisioningState":"Succeeded"}}""", true)]
    [InlineData("Microsoft.Storage/storageAccounts", """{"properties":{"a":1}}""", """{"properties":{"A":null,"a":1,"lastModifiedTime":"t","lastEnabledTime":"t","creationTime":"t","keyCreationTime":"t"}}""", true)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"properties":{"a":1}}""", """{"properties":{"a":1,"timeGrain":"PT1H"}}""", true)]
    [InlineData("Microsoft.KeyVault/vaults", """{"properties":{"a":1}}""", """{"properties":{"a":1,"timeGrain":"PT1H"}}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"logs":[{"category":"A","enabled":false}]}""", """{"logs":[]}""", false)]
    [InlineData("Microsoft.Storage/storageAccounts", """{"k":{"v":""}}""", """{"k":{"currentVersionedKeyIdentifier":"k/1","lastKeyRotationTimestamp":"t","currentVersionedKeyExpirationTimestamp":"t"}}""", true)]
    [InlineData("Microsoft.KeyVault/vaults", """{"b":1,"a":{"d":1,"c":2}}""", """{"a":{"c":2,"d":1},"b":1}""", true)]
    [InlineData("Microsoft.KeyVault/vaults", """{"a":""}""", """{}""", true)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":true}]}""", """{"logs":[{"category":"B","enabled":true,"retentionPolicy":{"enabled":false,"days":0}},{"category":"C","enabled":false},{"category":"A","enabled":true}]}""", true)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"categoryGroup":"audit","enabled":true},{"categoryGroup":"allLogs","enabled":true}]}""", """{"logs":[{"categoryGroup":"allLogs","enabled":true},{"categoryGroup":"audit","enabled":true},{"category":"A","enabled":false}]}""", true)]
    // Azure lists a setting without the rows that it shows, all off, by name.
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"properties":{"logs":[{"category":"A","enabled":true}]}}""", """{"properties":{"logs":[{"category":"A","enabled":true}],"metrics":[{"category":"AllMetrics","enabled":false}]}}""", true)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"properties":{"logs":[]}}""", """{"properties":{}}""", true)]
    // What users name is theirs, whatever it is called and however little it says.
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"tags":{"team":"x"}}""", """{"tags":{"team":"x","legal-hold":""}}""", false)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"tags":{"team":"x"}}""", """{"tags":{"team":"x","provisioningState":"mine"}}""", false)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"properties":{"actions":[{"webhookProperties":{}}]}}""", """{"properties":{"actions":[{"webhookProperties":{"route":""}}]}}""", false)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"properties":{"actions":[{"webhookProperties":{}}]}}""", """{"properties":{"actions":[{"webhookProperties":{"lastModifiedTime":"t"}}]}}""", false)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"tags":{"a":"1","b":"2"}}""", """{"tags":{"b":"2","a":"1"}}""", true)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"location":"Global"}""", """{"location":"Global","tags":{}}""", true)]
    [InlineData("Microsoft.Insights/activityLogAlerts", """{"properties":{"actions":[{"webhookProperties":{}}]}}""", """{"properties":{"actions":[{}]}}""", true)]
    [InlineData("Microsoft.KeyVault/vaults", """{"Tags":{"a":""}}""", """{"Tags":{}}""", false)]
    // What somebody altered is one.
    [InlineData("Microsoft.KeyVault/vaults", """{"properties":{"a":1}}""", """{"properties":{"a":2}}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"properties":{"a":1}}""", """{"properties":{"a":1,"b":1}}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"category":"A","enabled":true}]}""", """{"logs":[{"category":"A","enabled":false}]}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"category":"A","enabled":true}]}""", """{"logs":[{"category":"A","enabled":true,"retentionPolicy":{"enabled":true,"days":30}}]}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"category":"A","enabled":true}]}""", """{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":true}]}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"rules":[{"name":"b","enabled":true},{"name":"a","enabled":true}]}""", """{"rules":[{"name":"a","enabled":true},{"name":"b","enabled":true}]}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"rules":[{"name":"a","enabled":false}]}""", """{"rules":[]}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"rules":[{"name":"a","enabled":true}]}""", """{"rules":[{"name":"renamed","enabled":true}]}""", false)]
    [InlineData("Microsoft.KeyVault/vaults", """{"tags":{"name":"a","type":"b","id":"c"}}""", """{"tags":{}}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"x":[{"name":"a","retentionPolicy":{"enabled":false,"days":7}}]}""", """{"x":[{"name":"a"}]}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"x":[{"category":"a","days":7}]}""", """{"x":[]}""", false)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"logs":[{"category":"A","enabled":true},{"category":"b","enabled":true}]}""", """{"logs":[{"category":"b","enabled":true},{"category":"A","enabled":true}]}""", true)]
    [InlineData("Microsoft.Insights/diagnosticSettings", """{"x":{"retentionPolicy":{"enabled":false,"days":7}}}""", """{"x":{}}""", false)]
    public void A_PUT_rests_on_the_whole_document(string type, string reviewed, string now, bool isTheSame) =>
        Assert.Equal(isTheSame, Relevant(Put with { Type = type }, reviewed) == Relevant(Put with { Type = type }, now));

    [Theory]
    [InlineData("""{"properties":{"encryption":{"keySource":"Microsoft.Storage"},"other":2},"identity":{"type":"None"},"tags":{"b":"2"}}""", true)]
    [InlineData("""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault"},"other":1},"identity":{"type":"None"},"tags":{"a":"1"}}""", false)]
    [InlineData("""{"properties":{"encryption":{"keySource":"Microsoft.Storage"},"other":1},"identity":{"type":"SystemAssigned"},"tags":{"a":"1"}}""", false)]
    public void A_PATCH_rests_on_the_members_that_it_names(string now, bool isTheSame)
    {
        var patch = Put with { Method = "PATCH", Body = Json("""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault"}},"identity":{"type":"UserAssigned"}}""") };

        Assert.Equal(isTheSame, Relevant(patch, """{"properties":{"encryption":{"keySource":"Microsoft.Storage"},"other":1},"identity":{"type":"None"},"tags":{"a":"1"}}""") == Relevant(patch, now));
    }

    [Theory]
    [InlineData("""[{"objectId":"OTHER","permissions":{"keys":["all"]}},{"objectId":"ME","permissions":{"keys":["get"]}}]""", true)]
    [InlineData("""[{"objectId":"me","applicationId":"app","permissions":{"keys":["all"]}},{"objectId":"me","permissions":{"keys":["get"]}}]""", true)]
    [InlineData("""[{"objectId":"me","permissions":{"keys":["get","list"]}}]""", false)]
    [InlineData("""[{"objectId":"other","permissions":{"keys":["get"]}}]""", false)]
    public void An_access_policy_rests_on_the_entry_of_its_principal(string policies, bool isTheSame)
    {
        var reviewed = Relevant(Grant, """{"properties":{"accessPolicies":[{"objectId":"me","permissions":{"keys":["get"]}}]}}""");

        Assert.Equal(isTheSame, string.Equals(reviewed, Relevant(Grant, $"{{\"properties\":{{\"accessPolicies\":{policies}}}}}"), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_vault_without_an_entry_of_the_principal_is_as_good_as_one_that_is_yet_to_come() =>
        Assert.Equal(JsonValueKind.Undefined, new ResourceNormalizer(ControlCatalogue.Product.Types).Relevant(Grant, Json("""{"properties":{"accessPolicies":[]}}""")).ValueKind);

    [Fact]
    public void To_see_an_access_policy_its_vault_is_read()
    {
        Assert.Equal(Vault, ControlCatalogue.Product.Types.ReadAt(Grant.Type, Grant.Resource));
        Assert.Equal(Vault, ControlCatalogue.Product.Types.ReadAt("microsoft.keyvault/vaults/ACCESSPOLICIES", $"{Vault}/ACCESSPOLICIES/add"));
        Assert.Equal(Vault, ControlCatalogue.Product.Types.ReadAt("Microsoft.KeyVault/vaults", Vault));
    }

    [Fact]
    public void A_grant_alters_the_entry_of_its_principal_alone()
    {
        var vault = Json("""{"properties":{"accessPolicies":[{"objectId":"other","permissions":{"keys":["get"]}},{"objectId":"me","permissions":{"keys":["list"]}}]}}""");

        Assert.Equal(["properties.accessPolicies[me].permissions.keys"], new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(Grant, vault).Select(change => change.Path));
    }

    [Fact]
    public void Taking_a_grant_back_removes_the_entry_of_its_principal_alone()
    {
        var remove = Grant with { Resource = $"{Vault}/accessPolicies/Remove" };
        var vault = Json("""{"properties":{"accessPolicies":[{"objectId":"other","permissions":{"keys":["get"]}},{"objectId":"me","permissions":{"keys":["list"]}}]}}""");

        Assert.Equal(["properties.accessPolicies[me].permissions.keys"], new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(remove, vault).Select(change => change.Path));
        Assert.Empty(new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(remove, Json("""{"properties":{"accessPolicies":[{"objectId":"other","permissions":{"keys":["get"]}}]}}""")));
    }

    [Fact]
    public void A_change_is_done_when_what_it_alters_is_as_wanted_whatever_else_its_body_puts_back()
    {
        var change = Put with
        {
            Body = Json("""{"properties":{"a":2,"kept":"x"}}"""),
            Properties = [new PropertyChange("properties.A", Json("1"), Json("2"))],
        };

        Assert.True(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(change, Json("""{"properties":{"a":2,"kept":"spelled otherwise"}}""")));
        Assert.False(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(change, Json("""{"properties":{"a":1,"kept":"x"}}""")));
        Assert.False(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(change, default));
        Assert.False(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(change with { Properties = [] }, default));
    }

    [Fact]
    public void A_removal_is_done_when_nothing_is_there()
    {
        var delete = Put with { Method = "DELETE", Body = default };

        Assert.True(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(delete, default));
        Assert.False(new ResourceNormalizer(ControlCatalogue.Product.Types).Satisfies(delete, Json("""{"properties":{}}""")));
        Assert.Equal(["properties.a"], new ResourceNormalizer(ControlCatalogue.Product.Types).Differences(delete, Json("""{"id":"x","properties":{"a":1}}""")).Select(change => change.Path));
    }

    [Fact]
    public void Of_nothing_nothing_is_relevant()
    {
        Assert.Equal(JsonValueKind.Undefined, new ResourceNormalizer(ControlCatalogue.Product.Types).Relevant(Put, default).ValueKind);
        Assert.Equal(JsonValueKind.Undefined, new ResourceNormalizer(ControlCatalogue.Product.Types).Relevant(Put, Json("null")).ValueKind);
    }

    [Fact]
    public void The_type_of_an_access_policy_may_be_in_any_letter_case() =>
        Assert.Equal(
            Relevant(Grant, """{"properties":{"accessPolicies":[{"objectId":"me","permissions":{"keys":["get"]}}],"other":1}}"""),
            Relevant(
                Grant with { Type = Grant.Type.ToLowerInvariant() },
                """{"properties":{"accessPolicies":[{"objectId":"me","permissions":{"keys":["get"]}}],"other":2}}"""));

    [Fact]
    public void A_plan_shows_the_whole_entry_that_a_removal_takes_away()
    {
        var removal = Grant with { Resource = $"{Vault}/accessPolicies/remove" };

        var shown = new ResourceNormalizer(ControlCatalogue.Product.Types).Shown(
            removal, Json("""{"properties":{"accessPolicies":[{"objectId":"me","permissions":{"keys":["get","wrapKey"],"secrets":["list"]}}]}}"""));

        Assert.Equal(
            ["properties.accessPolicies[me].permissions.keys", "properties.accessPolicies[me].permissions.secrets"],
            shown.Select(change => change.Path));
        Assert.All(shown, change => Assert.Equal(JsonValueKind.Undefined, change.After.ValueKind));
    }

    private static Change Put => SamplePlan.Full.Changes[0] with
    {
        Resource = Vault,
        Type = "Microsoft.KeyVault/vaults",
        Method = "PUT",
        Body = Json("""{"properties":{"a":1}}"""),
        Properties = [],
    };

    private static Change Grant => Put with
    {
        Resource = $"{Vault}/accessPolicies/add",
        Type = "Microsoft.KeyVault/vaults/accessPolicies",
        Body = Json("""{"properties":{"accessPolicies":[{"objectId":"me","permissions":{"keys":["get","wrapKey"]}}]}}"""),
    };

    private static string Relevant(Change change, string live) =>
        new ResourceNormalizer(ControlCatalogue.Product.Types).Relevant(change, Json(live)) is { ValueKind: not JsonValueKind.Undefined } part ? CanonicalJson.Text(part) : "";

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
