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
    public void What_can_not_be_read_is_left_out_without_a_word()
    {
        var world = Estate().WithUnreadable(Other, 403, "AuthorizationFailed");

        var rows = ArmAssert.Ok(Ask(world, "Resources | where type =~ 'microsoft.keyvault/vaults' | project name"))["data"];

        Assert.Equal(["kv-pay"], ArmAssert.Names(rows, "name"));
    }

    [Fact]
    public void A_query_that_is_not_read_is_refused()
    {
        var body = ArmAssert.Ok(Ask(Estate(), "Resources | summarize count() by type"), 400);

        Assert.Equal(["InvalidQuery", "ParserFailure"], ArmAssert.Names(body["error"]?["details"], "code"));
    }

    [Fact]
    public void A_batch_answers_each_request_with_its_own_status()
    {
        var world = Estate();

        var answer = ArmAssert.Ok(world.Send("POST", "/batch", $$"""
            { "requests": [
              { "httpMethod": "GET", "name": "a", "relativeUrl": "{{World.Vault}}?api-version=2023-07-01" },
              { "httpMethod": "GET", "name": "b", "url": "https://management.azure.com{{World.Vault}}x?api-version=2023-07-01" } ] }
            """));

        Assert.Equal([200, 404], answer["responses"]?.AsArray().Select(item => (int?)item?["httpStatusCode"] ?? 0) ?? []);
        Assert.Equal("kv-pay", (string?)answer["responses"]?[0]?["content"]?["name"]);
        Assert.Equal([true, true, false], world.Emulator.Log.Select(exchange => exchange.InBatch));
    }

    [Fact]
    public void A_batch_of_more_than_twenty_is_refused()
    {
        var requests = string.Join(", ", Enumerable.Repeat("""{ "relativeUrl": "/subscriptions?api-version=1" }""", 21));

        ArmAssert.Wrapped(Estate().Send("POST", "/batch", $$"""{ "requests": [ {{requests}} ] }"""), 400, "BadRequest");
    }
}
