using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Cli;

public sealed class ConvergenceTests
{
    [Theory]
    [InlineData("conformity", 0)]
    [InlineData("fleet", 3)]
    [InlineData("landing-zone", 3)]
    public async Task Over_https_an_apply_leaves_nothing_to_do_and_no_token_behind(string example, int exitCode)
    {
        await using var served = await ServedEstate.StartAsync(example);

        var planned = await SignedIn.RunAsync(served, "environment", "plan", "--format", "json", "--out", "plan.json");
        var applied = await SignedIn.RunAsync(served, "environment", "apply", "--auto-approve", "--journal", "run.jsonl");
        var again = await SignedIn.RunAsync(served, "environment", "plan", "--format", "json");

        Assert.Equal((exitCode, exitCode, exitCode), (planned.ExitCode, applied.ExitCode, again.ExitCode));
        var changes = JsonNode.Parse(planned.Output)?["changes"]?.AsArray().Count;
        Assert.InRange(changes ?? 0, 9, 50);
        Assert.Contains($"Apply: {changes} applied, 0 failed, 0 stale, 0 skipped.", applied.Output, StringComparison.Ordinal);
        Assert.Empty(JsonNode.Parse(again.Output)?["changes"]?.AsArray() ?? ["missing"]);

        string[] texts =
        [
            .. new[] { planned, applied, again }.SelectMany(ran => new[] { ran.Output, ran.Error }),
            served.Folder.Read("plan.json"),
            served.Folder.Read("run.jsonl"),
        ];
        Assert.Equal(3, served.Server.IssuedTokens.Count);
        Assert.All(
            served.Server.IssuedTokens,
            token => Assert.All(texts, text => Assert.DoesNotContain(token, text, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("conformity")]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task The_plan_over_https_is_the_plan_of_the_embedded_emulator(string example)
    {
        await using var served = await ServedEstate.StartAsync(example);
        served.Folder.Edit("baseline.yaml", "expires: 2027-01-31", "expires: 2999-01-31");
        served.Folder.Edit("estate.json", "\"2026-11-22T09:00:00Z\"", $"\"{TimeProvider.System.GetUtcNow():O}\"");

        var remote = await SignedIn.RunAsync(served, "environment", "plan", "--format", "json");
        var embedded = await Executable.RunAsync(
            "baseline", served.Folder, new Dictionary<string, string>(), "plan", "--format", "json", "--emulator", "estate.json");

        Assert.Equal(Comparable(embedded.Output), Comparable(remote.Output));
    }

    // Where and when the estate was read differs, and so does the digest over it; nothing else may.
    private static string Comparable(string json)
    {
        var plan = Assert.IsType<JsonObject>(JsonNode.Parse(json));
        Assert.True(plan.Remove("digest"));
        var estate = Assert.IsType<JsonObject>(plan["estate"]);
        Assert.True(estate.Remove("source"));
        Assert.True(estate.Remove("capturedAt"));
        estate.Remove("cloud");
        return plan.ToJsonString();
    }
}
