using Xunit;

namespace Baseline.Emulator.Tests.ResourceGraph;

public sealed class BatchTests
{
    private static string Requests(int count, Func<int, string> request) =>
        $$"""{ "requests": [ {{string.Join(", ", Enumerable.Range(0, count).Select(request))}} ] }""";

    private static string Named(int number) =>
        $$"""{ "name": "n{{number}}", "httpMethod": "GET", "relativeUrl": "/subscriptions/{{World.Sub}}?api-version=2022-12-01" }""";

    [Fact]
    public void A_batch_answers_each_request_with_its_own_status()
    {
        var world = new World().WithVault();

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
    public void Twenty_requests_are_answered_at_once() =>
        Assert.Equal(20, ArmAssert.Ok(new World().Send("POST", "/batch", Requests(20, Named)))["responses"]?.AsArray().Count);

    [Theory]
    [InlineData(21)]
    [InlineData(500)]
    public void The_answers_of_more_are_fetched_page_by_page(int count)
    {
        var world = new World();

        var accepted = world.Send("POST", "/batch", Requests(count, Named));
        Assert.Equal(202, accepted.Status);
        Assert.NotNull(accepted.Header("Retry-After"));
        var running = world.Emulator.Handle(ArmRequest.Create("GET", accepted.Header("Location") ?? ""));
        Assert.Equal(202, running.Status);

        var names = new List<string>();
        for (var link = running.Header("Location"); link is not null;)
        {
            var page = ArmAssert.Ok(world.Emulator.Handle(ArmRequest.Create("GET", link)));
            names.AddRange(ArmAssert.Names(page["value"], "name"));
            link = (string?)page["nextLink"];
        }

        Assert.Equal(Enumerable.Range(0, count).Select(number => "n" + number), names);
    }

    [Theory]
    [InlineData(0, """{ "name": "n", "relativeUrl": "/subscriptions?api-version=2022-12-01" }""")]
    [InlineData(501, null)]
    [InlineData(21, """{ "relativeUrl": "/subscriptions?api-version=2022-12-01" }""")]
    [InlineData(21, """{ "name": "same", "relativeUrl": "/subscriptions?api-version=2022-12-01" }""")]
    [InlineData(21, """{ "name": "NUMBER", "httpMethod": "PUT", "relativeUrl": "/x", "content": {} }""")]
    public void A_batch_that_is_too_large_or_not_only_reads_is_refused(int count, string? request)
    {
        var body = Requests(count, number => request?.Replace("NUMBER", "n" + number, StringComparison.Ordinal) ?? Named(number));

        ArmAssert.Wrapped(new World().Send("POST", "/batch", body), 400, "BadRequest");
    }

    [Fact]
    public void A_batch_that_is_not_there_is_a_404() => ArmAssert.Wrapped(new World().Get("/batch/none"), 404, "NotFound");
}
