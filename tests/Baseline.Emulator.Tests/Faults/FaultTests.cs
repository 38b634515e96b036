using System.Text.Json.Nodes;
using Baseline.Emulator.Faults;
using Xunit;

namespace Baseline.Emulator.Tests.Faults;

/// <summary>What a client sees of each kind of fault, and what of it took effect.</summary>
public sealed class FaultTests
{
    private const string Settings = $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings";
    private const string Setting = $"{Settings}/own";
    private const string Version = "2021-05-01-preview";

    private static readonly string Body =
        $$"""{ "properties": { "storageAccountId": "{{World.Account}}", "logs": [ { "category": "AuditEvent", "enabled": true } ] } }""";

    [Theory]
    [InlineData(FaultKind.Throttled, 429)]
    [InlineData(FaultKind.ThrottledSilently, 429)]
    [InlineData(FaultKind.ErrorPage, 503)]
    [InlineData(FaultKind.GatewayTimeout, 504)]
    [InlineData(FaultKind.ExpiredToken, 401)]
    [InlineData(FaultKind.ConnectionRefused, 0)]
    [InlineData(FaultKind.AnswerLost, 0)]
    public void A_fault_that_passes_meets_a_request_twice_in_a_row_at_most(FaultKind kind, int status)
    {
        var world = Faulty(kind);

        var statuses = Enumerable.Range(0, 6).Select(_ => world.Get(Settings).Status);

        Assert.Equal([status, status, 200, status, status, 200], statuses);
    }

    [Theory]
    [InlineData(FaultKind.Forbidden, 403)]
    [InlineData(FaultKind.Broken, 500)]
    public void A_fault_that_lasts_never_passes(FaultKind kind, int status)
    {
        var world = Faulty(kind);

        Assert.All(Enumerable.Range(0, 6), _ => Assert.Equal(status, world.Get(Settings).Status));
    }

    [Fact]
    public void The_same_seed_brings_the_same_faults_in_whatever_order_other_requests_come()
    {
        var (one, other) = (Passing(seed: 7), Passing(seed: 7));
        other.Get(World.Account);

        var first = Enumerable.Range(0, 60).Select(_ => one.Get(Settings).Status).ToList();
        var second = Enumerable.Range(0, 60).Select(_ => other.Get(Settings).Status).ToList();

        Assert.Equal(first, second);
        Assert.Contains(first, status => status != 200);
    }

