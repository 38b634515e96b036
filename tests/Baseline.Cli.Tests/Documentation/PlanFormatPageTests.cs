using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

/// <summary>docs/plan-format.md tells of every member, and its recipes work on the files of the fleet example.</summary>
public sealed partial class PlanFormatPageTests
{
    private static readonly string Page = File.ReadAllText(Repo.PathOf("docs", "plan-format.md"));

    [Theory]
    [InlineData("plan.schema.json")]
    [InlineData("journal.schema.json")]
    public void Every_member_of_the_schema_is_on_the_page(string schema) =>
        Assert.All(JsonSchema.Of(schema).Names, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));

    [Fact]
    public void The_words_and_outcomes_of_the_schemas_are_on_the_page()
    {
        string[] files = ["plan.schema.json", "journal.schema.json"];
        var words = files.SelectMany(file => Enums(JsonNode.Parse(File.ReadAllText(Repo.PathOf("schema", file))))).Distinct().ToList();

        Assert.Contains("unverified", words);
        Assert.All(words, word => Assert.Contains($"`{word}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recipe_names_only_members_that_its_file_has()
    {
        using var workspace = await FleetAsync();
        var known = new Dictionary<string, HashSet<string>>
        {
            ["plan.json"] = [.. JsonSchema.Of("plan.schema.json").Names, .. NamesIn(workspace.Read("plan.json"))],
            ["run.jsonl"] = [.. JsonSchema.Of("journal.schema.json").Names],
        };

        var recipes = RecipeBlocks().Matches(Page);
        Assert.Equal(Regex.Count(Page, "^jq ", RegexOptions.Multiline), recipes.Count);
        Assert.True(recipes.Count >= 8, $"{recipes.Count} recipes");
        Assert.All(recipes, block =>
        {
            var names = RecipeNames().Matches(block.Groups["filter"].Value).Select(name => name.Groups["name"].Value).ToList();

            Assert.NotEmpty(names);
            Assert.Empty(names.Except(known[block.Groups["file"].Value]));
        });
    }

    /// <summary>Where there is no jq, <see cref="A_recipe_names_only_members_that_its_file_has"/> is all that can be tried.</summary>
    [Fact]
    [Trait("Needs", "process")]
    public async Task A_recipe_prints_what_the_page_says_where_there_is_jq()
    {
        using var workspace = await FleetAsync();

        foreach (var block in RecipeBlocks().Matches(Page).Where(_ => HasJq()))
        {
            var command = block.Groups["command"].Value;
            Assert.Equal($"{command}\n{block.Groups["prints"].Value}", $"{command}\n{await PrintedAsync(command, workspace.At(""))}");
        }
    }

    /// <summary>The files that the recipes read, made as the page says.</summary>
    private static async Task<Workspace> FleetAsync()
    {
        var workspace = new Workspace("fleet");
        var lines = Page.Split("\n## Recipes\n")[1].Split("```console\n")[1].Split("```")[0].TrimEnd('\n').Split('\n');
        Assert.Equal("cp examples/fleet/estate.json fleet.json", lines[0]);
        File.Copy(workspace.At("estate.json"), workspace.At("fleet.json"));
        foreach (var line in lines[1..])
        {
            var (words, exits) = (line.Split("  # exits ")[0].Split(' '), line.Split("  # exits ")[1]);
            var ran = await workspace.RunAsync(words[1..]);
            Assert.Equal(("baseline", exits), (words[0], $"{ran.ExitCode}"));
        }

        return workspace;
    }

    private static bool HasJq() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "jq")));

    private static async Task<string> PrintedAsync(string command, string folder)
    {
        var start = new ProcessStartInfo("bash")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--norc", "-c", command },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash could not be started.");
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output + await error;
    }

    private static IEnumerable<string> NamesIn(string json) => NamesIn(JsonNode.Parse(json));

    private static IEnumerable<string> NamesIn(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(NamesIn),
        JsonObject map => map.SelectMany(member => NamesIn(member.Value).Prepend(member.Key)),
        _ => [],
    };

    private static IEnumerable<string> Enums(JsonNode? schema) => schema switch
    {
        JsonArray array => array.SelectMany(Enums),
        JsonObject map => map.SelectMany(member => member is { Key: "enum", Value: JsonArray words }
            ? words.OfType<JsonValue>().Select(word => word.ToString())
            : Enums(member.Value)),
        _ => [],
    };

    [GeneratedRegex("```console\n(?<command>jq -[a-z]+ '(?<filter>[^']+)' (?<file>[a-z.]+))\n```\n```text\n(?<prints>(.*\n)*?)```")]
    private static partial Regex RecipeBlocks();

    [GeneratedRegex("""\.(?<name>[a-z][A-Za-z]*)|has\("(?<name>[A-Za-z]+)"\)""")]
    private static partial Regex RecipeNames();
}
