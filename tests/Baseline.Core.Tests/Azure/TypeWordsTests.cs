using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor008;
using Xunit;

namespace Baseline.Core.Tests.Azure;

/// <summary>What people read of a type: its noun, the names of its properties, and its page in the portal.</summary>
public sealed class TypeWordsTests
{
    private const string Vault = "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-a/providers/Microsoft.KeyVault/vaults/kv-a";
    private const string Account = "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-a/providers/Microsoft.Storage/storageAccounts/sta";
    private const string Subscription = "/subscriptions/22222222-2222-2222-2222-222222222222";

    private static readonly ResourceTypes Types = ControlCatalogue.Product.Types;

    [Fact]
    public void Every_type_that_is_written_has_a_noun_and_no_path_stands_for_the_name_of_a_property() => Assert.All(Types.All, type =>
    {
        Assert.NotNull(type.Noun);
        Assert.DoesNotContain('/', type.Noun.One);
        Assert.NotEqual(type.Noun.One, type.Noun.Many);
        Assert.All(type.PropertyNouns, pair =>
        {
            Assert.DoesNotContain('.', pair.Value);
            Assert.True(type.PropertyNouns.ContainsKey(pair.Key.ToUpperInvariant()));
        });
    });

    [Theory]
    [InlineData(TypeNames.Subscription, "subscription", "subscriptions")]
    [InlineData(TypeNames.ResourceGroup, "resource group", "resource groups")]
    [InlineData(TypeNames.ManagementGroup, "management group", "management groups")]
    [InlineData("microsoft.keyvault/managedhsms", "managed HSM", "managed HSMs")]
    [InlineData("microsoft.keyvault/vaults", "key vault", "key vaults")]
    [InlineData("microsoft.sql/servers/databases", "SQL database", "SQL databases")]
    [InlineData("microsoft.storage/storageaccounts/blobservices", "blob service", "blob services")]
    [InlineData("Contoso.Any/things", "Contoso.Any/things", "Contoso.Any/things")]
    public void A_type_is_called_what_people_call_it(string type, string one, string many)
    {
        Assert.Equal(one, Types.NounOf(type));
        Assert.Equal(many, Types.NounOf(type, 0));
        Assert.Equal(many, Types.NounOf(type, 2));
    }

    /// <summary>Lists of a plan name types by their nouns alone, so that no two may have the same one.</summary>
    [Fact]
    public void Every_type_that_has_logs_has_a_noun_of_its_own()
    {
        var nouns = LogTypeCatalogue.Product.All.Where(type => type.Categories.Count > 0)
            .ToLookup(type => Types.NounOf(type.Name), type => type.Name);

        Assert.DoesNotContain(nouns.SelectMany(types => types), type => Types.NounOf(type) == type);

        // Azure has one of them in two spellings.
        Assert.Empty(nouns.Where(types => types.Select(type => type.TrimEnd('s')).Distinct().Count() > 1).Select(types => types.Key));
    }

    [Theory]
    [InlineData(Vault, Vault)]
    [InlineData(Vault + "/keys/key-a", Vault)]
    [InlineData(Vault + "/accessPolicies/add", Vault)]
    [InlineData(Vault + "/providers/Microsoft.Insights/diagnosticSettings/audit", Vault)]
    [InlineData(Vault + "/keys/key-a/providers/Microsoft.Authorization/roleAssignments/44444444-4444-4444-4444-444444444444", Vault)]
    [InlineData(Account, Account)]
    [InlineData(Account + "/managementPolicies/default", Account)]
    [InlineData(Subscription, Subscription)]
    [InlineData(Subscription + "/providers/Microsoft.Insights/diagnosticSettings/audit", Subscription)]
    [InlineData(Subscription + "/resourceGroups/rg-a", Subscription + "/resourceGroups/rg-a")]
    public void The_portal_shows_a_resource_on_the_page_of_what_it_is_a_part_of(string id, string shown) =>
        Assert.Equal($"https://portal.azure.com/#resource{shown}", new AzurePortal(Types, null).PageOf(ResourceId.Parse(id)));

    [Theory]
    [InlineData(null, "https://portal.azure.com/#resource/")]
    [InlineData("public", "https://portal.azure.com/#resource/")]
    [InlineData("china", "https://portal.azure.cn/#resource/")]
    [InlineData("usgov", "https://portal.azure.us/#resource/")]
    public void Each_cloud_has_a_portal_of_its_own(string? cloud, string start) =>
        Assert.StartsWith(start, new AzurePortal(Types, cloud).PageOf(ResourceId.Parse(Vault)), StringComparison.Ordinal);

    [Theory]
    [InlineData("other", Vault)]
    [InlineData(null, "/providers/Microsoft.Management/managementGroups/mg-a")]
    public void Where_no_page_is_known_there_is_no_address(string? cloud, string id) =>
        Assert.Null(new AzurePortal(Types, cloud).PageOf(ResourceId.Parse(id)));

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("(x)[y]", "%28x%29%5By%5D")]
    [InlineData("\"><script>", "%22%3E%3Cscript%3E")]
    [InlineData("a?b#c&d", "a%3Fb%23c%26d")]
    [InlineData("`|\\*!'", "%60%7C%5C%2A%21%27")]
    public void Nothing_in_an_address_is_markup(string name, string spelled)
    {
        var page = new AzurePortal(Types, null).PageOf(ResourceId.Parse($"{Subscription}/resourceGroups/{name}"));

        Assert.EndsWith($"/resourceGroups/{spelled}", page, StringComparison.Ordinal);
    }
}
