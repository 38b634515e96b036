using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.ResourceGraph;

public sealed class QueryTests
{
    private const string Other = $"{World.Group}/providers/Microsoft.KeyVault/vaults/kv-two";

    private static World Estate() => new World().WithVault().WithVault(id: Other).WithAccount();

    private static ArmResponse Ask(World world, string query, string options = "{ }") => world.Send(
        "POST",
        "/providers/Microsoft.ResourceGraph/resources",
        new JsonObject { ["query"] = query, ["options"] = JsonNode.Parse(options) }.ToJsonString());

    [Theory]
    [InlineData("Resources | where type =~ 'Microsoft.KeyVault/vaults' | project name | order by name desc", "kv-two kv-pay")]
    [InlineData("where type in~ ('microsoft.keyvault/vaults', 'Microsoft.Storage/storageAccounts')", "kv-pay kv-two stauditwe")]
    [InlineData("Resources | where type == 'Microsoft.KeyVault/vaults' | project name", "")]
    [InlineData("Resources | where type =~ 'microsoft.keyvault/vaults' and name != 'kv-two' | project name = name", "kv-pay")]
    [InlineData("ResourceContainers | where type =~ 'microsoft.resources/subscriptions'", "Subscription 1111")]
    public void A_query_selects_rows(string query, string expected) => Assert.Equal(
        expected,
        string.Join(' ', ArmAssert.Names(ArmAssert.Ok(Ask(Estate(), query))["data"], "name")));

    [Fact]
    public void An_answer_says_in_words_that_it_is_whole()
    {
        var answer = Ask(Estate(), "Resources | project id, type, properties");

        var body = ArmAssert.Ok(answer);
        Assert.Equal("false", (string?)body["resultTruncated"]);
        Assert.Equal("microsoft.keyvault/vaults", (string?)body["data"]?[0]?["type"]);
        Assert.Equal("14", answer.Header("x-ms-user-quota-remaining"));
        Assert.Equal("00:00:05", answer.Header("x-ms-user-quota-resets-after"));
    }

    [Fact]
    public void Pages_follow_a_skip_token()
    {
        var world = Estate();
        const string Query = "Resources | project name | order by name asc";

        var first = ArmAssert.Ok(Ask(world, Query, """{ "$top": 2 }"""));
        var second = ArmAssert.Ok(Ask(world, Query, $$"""{ "$top": 2, "$skipToken": "{{(string?)first["$skipToken"]}}" }"""));

        Assert.Equal(["stauditwe"], ArmAssert.Names(second["data"], "name"));
        Assert.Null(second["$skipToken"]);
        Assert.Equal(3, (int?)second["totalRecords"]);
    }

    [Fact]
    public void A_query_goes_on_over_what_it_found_and_another_begins_anew()
    {
        var world = Estate();
        const string Query = "Resources | project name | order by name asc";
        var first = ArmAssert.Ok(Ask(world, Query, """{ "$top": 2 }"""));
        Assert.Equal(200, world.Send("DELETE", World.Account).Status);

        var second = ArmAssert.Ok(Ask(world, Query, $$"""{ "$top": 2, "$skipToken": "{{(string?)first["$skipToken"]}}" }"""));
        var anew = ArmAssert.Ok(Ask(world, Query));

        Assert.Equal(["stauditwe"], ArmAssert.Names(second["data"], "name"));
        Assert.Equal(2, (int?)anew["totalRecords"]);
    }

    [Fact]
    public void What_can_not_be_read_is_left_out_without_a_word()
    {
        var world = Estate().WithUnreadable(Other, 403, "AuthorizationFailed");

        var rows = ArmAssert.Ok(Ask(world, "Resources | where type =~ 'microsoft.keyvault/vaults' | project name"))["data"];

        Assert.Equal(["kv-pay"], ArmAssert.Names(rows, "name"));
    }

    [Fact]
    public void A_query_that_is_not_read_is_refused()
    {
        var body = ArmAssert.Ok(Ask(Estate(), "Resources | mv-expand tags"), 400);

        Assert.Equal(["InvalidQuery", "ParserFailure"], ArmAssert.Names(body["error"]?["details"], "code"));
    }

    [Theory]
    [InlineData("Resources | count", "[{\"Count\":3}]")]
    [InlineData("Resources | summarize count()", "[{\"count_\":3}]")]
    [InlineData(
        "Resources | summarize n = count() by type | order by type asc",
        "[{\"type\":\"microsoft.keyvault/vaults\",\"n\":2},{\"type\":\"microsoft.storage/storageaccounts\",\"n\":1}]")]
    [InlineData("Resources | summarize dcount(type), dcount(location)", "[{\"dcount_type\":2,\"dcount_location\":1}]")]
    [InlineData("Resources | where type == 'none' | count", "[{\"Count\":0}]")]
    [InlineData("Resources | where type == 'none' | summarize count() by type", "[]")]
    public void Rows_are_counted_and_summed_up(string query, string expected) =>
        Assert.Equal(expected, ArmAssert.Ok(Ask(Estate(), query))["data"]?.ToJsonString());
}
