using System.Text.Json.Nodes;
using Baseline.Arm.Reading;
using Baseline.Estates;
using Baseline.Json;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Diagnostic settings by POST /batch: each item counts by its own status.</summary>
public sealed class BatchTests
{
    private readonly ScriptedAzure _azure = Empty();
    private readonly ImpatientClock _clock = new();
    private readonly List<string> _notes = [];

    [Fact]
    public async Task Twenty_vaults_are_one_request()
    {
        Seed(45);
        _azure.Answer("POST", "/batch", sent => Responses(sent, Whole));

        var estate = await ReadAsync();

        Assert.Equal([20, 20, 5], _azure.Requests.Where(sent => sent.Path == "/batch").Select(Count).OrderDescending());
        Assert.Equal(45, estate.OfType("microsoft.insights/diagnosticsettings").Count);
        Assert.DoesNotContain(_azure.Requests, IsSingle);
    }

    [Fact]
    public async Task Items_are_told_by_their_names_in_whatever_order_they_come()
    {
        Seed(3);
        _azure.Answer("POST", "/batch", sent => Responses(sent, Whole, reversed: true));

        var estate = await ReadAsync();

        Assert.All(estate.OfType("microsoft.insights/diagnosticsettings"), setting =>
            Assert.Equal(setting.Id.Parent?.Name, setting.Body.TextAt("properties.of")));
        Assert.DoesNotContain(_azure.Requests, IsSingle);
    }

    [Fact]
    public async Task Each_item_counts_by_its_own_status()
    {
        Seed(3);
        _azure.Answer("POST", "/batch", sent => Responses(sent, vault => vault switch
        {
            "kv1" => Item(403, """{"error":{"code":"AuthorizationFailed","message":"No."}}"""),
            "kv2" => Item(404, """{"code":"ResourceNotFound","message":"No."}"""),
            _ => Whole(vault),
        }));

        var estate = await ReadAsync();

        Assert.Equal(
            [("kv1", 403, "AuthorizationFailed"), ("kv2", 404, "ResourceNotFound")],
            estate.Unreadable.Select(entry => (entry.Id.Text.Split('/')[8], entry.Status, entry.Code)));
        Assert.Single(estate.OfType("microsoft.insights/diagnosticsettings"));
        Assert.DoesNotContain(_azure.Requests, sent => IsSingle(sent) && sent.Path.EndsWith(Settings, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("""{"httpStatusCode":429,"headers":{"Retry-After":"7"},"content":{"error":{"code":"SubscriptionRequestsThrottled"}}}""")]
    [InlineData("""{"httpStatusCode":503,"content":"<html>"}""")]
    [InlineData("""{"httpStatusCode":200,"content":null}""")]
    [InlineData("""{"httpStatusCode":200,"content":{"value":[],"nextLink":"https://management.azure.com/next"}}""")]
    [InlineData("""{"content":{"value":[]}}""")]
    [InlineData(null)]
    public async Task An_item_without_a_final_answer_is_asked_for_alone(string? item)
    {
        Seed(3);
        _azure.Answer("POST", "/batch", sent => Responses(sent, vault => vault == "kv1" ? item : Whole(vault)));

        var estate = await ReadAsync();

        Assert.Equal(["kv1"], _azure.Requests.Where(IsSingle).Select(sent => sent.Path.Split('/')[8]));
        Assert.Equal(3, estate.OfType("microsoft.insights/diagnosticsettings").Count);
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task An_item_that_is_throttled_lets_its_subscription_wait_as_long_as_it_says()
    {
        Seed(2);
        const string Throttled =
            """{"httpStatusCode":429,"headers":{"retry-after":"7"},"content":{"error":{"code":"SubscriptionRequestsThrottled","message":"No."}}}""";
        _azure.Answer("POST", "/batch", sent => Responses(sent, vault => vault == "kv1" ? Throttled : Whole(vault)));

        await ReadAsync();

        Assert.Equal([7], _clock.WaitedSeconds);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task Where_Azure_takes_no_batches_settings_are_read_one_by_one_and_it_is_said_once(int status)
    {
        Seed(60);
        _azure.On("POST", "/batch", Reply.Error(status, "No"));

        var estate = await ReadAsync();

        Assert.Equal(60, estate.OfType("microsoft.insights/diagnosticsettings").Count);
        Assert.Equal(60, _azure.Requests.Count(IsSingle));
        Assert.Empty(estate.Unreadable);
        Assert.Single(_notes);
    }

    [Fact]
    public async Task Without_being_asked_for_nothing_is_batched()
    {
        Seed(3);

        await ReadAsync(batch: false);

        Assert.Equal(0, _azure.Count("POST", "/batch"));
    }

    private static bool IsSingle(Sent sent) => sent.Method == "GET" && sent.Path.StartsWith($"{Vault}", StringComparison.Ordinal);

    private static int Count(Sent sent) => JsonNode.Parse(sent.Body)?["requests"]?.AsArray().Count ?? 0;

    private static string Setting(string vault) =>
        Resource($"{Vault[..^2]}{vault}{Settings}/audit", $$"""{"of":"{{vault}}"}""");

    private static string Whole(string vault) => Item(200, $$"""{"value":[{{Setting(vault)}}]}""");

    private static string Item(int status, string content) => $$"""{"httpStatusCode":{{status}},"headers":{},"content":{{content}} }""";

    /// <summary>The answer to a batch: an item for each vault, by its name; none where null.</summary>
    private static Reply Responses(Sent sent, Func<string, string?> itemOf, bool reversed = false)
    {
        var responses = new List<JsonNode?>();
        foreach (var request in JsonNode.Parse(sent.Body)?["requests"]?.AsArray() ?? [])
        {
            var vault = ((string?)request?["relativeUrl"] ?? "").Split('/')[8];
            if (itemOf(vault) is { } item && JsonNode.Parse(item) is { } response)
            {
                response["name"] = (string?)request?["name"];
                responses.Add(response);
            }
        }

        if (reversed)
        {
            responses.Reverse();
        }

        return Reply.Ok(new JsonObject { ["responses"] = new JsonArray([.. responses]) }.ToJsonString());
    }

    private void Seed(int count)
    {
        var names = Enumerable.Range(0, count).Select(number => $"kv{number}").ToArray();
        _azure.OnGet(Vaults, Reply.List([.. names.Select(name => Resource(Vault[..^2] + name))]));
        foreach (var name in names)
        {
            _azure.OnGet($"{Vault[..^2]}{name}{Settings}", Reply.List(Setting(name)));
        }
    }

    private async Task<Estate> ReadAsync(bool batch = true)
    {
        using var connection = Connect(_azure, _clock);
        var options = new ReadOptions { Batch = batch, Notes = new Heard(_notes) };
        return await new ArmEstateReader(connection, "azure", null, options)
            .ReadAsync(Request(), TestContext.Current.CancellationToken);
    }

    private sealed class Heard(List<string> notes) : IProgress<string>
    {
        public void Report(string value) => notes.Add(value);
    }
}
