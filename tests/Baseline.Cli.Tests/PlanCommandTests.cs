using System.Text.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

public sealed class PlanCommandTests
{
    [Theory]
    [InlineData("conformity", 0)]
    [InlineData("fleet", 3)]
    [InlineData("landing-zone", 3)]
    public async Task A_plan_of_an_example_reads_as_agreed(string example, int exitCode)
    {
        using var workspace = new Workspace(example);

        var ran = await workspace.RunAsync("plan", "--estate", "estate.json");

        Assert.Equal(exitCode, ran.ExitCode);
        Assert.Equal("To save it, for a review and for apply:  baseline plan --estate estate.json --out plan.json\n", ran.Error);
        Golden.Match(ran.Output, $"cli/plan-{example}.txt");
    }

    [Theory]
    [InlineData("conformity")]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task The_emulator_gives_the_same_plan_as_the_captured_estate(string example)
    {
        using var workspace = new Workspace(example);

        var captured = await workspace.RunAsync("plan", "--estate", "estate.json", "--format", "json");
        var emulated = await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json");

        Assert.Equal(Findings(captured.Output), Findings(emulated.Output));
        Assert.Equal(Changes(captured.Output), Changes(emulated.Output));
    }

    [Theory]
    [InlineData("conformity")]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task However_the_estate_is_read_the_plan_is_the_same(string example)
    {
        using var workspace = new Workspace(example);
        var plans = new List<string>();

        foreach (var inventory in new[] { "lists", "auto", "graph" })
        {
            plans.Add((await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json", "--inventory", inventory)).Output);
            plans.Add((await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json", "--inventory", inventory, "--batch")).Output);
        }

        Assert.Single(plans.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("plan.json", "baseline apply plan.json --emulator estate.json")]
    [InlineData("my plan.json", "baseline apply 'my plan.json' --emulator estate.json")]
    public async Task A_saved_plan_ends_with_the_command_that_applies_it(string path, string command)
    {
        using var workspace = new Workspace("conformity");
        var ran = await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", path);

        Assert.EndsWith($"To apply exactly this plan:  {command}\n", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planning_changes_nothing()
    {
        using var workspace = new Workspace();
        var before = workspace.Read("estate.json");

        await workspace.RunAsync("plan", "--emulator", "estate.json");

        Assert.Equal(before, workspace.Read("estate.json"));
    }

    [Fact]
    public async Task Pending_changes_have_an_exit_code_of_their_own_where_asked_for()
    {
        using var workspace = new Workspace();

        Assert.Equal(0, (await workspace.RunAsync("plan", "--emulator", "estate.json")).ExitCode);
        Assert.Equal(2, (await workspace.RunAsync("plan", "--emulator", "estate.json", "--detailed-exitcode")).ExitCode);
    }

    [Fact]
    public async Task Several_formats_can_be_written_at_once()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("plan", "--estate", "estate.json", "--format", "text", "--format", "json=plan.json", "--out", "saved.json");

        Assert.EndsWith("Plan: 6 to create, 3 to update, 0 to delete.", ran.Output.TrimEnd('\n'), StringComparison.Ordinal);
        Assert.Equal(workspace.Read("saved.json"), workspace.Read("plan.json"));
    }

    [Fact]
    public async Task The_same_inputs_give_the_same_bytes_on_any_day()
    {
        using var workspace = new Workspace("fleet");

        var first = await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json");
        workspace.Clock.Advance(TimeSpan.FromDays(400));
        var second = await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json");

        Assert.Equal(first.Output, second.Output);
    }

    [Theory]
    [InlineData("subscriptions: [1]\n", "BL1")]
    [InlineData("apiVersion: baseline/v1\nkind: Baseline\nmetdata: { name: x }\n", "BL1101")]
    [InlineData("", "BL1")]
    [InlineData("a: &a [*a]\n", "BL1")]
    public async Task A_bad_document_is_refused_with_code_and_place(string document, string code)
    {
        using var workspace = new Workspace();
        File.WriteAllText(workspace.At("baseline.yaml"), document);

        var ran = await workspace.RunAsync("plan", "--estate", "estate.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains($"error {code}", ran.Error, StringComparison.Ordinal);
        Assert.Contains("baseline.yaml", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "BL3001")]
    [InlineData("""{ "formatVersion": "2.0", "subscriptions": [], "resources": [], "unreadable": [] }""", "BL3003")]
    public async Task A_bad_estate_is_refused(string estate, string code)
    {
        using var workspace = new Workspace();
        File.WriteAllText(workspace.At("estate.json"), estate);

        var ran = await workspace.RunAsync("plan", "--emulator", "estate.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"error {code}", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "--estat", "x")]
    [InlineData("pln")]
    [InlineData("plan", "--format", "yaml")]
    [InlineData("plan", "--estate", "a", "--emulator", "b")]
    [InlineData("apply", "--estate", "estate.json")]
    [InlineData("apply", "--expect", "sha256:abc", "--emulator", "estate.json")]
    [InlineData]
    public async Task A_command_line_that_makes_no_sense_is_an_error(params string[] args)
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync(args);

        Assert.Equal(1, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.Contains("--help", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_explanation_names_the_setting_and_the_path()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("explain", "KeyVault-004", "cc-production-vault", "--estate", "estate.json");

        Assert.Equal(0, ran.ExitCode);
        Golden.Match(ran.Output, "cli/explain-production-vault.txt");
    }

    [Fact]
    public async Task An_explanation_tells_which_lifecycle_rule_ends_the_log()
    {
        using var workspace = new Workspace("fleet");

        var ran = await workspace.RunAsync("explain", "KeyVault-004", "kv-platform-backup", "--estate", "estate.json");

        Assert.Equal(0, ran.ExitCode);
        Golden.Match(ran.Output, "cli/explain-lifecycle.txt");
    }

    [Fact]
    public async Task An_account_is_explained_through_its_subscription()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("explain", "Monitor-006", "11111111-1111-1111-1111-111111111111", "--estate", "estate.json");

        Golden.Match(ran.Output, "cli/explain-subscription.txt");
    }

    [Fact]
    public async Task A_snapshot_plans_like_the_estate_that_it_was_taken_of()
    {
        using var workspace = new Workspace("fleet");
        var live = await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json");

        var taken = await workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "snapshot.json");
        var replayed = await workspace.RunAsync("plan", "--estate", "snapshot.json", "--format", "json");

        Assert.Equal(3, taken.ExitCode);
        Assert.Equal(Findings(live.Output), Findings(replayed.Output));
        Assert.Equal(Changes(live.Output), Changes(replayed.Output));
    }

    [Fact]
    public async Task Version_and_help_and_catalogue_are_printed()
    {
        using var workspace = new Workspace();

        Assert.StartsWith("baseline ", (await workspace.RunAsync("--version")).Output, StringComparison.Ordinal);
        Assert.Contains("apply", (await workspace.RunAsync("--help")).Output, StringComparison.Ordinal);
        Golden.Match((await workspace.RunAsync("controls")).Output, "cli/controls.txt");
        Assert.Equal("baseline.yaml is valid.\n", (await workspace.RunAsync("validate")).Output);
    }

    [Fact]
    public async Task The_schema_that_is_printed_is_the_one_in_the_repository()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("schema");

        Assert.Equal(await File.ReadAllTextAsync(Repo.PathOf("schema", "baseline.schema.json"), TestContext.Current.CancellationToken), ran.Output);
    }

    [Theory]
    [InlineData("controls.KeyVault-004", "settingName")]
    [InlineData("controls.Monitor-006.key", "pinned")]
    [InlineData("scope", "exclude")]
    [InlineData("limits", "maxChangedPercent")]
    public async Task The_schema_and_the_reader_know_the_same_keys(string map, string key)
    {
        using var workspace = new Workspace();
        var schema = Root((await workspace.RunAsync("schema")).Output);
        var properties = map.Split('.').Aggregate(schema, (at, name) => at.GetProperty("properties").GetProperty(name)).GetProperty("properties");

        // A key that is unknown is refused with the list of those that are known.
        File.WriteAllText(workspace.At("baseline.yaml"), Unknown(map));
        var ran = await workspace.RunAsync("validate");

        Assert.True(properties.TryGetProperty(key, out _));
        Assert.All(properties.EnumerateObject(), property => Assert.Contains(property.Name, ran.Error, StringComparison.Ordinal));
    }

    private static string Unknown(string map)
    {
        var lines = map.Split('.').Select((name, depth) => $"{new string(' ', depth * 2)}{name}:");
        return $"apiVersion: baseline/v1\nkind: Baseline\n{string.Join('\n', lines)}\n{new string(' ', map.Split('.').Length * 2)}zzzzzzzzzzzz: 1\n";
    }

    private static IEnumerable<string> Findings(string plan) =>
        Root(plan).GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("control")} {finding.GetProperty("resource")} {finding.GetProperty("state")} {finding.GetProperty("changes")}");

    private static IEnumerable<string> Changes(string plan) =>
        Root(plan).GetProperty("changes").EnumerateArray()
            .Select(change => $"{change.GetProperty("method")} {change.GetProperty("resource")} {change.GetProperty("body")}");

    private static JsonElement Root(string plan)
    {
        using var document = JsonDocument.Parse(plan);
        return document.RootElement.Clone();
    }
}
