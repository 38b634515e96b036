using System.Text.Json.Nodes;
using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What was applied is listed from the journals beside the document, and the last of it is undone without naming it.</summary>
public sealed class RunsCommandTests : IDisposable
{
    private static readonly string[] Apply = ["apply", "--emulator", "estate.json", "--auto-approve"];
    private static readonly string[] UndoLast = ["undo", "--last", "--emulator", "estate.json", "--auto-approve"];

    private readonly ThreeVaults _folder = new();
    private readonly FixedClock _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Where_nothing_was_applied_that_is_said()
    {
        var (code, terminal) = await RunAsync("runs");
        var (_, json) = await RunAsync("runs", "--format", "json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Equal($"No run is recorded in {Path.Combine(".baseline", "runs")}.\n", terminal.Output.ToString());
        Assert.Equal("[]\n", json.Output.ToString());
    }

    [Theory]
    [InlineData(".baseline/runs")]
    [InlineData(".baseline")]
    public async Task A_file_where_the_folder_of_runs_should_be_is_an_error(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.At(path)) ?? _folder.Root);
        await File.WriteAllTextAsync(_folder.At(path), "", TestContext.Current.CancellationToken);

        foreach (string[] command in (string[][])[["runs"], UndoLast])
        {
            var (code, terminal) = await RunAsync(command);

            Assert.Equal(((int)ExitCode.Error, ""), (code, terminal.Output.ToString()));
            Assert.Contains($"\"{path}\" is a file, and no folder.", terminal.Error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_is_listed_with_who_made_it_where_and_how_it_ended()
    {
        await RunAsync(
            Apply,
            ("GITLAB_CI", "true"), ("CI_PIPELINE_ID", "77"), ("CI_PIPELINE_URL", "https://gitlab.example.com/logs/-/pipelines/77"),
            ("CI_JOB_MANUAL", "true"), ("GITLAB_USER_LOGIN", "sam"));

        var (code, terminal) = await RunAsync("runs");
        var (_, json) = await RunAsync("runs", "--format", "json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.StartsWith(
            "2026-11-23 09:00:00 UTC  3 of 3 changes applied, none failed\n  by emulator on gitlab, approved by sam; plan sha256:",
            terminal.Output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("  https://gitlab.example.com/logs/-/pipelines/77\n", terminal.Output.ToString(), StringComparison.Ordinal);
        var run = JsonNode.Parse(json.Output.ToString())?[0];
        Assert.Equal("2026-11-23T09:00:00.000Z", (string?)run?["at"]);
        Assert.Equal("emulator", (string?)run?["caller"]?["name"]);
        Assert.Equal("gitlab", (string?)run?["host"]);
        Assert.Equal("sam", (string?)run?["approvedBy"]);
        Assert.Equal(3, (int?)run?["applied"]);
        Assert.Equal(0, (int?)run?["exit"]);
        Assert.NotEmpty((string?)run?["tool"] ?? "");
    }

    [Fact]
    public async Task What_was_done_already_is_counted_by_itself()
    {
        await RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        await RunAsync("apply", "plan.json", "--emulator", "estate.json");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await RunAsync("apply", "plan.json", "--emulator", "estate.json");

        var (_, terminal) = await RunAsync("runs");

        Assert.Contains("2026-11-23 09:00:01 UTC  0 of 3 changes applied, 3 already done, none failed\n", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("2026-11-23 09:00:00 UTC  3 of 3 changes applied, none failed\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, "1 failed, 1 stale, exit code 5")]
    [InlineData(2, 0, "2 failed, exit code 6")]
    [InlineData(0, 2, "2 stale, exit code 5")]
    [InlineData(0, 0, "none failed")]
    public async Task How_many_failed_or_were_stale_is_said(int failed, int stale, string end)
    {
        await RunAsync([.. Apply, "--journal", ".baseline/runs/run.jsonl"]);
        var journal = _folder.Read(".baseline/runs/run.jsonl");
        Assert.Contains("\"failed\":0,\"stale\":0", journal, StringComparison.Ordinal);
        File.WriteAllText(
            _folder.At(".baseline/runs/run.jsonl"),
            journal.Replace("\"failed\":0,\"stale\":0", $"\"failed\":{failed},\"stale\":{stale}", StringComparison.Ordinal));

        var (_, terminal) = await RunAsync("runs");

        Assert.Contains($"3 of 3 changes applied, {end}\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_write_has_the_correlation_id_that_Azure_gave_it()
    {
        await RunAsync([.. Apply, "--journal", "run.jsonl"]);

        var ids = _folder.Read("run.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line))
            .Where(line => (string?)line?["event"] == "finished")
            .Select(line => (string?)line?["correlationId"]).ToList();

        Assert.Equal(3, ids.Count);
        Assert.All(ids, id => Assert.True(Guid.TryParse(id, out _)));
        Assert.Distinct(ids);
    }

    [Fact]
    public async Task Runs_are_ordered_by_their_own_time_and_not_by_the_names_of_their_journals()
    {
        await RunAsync([.. Apply, "--journal", ".baseline/runs/zz-first.jsonl"]);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await RunAsync([.. UndoLast, "--journal", ".baseline/runs/mm-second.jsonl"]);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await RunAsync([.. Apply, "--journal", ".baseline/runs/aa-third.jsonl"]);

        var (_, terminal) = await RunAsync("runs", "--format", "json");
        var (_, last) = await RunAsync([.. UndoLast[..4], "--out", "undo.json"]);

        Assert.Equal(
            ["aa-third.jsonl", "mm-second.jsonl", "zz-first.jsonl"],
            JsonNode.Parse(terminal.Output.ToString())?.AsArray().Select(run => Path.GetFileName((string?)run?["journal"])));
        Assert.Contains($"The last run is of 2026-11-23 09:00:00 UTC: {Path.Combine(".baseline", "runs", "aa-third.jsonl")}\n", last.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_run_that_changed_something_and_is_no_undo_is_undone()
    {
        var before = _folder.Read("estate.json");
        await RunAsync(Apply);
        await RunAsync(Apply);

        var (code, terminal) = await RunAsync([.. UndoLast, "--journal", "undo.jsonl"]);
        var (again, nothing) = await RunAsync(UndoLast);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("Apply: 3 applied, 0 failed, 0 stale, 0 skipped.", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"change\":\"u1\"", _folder.Read("undo.jsonl"), StringComparison.Ordinal);
        Assert.DoesNotContain("diagnosticSettings", before, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("baseline-auditevent", _folder.Read("estate.json"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((int)ExitCode.Done, again);
        Assert.Contains("Everything that the run changed is already as it was before the run.", nothing.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_killed_is_listed_and_can_be_undone()
    {
        await RunAsync([.. Apply, "--journal", ".baseline/runs/killed.jsonl"]);
        var path = _folder.At(".baseline/runs/killed.jsonl");
        var lines = File.ReadAllText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        File.WriteAllText(path, string.Join('\n', lines[..^1]) + "\n{\"at\":");

        var (_, listed) = await RunAsync("runs");
        var (_, json) = await RunAsync("runs", "--format", "json");
        var (code, _) = await RunAsync(UndoLast);

        Assert.Contains("3 of 3 changes applied, not ended\n", listed.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"exit\": null", json.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Done, code);
    }

    [Fact]
    public async Task A_journal_of_an_earlier_release_is_listed_without_what_it_does_not_say()
    {
        await RunAsync([.. Apply, "--journal", ".baseline/runs/old.jsonl"]);
        var path = _folder.At(".baseline/runs/old.jsonl");
        var lines = File.ReadAllLines(path);
        var first = JsonNode.Parse(lines[0])?.AsObject() ?? [];
        first.Remove("caller");
        first.Remove("tool");
        File.WriteAllLines(path, [first.ToJsonString(), .. lines[1..]]);

        var (code, terminal) = await RunAsync("runs");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("by somebody whom the journal does not name; plan", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_journal_is_told_and_the_others_are_listed()
    {
        await RunAsync(Apply);
        File.WriteAllText(_folder.At(".baseline/runs/notes.jsonl"), "to do\nlater\n");

        var (code, terminal) = await RunAsync("runs");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("3 of 3 changes applied", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("notes.jsonl", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_runs_of_the_document_are_its_last()
    {
        await RunAsync([.. Apply, "--journal", ".baseline/runs/own.jsonl"]);
        await File.WriteAllTextAsync(
            _folder.At(".baseline/runs/other.jsonl"),
            _folder.Read(".baseline/runs/own.jsonl").Replace("\"baseline\":\"three-vaults\"", "\"baseline\":\"other\"", StringComparison.Ordinal)
                .Replace("2026-11-23", "2026-11-24", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var (_, last) = await RunAsync([.. UndoLast[..4], "--out", "undo.json"]);
        File.Delete(_folder.At(".baseline/runs/own.jsonl"));
        var (code, none) = await RunAsync(UndoLast);

        Assert.Contains("own.jsonl", last.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("there is no run of three-vaults that changed anything; runs of undo do not count.", none.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_may_be_that_of_the_last_run()
    {
        await RunAsync(Apply);
        await File.WriteAllTextAsync(_folder.At(".baseline/runs/newer.jsonl"), "{\"at\":", TestContext.Current.CancellationToken);
        var before = _folder.Read("estate.json");

        var (code, terminal) = await RunAsync(UndoLast);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("newer.jsonl", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("error BL5006: Newest run not known", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task Without_a_run_there_is_nothing_to_undo()
    {
        var (code, terminal) = await RunAsync(UndoLast);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL5005: No run to undo", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("undo --emulator estate.json")]
    [InlineData("undo --last run.jsonl --emulator estate.json")]
    public async Task One_run_is_named_and_in_one_way(string command)
    {
        var (code, terminal) = await RunAsync(command.Split(' '));

        Assert.Equal((int)ExitCode.Error, code);
        Assert.StartsWith("baseline: Name the journal of a run, as `baseline runs` lists them, or --last; not both.\n", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<(int Code, FakeTerminal Terminal)> RunAsync(params string[] args) => RunAsync(args, []);

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(string[] args, params (string Name, string Value)[] variables)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root, Clock = _clock };
        foreach (var (name, value) in variables)
        {
            terminal.Variables[name] = value;
        }

        return (await terminal.RunAsync(args), terminal);
    }
}
