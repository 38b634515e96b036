using System.Diagnostics;
using System.Text.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>What a pull request on the document changes is told from what has drifted in Azure.</summary>
[Trait("Needs", "process")]
public sealed class AgainstTests : IDisposable
{
    private readonly Workspace _workspace = new("fleet");

    [Fact]
    public async Task A_change_to_the_document_shows_beside_the_drift()
    {
        Commit();
        ExcuseOneAndExcludeTwo();

        var ran = await PlanAsync("main");

        Golden.Match(ran.Output, "cli/plan-against.txt");
        Assert.Equal(3, ran.ExitCode);
    }

    [Fact]
    public async Task A_comment_on_a_pull_request_says_it_first()
    {
        Commit();
        ExcuseOneAndExcludeTwo();

        var ran = await PlanAsync("main", "--format", "markdown");

        Golden.Match(ran.Output, "cli/plan-against.md");
    }

    [Fact]
    public async Task Diffs_show_what_is_sent_and_what_the_document_says_differently()
    {
        Commit();
        ExcuseOneAndExcludeTwo();

        var ran = await PlanAsync("main", "--diff");

        Golden.Match(ran.Output, "cli/plan-diff.txt");
    }

    [Theory]
    [InlineData("file:estate.json", "baseline plan -f mine.yaml --estate estate.json --against ref:main")]
    [InlineData("ref:main", "baseline plan -f mine.yaml --estate estate.json --against file:OTHER.yaml")]
    [InlineData("main:baseline.yaml", "baseline plan -f mine.yaml --estate estate.json --against ref:main")]
    [InlineData("nobody", "baseline plan -f mine.yaml --estate estate.json --against ref:origin/main")]
    [InlineData("ref:nobody", "baseline plan -f mine.yaml --estate estate.json --against ref:origin/main")]
    [InlineData("file:nobody.yaml", "baseline plan -f mine.yaml --estate estate.json --against file:OTHER.yaml")]
    public async Task Advice_on_what_is_compared_with_keeps_the_document_under_review(string against, string advice)
    {
        Commit();
        File.Copy(_workspace.At("baseline.yaml"), _workspace.At("mine.yaml"));

        var ran = await _workspace.RunAsync("plan", "-f", "mine.yaml", "--estate", "estate.json", "--against", against);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"\n      {advice}\n", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "git finds no repository in FOLDER, so \"main\" can't be a ref of one, and there is no file of that name.")]
    [InlineData("ref:main", "git finds no repository in FOLDER, so \"main\" can't be a ref of one.")]
    [InlineData("file:main", "\"main\" is no file in FOLDER.")]
    public async Task Outside_a_repository_that_is_said_and_nothing_is_advised_that_needs_one(string against, string detail)
    {
        var ran = await PlanAsync(against);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(detail.Replace("FOLDER", _workspace.Root, StringComparison.Ordinal), ran.Error, StringComparison.Ordinal);
        Assert.Contains("--against file:OTHER.yaml\n", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("git fetch", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("--against ref:", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diff_of_the_document_goes_through_the_files_that_it_extends()
    {
        File.WriteAllText(_workspace.At("top.yaml"), "apiVersion: baseline/v1\nkind: Baseline\nextends: baseline.yaml\n");
        Commit("baseline.yaml", "top.yaml");
        ExcuseOneAndExcludeTwo();
        File.WriteAllText(_workspace.At("more.yaml"), "apiVersion: baseline/v1\nkind: Baseline\nextends: baseline.yaml\n");
        File.WriteAllText(_workspace.At("top.yaml"), "apiVersion: baseline/v1\nkind: Baseline\nextends: more.yaml\n");

        var output = (await PlanAsync("main", "--diff", "-f", "top.yaml")).Output;

        Assert.Contains("  --- main:top.yaml\n  +++ top.yaml\n", output, StringComparison.Ordinal);
        Assert.Contains("  -extends: baseline.yaml\n  +extends: more.yaml\n", output, StringComparison.Ordinal);
        Assert.Contains("  --- /dev/null\n  +++ more.yaml\n", output, StringComparison.Ordinal);
        Assert.Contains("  --- main:baseline.yaml\n  +++ baseline.yaml\n", output, StringComparison.Ordinal);
        Assert.Contains("  -    - resourceGroup: rg-sandbox-*\n  +    - resourceGroup: rg-retail\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diff_does_not_repeat_a_file_that_lies_outside_the_repository()
    {
        using var elsewhere = new Workspace("fleet");
        elsewhere.Edit("baseline.yaml", "tenant: true ", "tenant: true # only for the owners of this file ");
        Commit();
        File.WriteAllText(_workspace.At("top.yaml"), $"apiVersion: baseline/v1\nkind: Baseline\nextends: {elsewhere.At("baseline.yaml")}\n");

        var ran = await PlanAsync("file:baseline.yaml", "--diff", "-f", "top.yaml", "--allow-outside");

        Assert.Contains("  +++ top.yaml\n", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("only for the owners", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_says_what_the_document_says_differently()
    {
        Commit();
        ExcuseOneAndExcludeTwo();

        var text = (await PlanAsync("main", "--format", "markdown")).Output;

        Assert.Contains("<details><summary>What this pull request changes in <code>baseline&#46;yaml</code></summary>\n\n```diff\n--- main:baseline.yaml\n+++ baseline.yaml\n", text, StringComparison.Ordinal);
        Assert.Contains("\n-    - resourceGroup: rg-sandbox-*\n+    - resourceGroup: rg-retail\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_document_is_the_same_everything_is_drift()
    {
        Commit();

        var ran = await PlanAsync("main", "--format", "json");

        using var plan = JsonDocument.Parse(ran.Output);
        Assert.Empty(plan.RootElement.GetProperty("against").GetProperty("verdicts").EnumerateArray());
        Assert.All(
            plan.RootElement.GetProperty("changes").EnumerateArray(),
            change => Assert.Equal("drift", change.GetProperty("origin").GetString()));
    }

    [Fact]
    public async Task A_write_is_the_same_write_under_another_number()
    {
        File.Copy(_workspace.At("baseline.yaml"), _workspace.At("before.yaml"));
        _workspace.Edit("baseline.yaml", "controls:", "controls:\n  # Monitor-006 alone");
        var text = _workspace.Read("baseline.yaml");
        var (from, to) = (text.IndexOf("  KeyVault-004:\n", StringComparison.Ordinal), text.IndexOf("  Monitor-006:\n", StringComparison.Ordinal));
        File.WriteAllText(_workspace.At("baseline.yaml"), text[..from] + text[to..text.IndexOf("exemptions:", StringComparison.Ordinal)]);

        var ran = await PlanAsync("before.yaml", "--format", "json");

        using var plan = JsonDocument.Parse(ran.Output);
        var changes = plan.RootElement.GetProperty("changes").EnumerateArray().ToList();
        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Equal("drift", change.GetProperty("origin").GetString()));
        Assert.All(
            plan.RootElement.GetProperty("against").GetProperty("verdicts").EnumerateArray(),
            shift => Assert.Equal(JsonValueKind.Null, shift.GetProperty("after").ValueKind));
    }

    [Fact]
    public async Task A_saved_plan_keeps_what_it_was_compared_with()
    {
        Commit();
        ExcuseOneAndExcludeTwo();
        var planned = await PlanAsync("main", "--out", "plan.json");

        var shown = await _workspace.RunAsync("show", "plan.json");

        // Which snapshot it was made from does not stand in a saved plan.
        Assert.Equal(planned.Output.Replace("on the snapshot estate.json", "on Azure", StringComparison.Ordinal)
            .Replace(" UTC, 1 day ago", " UTC", StringComparison.Ordinal), shown.Output);
    }

    [Fact]
    public async Task What_is_neither_a_file_nor_a_ref_is_refused()
    {
        Commit();

        var ran = await PlanAsync("no-such-branch");

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal("", ran.Output);
        Assert.Contains("BL0007", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_the_other_document_names_its_ref()
    {
        _workspace.Edit("baseline.yaml", "apiVersion: baseline/v1", "apiVersion: baseline/v9");
        Commit();
        _workspace.Edit("baseline.yaml", "apiVersion: baseline/v9", "apiVersion: baseline/v1");

        var ran = await PlanAsync("main");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("main:baseline.yaml:", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "ref")]
    [InlineData("ref:main", "ref")]
    [InlineData("file:main", "file")]
    [InlineData("./main", "file")]
    [InlineData("ID", "ref")]
    [InlineData("ref:ID", "ref")]
    [InlineData("file:ID", "file")]
    [InlineData("other.yaml", "file")]
    [InlineData("file:other.yaml", "file")]
    [InlineData("ref:other.yaml", "none")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "none")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "none")]
    [InlineData("file:none", "none")]
    public async Task A_ref_comes_before_a_file_that_somebody_added_under_its_name(string against, string meant)
    {
        Commit();
        ExcuseOneAndExcludeTwo();
        var id = File.ReadAllText(_workspace.At(".git/refs/heads/main")).Trim();
        foreach (var name in (string[])["main", id, "other.yaml", "0123456789abcdef0123456789abcdef01234567", $"{"0123456789abcdef0123456789abcdef"}{"0123456789abcdef0123456789abcdef"}"])
        {
            File.Copy(_workspace.At("baseline.yaml"), _workspace.At(name));
        }

        var ran = await PlanAsync(against.Replace("ID", id, StringComparison.Ordinal), "--format", "json");

        Assert.Equal(meant == "none", ran.Error.Contains("BL0007", StringComparison.Ordinal));
        Assert.Equal(meant == "none" ? 1 : 3, ran.ExitCode);
        if (meant != "none")
        {
            // The files say what the document says now; the commit says what it said before.
            using var plan = JsonDocument.Parse(ran.Output);
            Assert.Equal(meant == "file", plan.RootElement.GetProperty("against").GetProperty("verdicts").GetArrayLength() == 0);
        }
    }

    [Fact]
    public async Task Which_of_the_two_was_taken_is_said()
    {
        Commit();
        File.Copy(_workspace.At("baseline.yaml"), _workspace.At("main"));
        File.Copy(_workspace.At("baseline.yaml"), _workspace.At("release"));

        Assert.Contains("\"main\" is a git ref and a file: compared with the ref.", (await PlanAsync("main")).Error, StringComparison.Ordinal);
        Assert.Contains("git knows no ref \"release\" here: compared with the file of that name.", (await PlanAsync("release")).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private Task<Ran> PlanAsync(string against, params string[] more) =>
        _workspace.RunAsync(["plan", "--estate", "estate.json", "--against", against, .. more]);

    private void ExcuseOneAndExcludeTwo()
    {
        _workspace.Edit("baseline.yaml", "vaults/kv-pay-legacy", "vaults/kv-pay-fraud");
        _workspace.Edit("baseline.yaml", "    - resourceGroup: rg-sandbox-*\n", "    - resourceGroup: rg-retail\n");
    }

    private void Commit() => Commit("baseline.yaml");

    private void Commit(params string[] files)
    {
        Git("init", "--quiet", "--initial-branch", "main");
        Git(["add", .. files]);
        Git("-c", "user.name=test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "document");
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _workspace.At(""), RedirectStandardError = true };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git could not be started.");
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, error);
    }
}