    [Fact]
    public void Another_seed_brings_other_faults()
    {
        var (one, other) = (Passing(seed: 7), Passing(seed: 8));

        var first = Enumerable.Range(0, 60).Select(_ => one.Get(Settings).Status).ToList();
        var second = Enumerable.Range(0, 60).Select(_ => other.Get(Settings).Status).ToList();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void As_many_requests_fail_as_the_rate_says()
    {
        var world = Passing(seed: 3, rate: 20);
        for (var number = 0; number < 400; number++)
        {
            world.Get($"{World.Group}/providers/Microsoft.KeyVault/vaults/kv-{number}");
        }

        Assert.InRange(world.Emulator.Log.Count(exchange => exchange.Fault is not null), 50, 110);
    }

    [Fact]
    public void Only_some_throttled_answers_say_how_long_to_wait_and_only_in_the_text()
    {
        var world = Faulty(FaultKind.ThrottledSilently);

        var answers = Distinct(world);

        Assert.All(answers, answer => Assert.Null(answer.Header("Retry-After")));
        Assert.Contains(answers, answer => answer.Text.Contains("after '9' seconds", StringComparison.Ordinal));
        Assert.Contains(answers, answer => !answer.Text.Contains("seconds", StringComparison.Ordinal));
        Assert.NotNull(Faulty(FaultKind.Throttled).Get(Settings).Header("Retry-After"));
    }

    [Fact]
    public void Errors_come_wrapped_bare_with_capitals_and_with_no_body_at_all()
    {
        var world = Faulty(FaultKind.ServerError);

        var answers = Distinct(world);

        Assert.Equal([500, 502, 503], answers.Select(answer => answer.Status).Distinct().Order());
        Assert.Contains(answers, answer => answer.Body.IsEmpty);
        Assert.Contains(answers, answer => answer.Text.StartsWith("{\"error\":{\"code\"", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Text.StartsWith("{\"code\"", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Text.StartsWith("{\"Code\"", StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_of_the_network_is_html()
    {
        var page = Faulty(FaultKind.ErrorPage).Get(Settings);

        Assert.Equal("text/html", page.Header("Content-Type"));
        Assert.StartsWith("<!DOCTYPE html>", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_whose_answer_is_lost_took_effect_and_the_log_says_so()
    {
        var world = Faulty(FaultKind.AnswerLost);

        var answer = world.Send("PUT", Setting, Body);

        Assert.Equal(ConnectionEnd.Lost, answer.Connection);
        Assert.Contains("\"own\"", World.Saved(world.Emulator), StringComparison.Ordinal);
        Assert.Equal((FaultKind.AnswerLost, true), (world.Emulator.Log[^1].Fault, world.Emulator.Log[^1].IsWritten));
        Assert.Equal(1, world.Emulator.Writes);
    }

    [Theory]
    [InlineData(FaultKind.ConnectionRefused)]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.ErrorPage)]
    [InlineData(FaultKind.Busy)]
    [InlineData(FaultKind.Forbidden)]
    public void A_write_that_is_refused_takes_no_effect(FaultKind kind)
    {
        var world = Faulty(kind);

        world.Send("PUT", Setting, Body);

        Assert.DoesNotContain("\"own\"", World.Saved(world.Emulator), StringComparison.Ordinal);
        Assert.Equal((kind, false), (world.Emulator.Log[^1].Fault, world.Emulator.Log[^1].IsWritten));
    }

    [Fact]
    public void After_a_gateway_timeout_a_write_may_have_taken_effect_or_not()
    {
        var world = Faulty(FaultKind.GatewayTimeout);
        for (var number = 0; number < 40; number++)
        {
            world.Send("PUT", $"{Settings}/own-{number}", Body);
        }

        var written = world.Emulator.Log.Where(exchange => exchange.Status < 400).ToList();
        var refused = world.Emulator.Log.Where(exchange => exchange.Status == 504).ToList();
        Assert.NotEmpty(written);
        Assert.NotEmpty(refused);
    }

    [Fact]
    public void A_read_shows_late_what_was_written_three_times_at_most()
    {
        var world = Faulty(FaultKind.StaleRead);
        world.Send("PUT", Setting, Body);

        var reads = Enumerable.Range(0, 8).Select(_ => world.Get(Setting).Status).ToList();

        Assert.Equal([404, 404, 200, 404, 200, 200, 200, 200], reads);
    }

    [Fact]
    public void A_list_begins_with_an_empty_page_and_goes_on_with_all_the_rest()
    {
        var world = Faulty(FaultKind.EmptyPage);
        world.Send("PUT", Setting, Body);

        var page = world.Get(Settings).Json();
        var rest = world.Emulator.Handle(ArmRequest.Create("GET", (string?)page?["nextLink"] ?? "")).Json();

        Assert.Empty(Assert.IsType<JsonArray>(page?["value"]));
        Assert.Single(Assert.IsType<JsonArray>(rest?["value"]));
        Assert.Null(rest?["nextLink"]);
    }

    [Fact]
    public void Unknown_members_are_in_every_answer_and_never_in_the_estate()
    {
        var world = Faulty(FaultKind.UnknownMembers);

        var (one, again) = (world.Get(World.Account).Text, world.Get(World.Account).Text);

        Assert.Equal(one, again);
        Assert.NotNull(JsonNode.Parse(one)?[FaultOptions.UnknownMember]);
        Assert.NotNull(JsonNode.Parse(one)?["properties"]?[FaultOptions.UnknownMember]);
        Assert.DoesNotContain(FaultOptions.UnknownMember, World.Saved(world.Emulator), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(World.Vault, "ConflictError")]
    [InlineData(World.Account, "StorageAccountOperationInProgress")]
    [InlineData(Setting, "AnotherOperationInProgress")]
    public void What_is_busy_says_so_in_the_words_of_its_provider(string path, string code)
    {
        var answer = Faulty(FaultKind.Busy).Send("PATCH", path, "{}");

        Assert.Equal(409, answer.Status);
        Assert.Contains(code, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT", $"{World.Vault}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-000000000001", "{}", "PrincipalNotFound")]
    [InlineData("PATCH", World.Account, """{ "properties": { "encryption": { "keyvaultproperties": {} } } }""", "KeyVaultAuthenticationFailure")]
    public void What_has_not_spread_yet_is_refused(string method, string path, string body, string code)
    {
        var answer = Faulty(FaultKind.NotSpread).Send(method, path, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(code, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_batch_fails_and_the_other_half_does_not()
    {
        var world = With(new FaultOptions(5) { Rate = 50, Kinds = [FaultKind.Throttled, FaultKind.ServerError, FaultKind.ErrorPage] });
        var items = Enumerable.Range(0, 20).Select(number =>
            $$"""{ "httpMethod": "GET", "name": "{{number}}", "relativeUrl": "{{Settings}}?api-version={{Version}}&n={{number}}" }""");

        var statuses = Batch(world, $$"""{ "requests": [ {{string.Join(',', items)}} ] }""");

        Assert.Contains(200, statuses);
        Assert.Contains(429, statuses);
        Assert.Contains(statuses, status => status is 500 or 502 or 503);
    }

    [Fact]
    public void Every_kind_either_passes_or_lasts() =>
        Assert.Equal(Enum.GetValues<FaultKind>(), [.. FaultOptions.Passing, .. FaultOptions.Lasting]);

    private static World Faulty(FaultKind kind) => With(new FaultOptions(1) { Rate = 100, Kinds = [kind] });

    private static World Passing(int seed, int rate = 30) => With(new FaultOptions(seed) { Rate = rate });

    private static World With(FaultOptions faults) => new World
    {
        Options = options => options with { Faults = faults },
    }.WithVault().WithAccount();

    /// <summary>Answers to requests that are all the first of their kind.</summary>
    private static List<ArmResponse> Distinct(World world) =>
        [.. Enumerable.Range(0, 60).Select(number => world.Get($"{Settings}/number-{number}"))];

    /// <summary>The statuses of the items, as soon as the batch itself meets no fault.</summary>
    private static List<int> Batch(World world, string body)
    {
        while (true)
        {
            var answer = world.Send("POST", "/batch", body, "2020-06-01");
            if (answer.Status == 200)
            {
                return [.. (answer.Json()?["responses"] as JsonArray ?? []).Select(item => (int?)item?["httpStatusCode"] ?? 0)];
            }
        }
    }
}
