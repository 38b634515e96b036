using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.Monitor008;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>The types that are known to have logs.</summary>
public sealed class LogTypeCatalogueTests
{
    private static readonly LogTypeCatalogue Catalogue = LogTypeCatalogue.Product;

    [Fact]
    public void The_catalogue_has_types_with_categories_tables_and_charges()
    {
        var vaults = Catalogue.Find("microsoft.keyvault/VAULTS");

        Assert.Equal(TypeNames.Vault, vaults?.Name);
        Assert.Equal(["AuditEvent", "AzurePolicyEvaluationDetails"], vaults?.Categories.Select(category => category.Name));
        Assert.Equal([false, true], vaults?.Categories.Select(category => category.IsCharged));
        Assert.Equal("AZKVAuditLogs", vaults?.Find("auditevent")?.Table);
        Assert.Null(vaults?.Find("Nothing"));
        Assert.Equal(179, Catalogue.All.Count);
        Assert.Equal(687, Catalogue.All.Sum(type => type.Categories.Count));
    }

    [Fact]
    public void Flows_are_no_log_of_a_network_security_group() => Assert.Equal(
        ["NetworkSecurityGroupEvent", "NetworkSecurityGroupRuleCounter"],
        Catalogue.Find("Microsoft.Network/networkSecurityGroups")?.Categories.Select(category => category.Name));

    [Fact]
    public void Every_type_and_category_is_there_once()
    {
        Assert.All(Catalogue.All, type =>
        {
            Assert.Contains('/', type.Name);
            Assert.Equal(
                type.Categories.Count,
                type.Categories.Select(category => category.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.All(type.Categories, category => Assert.Equal(category.Name.Trim(), category.Name));
        });
    }

    [Theory]
    [InlineData("Microsoft.Sql/servers/databases", "Microsoft.Sql/servers")]
    [InlineData("Microsoft.Web/sites/slots", "Microsoft.Web/sites")]
    [InlineData("Microsoft.NetApp/netAppAccounts/capacityPools/volumes", "Microsoft.NetApp/netAppAccounts/capacityPools")]
    [InlineData("Microsoft.KeyVault/vaults", null)]
    public void A_type_knows_what_it_hangs_beneath(string name, string? parent) => Assert.Equal(parent, Catalogue.Find(name)?.Parent);

    [Fact]
    public void The_services_of_accounts_have_logs_and_accounts_have_none()
    {
        Assert.All(StorageServices.Types, type => Assert.NotNull(Catalogue.Find(type)));
        Assert.Null(Catalogue.Find(TypeNames.StorageAccount));
    }

    [Theory]
    [InlineData("\tCategory\t-")]
    [InlineData("Some/type\n\tCategory")]
    public void A_line_that_means_nothing_is_refused(string text) => Assert.StartsWith(
        "\"Category", Assert.Throws<FormatException>(() => LogTypeCatalogue.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Lines_may_end_as_on_windows()
    {
        var type = Assert.Single(LogTypeCatalogue.Parse("Some/type\r\n\tCategory\t-\tTable\r\n").All);

        Assert.Equal("Some/type", type.Name);
        Assert.Equal("Table", Assert.Single(type.Categories).Table);
    }

    [Theory]
    [InlineData("\tA\t-\n\tB\t$", true)]
    [InlineData("\tA\t-\n\tB\t-", false)]
    [InlineData("", false)]
    public void A_type_has_what_is_charged_for_where_a_category_is(string categories, bool hasCharged) =>
        Assert.Equal(hasCharged, LogTypeCatalogue.Parse($"Some/type\n{categories}").Find("Some/type")?.HasCharged);

    [Theory]
    [InlineData("StorageV2", "blobServices fileServices queueServices tableServices")]
    [InlineData("Storage", "blobServices fileServices queueServices tableServices")]
    [InlineData(null, "blobServices fileServices queueServices tableServices")]
    [InlineData("BlobStorage", "blobServices")]
    [InlineData("blockblobstorage", "blobServices")]
    [InlineData("FileStorage", "fileServices")]
    public void The_kind_of_an_account_decides_its_services(string? kind, string services)
    {
        var account = ResourceId.Parse(ObservedEstate.Account);

        Assert.Equal(
            services.Split(' ').Select(service => account.Child($"{service}/default")), StorageServices.Of(account, kind));
    }
}
