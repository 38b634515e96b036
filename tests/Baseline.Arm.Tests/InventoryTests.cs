using System.Text.Json.Nodes;
using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Estates;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Resource Graph adds candidates to the providers' lists, and never says what there is.</summary>
public sealed class InventoryTests
{
    private const string Graph = "/providers/Microsoft.ResourceGraph/resources";

    private readonly ScriptedAzure _azure = Empty();
    private readonly List<string> _notes = [];

    [Fact]
    public async Task A_vault_that_Resource_Graph_does_not_show_yet_is_read_all_the_same()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault))).OnGet(Vault + Settings, Reply.List()).On("POST", Graph, Rows());

        var estate = await ReadAsync();

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Vault)).Presence);
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task A_vault_that_Resource_Graph_still_shows_is_gone_when_the_provider_says_so()
    {
        _azure.On("POST", Graph, Rows(Vault));

        var estate = await ReadAsync();

        Assert.Equal(Presence.Absent, estate.Find(ResourceId.Parse(Vault)).Presence);
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task A_vault_that_a_list_left_out_is_confirmed_by_its_provider_and_read()
    {
        _azure.On("POST", Graph, Rows(Vault.ToLowerInvariant())).OnGet(Vault, Reply.Ok(Resource(Vault)))
            .OnGet(Vault + Settings, Reply.List(Resource($"{Vault}{Settings}/audit")));

        var estate = await ReadAsync();

        Assert.Equal(Vault, estate.Find(ResourceId.Parse(Vault)).Resource?.Id.Text);
        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse($"{Vault}{Settings}/audit")).Presence);
    }

    [Fact]
    public async Task A_vault_that_a_list_left_out_and_that_can_not_be_read_is_unknown()
    {
        _azure.On("POST", Graph, Rows(Vault)).OnGet(Vault, Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync();

        Assert.Equal((Vault, 403), (Assert.Single(estate.Unreadable).Id.Text, estate.Unreadable[0].Status));
    }

    [Fact]
    public async Task A_list_that_failed_stays_unknown_whatever_Resource_Graph_shows()
    {
        _azure.OnGet(Vaults, Reply.Error(403, "AuthorizationFailed")).On("POST", Graph, Rows(Vault));

        var estate = await ReadAsync();

        Assert.Equal(Vaults, Assert.Single(estate.Unreadable).Id.Text);
        Assert.Equal(0, _azure.Count("GET", Vault));
    }

    [Fact]
    public async Task Rows_are_followed_page_by_page_to_the_last()
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault), Resource($"{Vault}2")))
            .On("POST", Graph, Rows(Body(Vault, skipToken: "more+/=")), Rows());

        await ReadAsync();

        var asked = _azure.Requests.Where(sent => sent.Path == Graph).Select(sent => JsonNode.Parse(sent.Body)).ToList();
        Assert.Equal([null, "more+/="], asked.Select(body => (string?)body?["options"]?["$skipToken"]));
        Assert.All(asked, body => Assert.Equal(1000, (int?)body?["options"]?["$top"]));
        Assert.Equal($"[\"{Sub}\"]", asked[0]?["subscriptions"]?.ToJsonString());
        Assert.Contains("project id | order by id asc", (string?)asked[0]?["query"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_three_hundred_subscriptions_are_asked_for_in_groups()
    {
        var guids = Enumerable.Range(0, 650).Select(number => $"00000000-0000-0000-0000-{number:D12}").ToArray();
        _azure.Otherwise = Reply.List();
        Array.ForEach(guids, guid => _azure.OnGet($"/subscriptions/{guid}", Reply.Ok(Subscription(guid))));
        _azure.On("POST", Graph, Rows());

        await ReadAsync(Request() with { Subscriptions = guids });

        Assert.Equal([299, 299, 52], _azure.Requests.Where(sent => sent.Path == Graph)
            .Select(sent => JsonNode.Parse(sent.Body)?["subscriptions"]?.AsArray().Count ?? 0)
            .OrderDescending());
    }

    [Theory]
    [InlineData(400, """{"error":{"code":"BadRequest","message":"No."}}""")]
    [InlineData(403, """{"error":{"code":"AuthorizationFailed","message":"No."}}""")]
    [InlineData(404, """{"error":{"code":"InvalidResourceType","message":"No."}}""")]
    [InlineData(409, """{"error":{"code":"MissingSubscriptionRegistration","message":"No."}}""")]
    [InlineData(429, """{"error":{"code":"RateLimiting","message":"No."}}""")]
    [InlineData(500, "")]
    [InlineData(200, """{"data":[],"resultTruncated":"true"}""")]
    [InlineData(200, """{"data":{"columns":[],"rows":[]},"resultTruncated":"false"}""")]
    [InlineData(200, "<html>")]
    public async Task Where_Resource_Graph_is_of_no_help_the_lists_do_it_all_with_one_note(int status, string body)
    {
        _azure.OnGet(Vaults, Reply.List(Resource(Vault))).OnGet(Vault + Settings, Reply.List()).On("POST", Graph, new Reply(status, body));

        var estate = await ReadAsync();

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Vault)).Presence);
        Assert.Empty(estate.Unreadable);
        Assert.Contains("Resource Graph is not available", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_beyond_the_limit_of_Resource_Graph_are_said_in_a_header_only()
    {
        _azure.On("POST", Graph, Rows().With("x-ms-tenant-subscription-limit-hit", "true"));

        await ReadAsync();

        Assert.Contains("ResultTruncated", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resource_Graph_is_not_asked_where_only_lists_are_wanted()
    {
        await ReadAsync(inventory: Inventory.Lists);

        Assert.Equal(0, _azure.Count("POST", Graph));
    }

    private static string Body(string id, string? skipToken = null) =>
        $$"""{"data":[{"id":"{{id}}"}],"resultTruncated":"false","$skipToken":{{(skipToken is null ? "null" : $"\"{skipToken}\"")}} }""";

    private static Reply Rows(string? id = null) => Reply.Ok(id switch
    {
        null => """{"totalRecords":0,"count":0,"data":[],"facets":[],"resultTruncated":"false"}""",
        ['{', ..] => id,
        _ => Body(id),
    });

    private async Task<Estate> ReadAsync(EstateRequest? request = null, Inventory inventory = Inventory.Auto)
    {
        using var connection = Connect(_azure);
        var options = new ReadOptions { Inventory = inventory, Notes = new Heard(_notes) };
        return await new ArmEstateReader(connection, "azure", null, options)
            .ReadAsync(request ?? Request(), TestContext.Current.CancellationToken);
    }

    private sealed class Heard(List<string> notes) : IProgress<string>
    {
        public void Report(string value) => notes.Add(value);
    }
}
