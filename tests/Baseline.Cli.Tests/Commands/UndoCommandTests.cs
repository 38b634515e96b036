using System.Text.Json.Nodes;
using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>Undo writes under the same limits as apply, and is recorded and reported like it.</summary>
public sealed class UndoCommandTests : IDisposable
{
    private static readonly string[] Undo = ["undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo.jsonl"];

    private readonly ThreeVaults _folder = new();

    [Fact]
    public async Task An_undoing_beyond_the_limit_of_the_document_is_refused()
    {
        await ApplyAsync();
        Limit(2);
        var before = _folder.Read("estate.json");

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.BeyondLimit, code);
        Assert.Contains("error BL5103: Beyond a limit of the document", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Fix: Raise the limit in the document or say why it may be exceeded:", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("baseline undo run.jsonl --emulator estate.json --auto-approve --journal undo.jsonl --allow-over-limits REASON", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("To fix: raise the limit in the document or apply with --allow-over-limits REASON.", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task Whoever_says_why_may_go_beyond_it_and_the_reason_is_recorded()
    {
        await ApplyAsync();
        Limit(2);

        var (code, terminal) = await RunAsync([.. Undo, "--allow-over-limits", "the release was withdrawn"]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("the release was withdrawn", _folder.Read("undo.jsonl"), StringComparison.Ordinal);
        Assert.EndsWith("\nJournal: undo.jsonl\n\nApply: 3 applied, 0 failed, 0 stale, 0 skipped.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_document_fifty_changes_are_the_limit()
    {
        await ApplyAsync();
        Repeat(17);
        File.Delete(_folder.At("baseline.yaml"));
        var before = _folder.Read("estate.json");

        var (code, terminal) = await RunAsync(Undo);
        var (allowed, _) = await RunAsync([.. Undo, "--allow-over-limits", "the release was withdrawn"]);

        Assert.Equal((int)ExitCode.BeyondLimit, code);
        Assert.Contains("error BL5003: Beyond the limit of an undo without a document", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("51 changes are planned", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(before, _folder.Read("estate.json"));
        Assert.Equal((int)ExitCode.Done, allowed);
    }

    [Fact]
    public async Task Without_a_document_a_small_run_is_undone()
    {
        await ApplyAsync();
        File.Delete(_folder.At("baseline.yaml"));

        var (code, _) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_plan_is_saved_and_apply_takes_it()
    {
        var seed = _folder.Read("estate.json");
        await ApplyAsync();
        var applied = _folder.Read("estate.json");

        var (code, terminal) = await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json"]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("baseline apply undo.json", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(applied, _folder.Read("estate.json"));

        (code, terminal) = await RunAsync(["apply", "undo.json", "--emulator", "estate.json"]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("Apply: 3 applied, 0 failed", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("baseline-auditevent", _folder.Read("estate.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("baseline-auditevent", seed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_terminal_a_plan_that_is_saved_is_told_of_and_nobody_is_asked()
    {
        await ApplyAsync();
        var applied = _folder.Read("estate.json");
        var terminal = new FakeTerminal { IsTerminal = true, WorkingDirectory = _folder.Root };

        var code = await terminal.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("Saved as undo.json, sha256:", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Do you want", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was changed. When the plan is reviewed: baseline apply undo.json", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(applied, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_and_nothing_is_saved_approval_is_needed()
    {
        await ApplyAsync();

        var (code, terminal) = await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL0004", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_is_foreseen_and_what_it_forbids_is_left()
    {
        await ApplyAsync();
        Edit("\"resources\": [", $$"""
            "resources": [ { "id": "{{ThreeVaults.VaultId("kv-b")}}/providers/Microsoft.Authorization/locks/keep",
              "name": "keep", "type": "Microsoft.Authorization/locks", "properties": { "level": "CanNotDelete" } },
            """);

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains($"The CanNotDelete lock {ThreeVaults.VaultId("kv-b")}/providers/Microsoft.Authorization/locks/keep forbids deleting", Said(terminal), StringComparison.Ordinal);
        Assert.EndsWith("Apply: 2 applied, 0 failed, 0 stale, 0 skipped.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_become_exempt_since_is_left()
    {
        await ApplyAsync();
        File.AppendAllText(_folder.At("baseline.yaml"), $"exemptions:\n  - control: KeyVault-004\n    resource: {ThreeVaults.VaultId("kv-b")}\n    reason: moves away\n    owner: team\n    expires: 2030-01-01\n");

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("is exempt from KeyVault-004 until 2030-01-01", Said(terminal), StringComparison.Ordinal);
        Assert.Contains("baseline-auditevent", _folder.Read("estate.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_named_must_be_there()
    {
        await ApplyAsync();

        var (code, terminal) = await RunAsync([.. Undo, "--file", "elsewhere.yaml"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("elsewhere.yaml", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Azure_refuses_is_told_as_apply_tells_it()
    {
        await ApplyAsync();
        var azure = new Faults.FaultyAzure("DELETE", "/kv-b/", [Faults.Fault.Error(409, "ScopeLocked", "It is locked.")], forEver: true);
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

        var code = await terminal.RunAsync(azure, Undo);

        Assert.Equal((int)ExitCode.AppliedInPart, code);
        Assert.Contains("error BL6033: A lock forbids the change", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Apply: 2 applied, 1 failed, 0 stale, 0 skipped.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("junit")]
    [InlineData("sarif")]
    public async Task What_is_undone_already_is_said_and_no_form_claims_that_the_estate_matches(string format)
    {
        await ApplyAsync();
        await RunAsync(Undo);

        var (code, terminal) = await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json", "--format", format]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Equal("Everything that the run changed is already as it was before the run.\n", terminal.Error.ToString());
        Assert.DoesNotContain("matches the baseline", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            format is "text" or "markdown" or "html",
            terminal.Output.ToString().Contains("No changes. There is nothing to undo.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_changed_nothing_leaves_nothing_to_undo()
    {
        await ApplyAsync();
        File.WriteAllText(_folder.At("run.jsonl"), _folder.Read("run.jsonl").Split('\n')[0] + "\n");

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Equal("The run changed nothing.\n", terminal.Error.ToString());
    }

    [Theory]
    [InlineData(
        new[] { "kv-a", "kv-b", "kv-c" },
        "No changes. Everything that the run changed is left as it is.\n",
        "No changes. Everything that the run changed is left as it is.\n")]
    [InlineData(
        new[] { "kv-b" },
        "Plan: 0 to create, 0 to update, 2 to delete. 1 of 3 changes of the run is left, wholly or in part.\n",
        "No changes. Of 3 changes of the run, 1 is left as it is; the rest is already as it was before the run.\n")]
    public async Task What_is_left_to_others_is_not_said_to_be_undone(string[] locked, string first, string result)
    {
        await ApplyAsync();
        var locks = string.Concat(locked.Select(vault => $$"""
            { "id": "{{ThreeVaults.VaultId(vault)}}/providers/Microsoft.Authorization/locks/keep",
              "name": "keep", "type": "Microsoft.Authorization/locks", "properties": { "level": "CanNotDelete" } },
            """));
        Edit("\"resources\": [", $"\"resources\": [ {locks}");
        var (_, undone) = await RunAsync([.. Undo[..^1], "first.jsonl"]);

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains($"\n{first}", undone.Output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($"\n{result}", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(" of the run, ", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Everything", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Left: ", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so_as_by_a_plan()
    {
        await ApplyAsync();

        var (code, terminal) = await RunAsync(["undo", "run.jsonl", "--credential", "environment"]);
        var (_, plan) = await RunAsync(["plan", "--credential", "environment"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.StartsWith("error BL6001: Azure sign-in failed", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(plan.Error.ToString(), terminal.Error.ToString());
    }

    [Fact]
    public async Task A_plan_instead_of_a_journal_is_answered_with_the_run_of_it_that_changed_something()
    {
        await RunAsync(["plan", "--emulator", "estate.json", "--out", "plan.json"]);
        await RunAsync(["apply", "plan.json", "--emulator", "estate.json"]);
        var run = Path.GetFileName(Directory.GetFiles(_folder.At(".baseline/runs")).Single());
        await RunAsync(["apply", "plan.json", "--emulator", "estate.json"]);
        await RunAsync(["undo", $".baseline/runs/{run}", "--emulator", "estate.json", "--auto-approve"]);

        var (_, ofPlan) = await RunAsync(["undo", "plan.json", "--emulator", "estate.json"]);
        var (_, ofAny) = await RunAsync(["undo", "estate.json", "--emulator", "estate.json"]);

        Assert.True(Directory.GetFiles(_folder.At(".baseline/runs")).Length > 2);
        Assert.Contains($"newest run of this plan that changed something:\n      baseline undo .baseline/runs/{run} --emulator estate.json\n", ofPlan.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"newest one there that changed something:\n      baseline undo .baseline/runs/{run} --emulator estate.json\n", ofAny.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ApplyAsync()
    {
        var (code, _) = await RunAsync(["apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl"]);
        Assert.Equal((int)ExitCode.Done, code);
    }

    private void Edit(string before, string after) =>
        File.WriteAllText(_folder.At("estate.json"), _folder.Read("estate.json").Replace(before, after, StringComparison.Ordinal));

    /// <summary>A run of many times as many changes: each vault and its setting once more under other names.</summary>
    private void Repeat(int times)
    {
        var lines = _folder.Read("run.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var settings = JsonNode.Parse(_folder.Read("estate.json")) as JsonObject ?? [];
        var resources = settings["resources"] as JsonArray ?? [];
        var written = resources.Where(resource => resource?.ToJsonString().Contains("kv-", StringComparison.Ordinal) == true).Select(resource => resource?.ToJsonString() ?? "").ToList();
        var journal = new List<string> { lines[0] };
        journal.AddRange(lines[1..^1]);
        for (var number = 1; number < times; number++)
        {
            string Other(string text) => text.Replace("kv-", $"kv{number}-", StringComparison.Ordinal);
            journal.AddRange(lines[1..^1].Select(line => Other(line).Replace("\"change\":\"c", $"\"change\":\"c{number}0", StringComparison.Ordinal)));
            foreach (var resource in written)
            {
                resources.Add(JsonNode.Parse(Other(resource)));
            }
        }

        File.WriteAllText(_folder.At("run.jsonl"), string.Join('\n', journal) + "\n");
        File.WriteAllText(_folder.At("estate.json"), settings.ToJsonString());
    }

    private static string Said(FakeTerminal terminal) => string.Join(' ', terminal.Error.ToString().Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private void Limit(int most) => File.AppendAllText(_folder.At("baseline.yaml"), $"limits:\n  maxChanges: {most}\n");

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        return (await terminal.RunAsync(args), terminal);
    }
}
