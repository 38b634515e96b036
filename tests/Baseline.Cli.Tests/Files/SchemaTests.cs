using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Files;

/// <summary>Files that the tool writes are as their schemas say, and the tool prints those schemas.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema Plans = JsonSchema.Of("plan.schema.json");
    private static readonly JsonSchema Journals = JsonSchema.Of("journal.schema.json");

    [Theory]
    [InlineData("plan", "plan.schema.json")]
    [InlineData("journal", "journal.schema.json")]
    [InlineData("document", "baseline.schema.json")]
    public async Task The_schema_that_is_printed_is_the_one_in_the_repository(string kind, string file)
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("schema", kind);

        Assert.Equal((0, await File.ReadAllTextAsync(Repo.PathOf("schema", file), TestContext.Current.CancellationToken)), (ran.ExitCode, ran.Output));
    }

    [Fact]
    public async Task Another_kind_is_refused_with_those_that_there_are()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("schema", "plans");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("There is no schema of \"plans\". Did you mean \"plan\"? It is one of: document, plan, journal.", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conformity")]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task The_plan_of_an_example_and_its_journal_and_its_undo_are_as_the_schemas_say(string example)
    {
        using var workspace = new Workspace(example);
        File.Copy(workspace.At("baseline.yaml"), workspace.At("other.yaml"));
        workspace.Edit("other.yaml", "vaults/kv-pay-legacy", "vaults/kv-pay-fraud");

        await workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");
        await workspace.RunAsync("plan", "--estate", "estate.json", "--against", "file:other.yaml", "--out", "other.json");
        await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--journal", "run.jsonl");
        await workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");
        await workspace.RunAsync("apply", "undo.json", "--emulator", "estate.json", "--journal", "undo.jsonl");

        Assert.Empty(Plans.Faults(workspace.Read("plan.json")));
        Assert.Empty(Plans.Faults(workspace.Read("other.json")));
        Assert.Empty(Plans.Faults(workspace.Read("undo.json")));
        Assert.Empty(Journals.FaultsOfLines(workspace.Read("run.jsonl")));
        Assert.Empty(Journals.FaultsOfLines(workspace.Read("undo.jsonl")));
        Assert.Contains("\"event\":\"end\"", workspace.Read("run.jsonl"), StringComparison.Ordinal);
        Assert.Contains("\"event\":\"end\"", workspace.Read("undo.jsonl"), StringComparison.Ordinal);
    }
}
