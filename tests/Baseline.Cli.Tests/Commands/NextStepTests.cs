using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What to type next, at the end of what a command says.</summary>
public sealed class NextStepTests : IDisposable
{
    private const string ToSave = "To save it, for a review and for apply:  baseline plan --estate estate.json";
    private const string ToApply = "To apply exactly this plan:  baseline apply plan.json";

    private readonly Workspace _workspace = new("fleet");

    [Theory]
    [InlineData("plan --estate estate.json", ToSave + " --out plan.json\n")]
    [InlineData(
        "plan --estate estate.json --only control=KeyVault-004 --only resource=kv-pay-a*",
        ToSave + " --only control=KeyVault-004 --only 'resource=kv-pay-a*' --out plan.json\n")]
    [InlineData("plan --estate estate.json --out plan.json", ToApply + "\n")]
    [InlineData("plan --emulator estate.json --out plan.json", ToApply + " --emulator estate.json\n")]
    public async Task A_plan_ends_with_it(string command, string end)
    {
        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.EndsWith(end, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan --estate estate.json --format json")]
    [InlineData("plan --estate estate.json --format markdown=plan.md")]
    [InlineData("plan --estate estate.json --only resource=kv-pay-hub")]
    public async Task Where_no_text_is_read_or_nothing_changes_there_is_none(string command)
    {
        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.DoesNotContain("To save it", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("To apply", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_a_limit_it_is_how_to_get_within()
    {
        _workspace.Edit("baseline.yaml", "maxChanges: 50", "maxChanges: 5");

        var ran = await _workspace.RunAsync("plan", "--estate", "estate.json");

        Assert.Contains("\n    To fix: raise the limit in the document, plan a part (--only, --max-changes), or ", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("To save it", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show plan.json", true)]
    [InlineData("show plan.json --only resource=kv-pay-api", false)]
    public async Task A_saved_plan_that_is_shown_whole_has_its_digest_and_the_command(string command, bool isSaid)
    {
        var digest = (await _workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json")).Error.Split("plan.json, ")[1].Split('.')[0];

        var ran = await _workspace.RunAsync(command.Split(' '));

        Assert.StartsWith("sha256:", digest, StringComparison.Ordinal);
        Assert.Equal(isSaid ? $"Digest: {digest}\n{ToApply}\n" : "", ran.Error);
    }

    [Theory]
    [InlineData("", "-f other.yaml --estate estate.json --out p.json", "show p.json", "baseline apply p.json -f other.yaml", "baseline apply p.json -f DOCUMENT  (DOCUMENT is the document azure-logging that it was made from)")]
    [InlineData("", "-f other.yaml --estate estate.json --out p.json", "show p.json -f other.yaml", "baseline apply p.json -f other.yaml", "baseline apply p.json -f other.yaml")]
    [InlineData("", "--estate estate.json --out my/p.json", "show my/p.json", "baseline apply my/p.json", "baseline apply my/p.json")]
    [InlineData("maxChanges: 49", "--estate estate.json --out p.json", "show p.json", "baseline apply p.json", "baseline apply p.json -f DOCUMENT  (DOCUMENT is the document azure-logging that it was made from)")]
    public async Task The_command_fits_the_file_and_the_document_of_the_plan(
        string edit, string plan, string show, string made, string shown)
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Root, "my"));
        File.WriteAllText(
            Path.Combine(_workspace.Root, "other.yaml"),
            _workspace.Read("baseline.yaml").Replace("maxChanges: 50", "maxChanges: 60", StringComparison.Ordinal));
        await _workspace.RunAsync(["plan", .. plan.Split(' '), "--format", "markdown=made.md", "--format", "html=made.html"]);
        _workspace.Edit("baseline.yaml", "maxChanges: 50", edit.Length > 0 ? edit : "maxChanges: 50");

        var ran = await _workspace.RunAsync([.. show.Split(' '), "--format", "text", "--format", "markdown=shown.md"]);

        Assert.Contains($"\n{made} --expect \\\n", _workspace.Read("made.md"), StringComparison.Ordinal);
        Assert.Contains($">{made} --expect sha256:", _workspace.Read("made.html"), StringComparison.Ordinal);
        Assert.EndsWith($"To apply exactly this plan:  {shown}\n", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"\n{shown.Split("  ")[0]} --expect \\\n", _workspace.Read("shown.md"), StringComparison.Ordinal);
    }

    /// <summary>As it stood there, the command went to Azure.</summary>
    [Fact]
    public async Task A_saved_plan_of_the_emulator_is_applied_there_whoever_shows_it()
    {
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json", "--format", "text", "--format", "markdown=made.md");
        await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--journal", "run.jsonl");
        await _workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");

        var shown = await _workspace.RunAsync("show", "plan.json", "--format", "text", "--format", "html=shown.html");
        var undo = await _workspace.RunAsync("show", "undo.json");

        Assert.EndsWith($"{ToApply} --emulator FILE\n", shown.Error, StringComparison.Ordinal);
        Assert.Contains("baseline apply plan.json --emulator FILE --expect", _workspace.Read("made.md"), StringComparison.Ordinal);
        Assert.Contains("baseline apply plan.json --emulator FILE --expect", _workspace.Read("shown.html"), StringComparison.Ordinal);
        Assert.EndsWith("baseline apply undo.json  (with --emulator FILE where the run was on the emulator)\n", undo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_apply_it_is_said_that_what_is_left_cannot_be_changed()
    {
        var ran = await _workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal("Checked again: nothing is left that can be changed. 3 findings are blocked, 1 is unknown.", ran.LastLine);
    }

    [Fact]
    public async Task Without_a_terminal_it_is_how_a_plan_is_saved_and_applied()
    {
        var ran = await _workspace.RunAsync("apply", "--emulator", "estate.json");

        Assert.Contains(
            """
              Fix: Save the plan, review it and apply exactly that, or approve beforehand:
                  baseline plan --emulator estate.json --out plan.json
                  baseline apply plan.json --emulator estate.json
                  baseline apply --emulator estate.json --auto-approve
            """,
            ran.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_the_address_that_was_not_asked_is_named()
    {
        var ran = await _workspace.RunAsync("plan", "--endpoint", "https://localhost:1/x", "--credential", "environment");

        Assert.Contains("Without a token, https://localhost:1 was not asked. Set AZURE_TENANT_ID, ", ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();
}
