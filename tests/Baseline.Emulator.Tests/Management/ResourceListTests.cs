using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Management;

public sealed class ResourceListTests
{
    private const string Other = $"{World.Group}/providers/Microsoft.KeyVault/vaults/kv-other";

    [Theory]
    [InlineData("", "id-log kv-other kv-pay stauditwe")]
    [InlineData("&$filter=resourceType%20eq%20%27Microsoft.KeyVault%2Fvaults%27", "kv-other kv-pay")]
    [InlineData("&$filter=resourceType+eq+'microsoft.keyvault/vaults'+and+name+eq+'KV-PAY'", "kv-pay")]
    [InlineData("&$filter=resourceType%20eq%20%27Microsoft.KeyVault%2FmanagedHSMs%27", "")]
    public void It_shows_who_lies_in_a_subscription_or_a_group_but_no_properties(string filter, string names)
    {
        var world = new World().WithVault().WithVault(id: Other).WithKey().WithAccount().WithIdentity().WithLock(World.Vault, "ReadOnly");

        foreach (var scope in (string[])[$"/subscriptions/{World.Sub}", World.Group])
        {
            var rows = world.Emulator.Handle(ArmRequest.Create("GET", $"{scope}/resources?api-version=2015-11-01{filter}"))
                .Json()?["value"]?.AsArray() ?? [];

            Assert.Equal(names, string.Join(' ', rows.Select(row => (string?)row?["name"]).Order(StringComparer.Ordinal)));
            Assert.All(rows, row => Assert.Null(row?["properties"]));
        }
    }

    [Fact]
    public void A_vault_is_listed_with_the_members_of_a_recorded_one()
    {
        var rows = new World().WithVault().Get($"/subscriptions/{World.Sub}/resources").Json()?["value"]?.AsArray() ?? [];

        var vault = Assert.IsType<JsonObject>(Assert.Single(rows));
        Assert.Equal(["id", "name", "type", "location", "tags"], vault.Select(member => member.Key));
    }

    [Fact]
    public void The_next_page_keeps_the_filter()
    {
        var world = new World { Options = options => options with { PageSize = 1 } }.WithAccount().WithVault().WithVault(id: Other);

        var first = world.Get($"/subscriptions/{World.Sub}/resources?$filter=resourceType eq 'Microsoft.KeyVault/vaults'").Json();
        var second = world.Emulator.Handle(ArmRequest.Create("GET", (string?)first?["nextLink"] ?? "")).Json();

        Assert.Equal("kv-pay", (string?)first?["value"]?[0]?["name"]);
        Assert.Equal("kv-other", (string?)second?["value"]?[0]?["name"]);
        Assert.Null(second?["nextLink"]);
    }

    [Fact]
    public void A_filter_that_it_does_not_know_is_refused()
    {
        var answer = new World().Get($"/subscriptions/{World.Sub}/resources?$filter=tagName eq 'x'");

        Assert.Equal(400, answer.Status);
        Assert.Equal("InvalidFilterInQueryString", (string?)answer.Json()?["error"]?["code"]);
    }
}
