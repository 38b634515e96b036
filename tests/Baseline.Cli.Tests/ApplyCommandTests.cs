using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Plans.Undoing;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

public sealed class ApplyCommandTests
{
    [Fact]
    public async Task X1_After_an_apply_the_second_plan_is_empty()
    {
        using var workspace = new Workspace();

        var applied = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        var again = await workspace.RunAsync("plan", "--emulator", "estate.json", "--detailed-exitcode");

        Assert.Equal(0, applied.ExitCode);
        Assert.Contains("Apply: 9 applied, 0 failed, 0 stale, 0 skipped.", applied.Output, StringComparison.Ordinal);
        Assert.Equal(0, again.ExitCode);
        Assert.Equal("No changes. The estate matches the baseline.", again.LastLine);
    }

    [Fact]
    public async Task The_fleet_converges_and_stays_incomplete()
    {
        using var workspace = new Workspace("fleet");

        var applied = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        var again = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(3, applied.ExitCode);
        Assert.Equal(3, again.ExitCode);
        Golden.Match(again.Output, "cli/apply-fleet-again.txt");
    }

    [Fact]
    public async Task Nobody_to_ask_is_an_error_and_changes_nothing()
    {
        using var workspace = new Workspace();
        var before = workspace.Read("estate.json");

        var ran = await workspace.RunAsync("apply", "--emulator", "estate.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL0004", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.Read("estate.json"));
    }

    [Theory]
    [InlineData("yes", 0, true)]
    [InlineData("y", 1, false)]
    [InlineData("", 1, false)]
    public async Task Only_yes_is_a_yes(string answer, int exitCode, bool changes)
    {
        using var workspace = new Workspace();
        var before = workspace.Read("estate.json");

        var ran = await workspace.RunAsync(answer, ["apply", "--emulator", "estate.json"]);

        Assert.Equal(exitCode, ran.ExitCode);
        Assert.Equal(changes, before != workspace.Read("estate.json"));
    }

    [Fact]
    public async Task A_saved_plan_is_applied_as_it_was_reviewed()
    {
        using var workspace = new Workspace();
        var planned = await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        var digest = planned.Error.Split("sha256:")[1][..64];

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve", "--expect", $"sha256:{digest}");

        Assert.Equal(0, ran.ExitCode);
    }

    [Fact]
    public async Task X12_Any_plan_but_the_expected_one_is_refused_before_any_write()
    {
        using var workspace = new Workspace();
        var before = workspace.Read("estate.json");

        var ran = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--expect", $"sha256:{new string('0', 64)}");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains("BL5102", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.Read("estate.json"));
    }

    [Fact]
    public async Task X2_What_changed_since_the_plan_is_refused_and_the_rest_is_applied()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        workspace.Edit("estate.json", "\"days\": 30", "\"days\": 60");

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains("Apply: 8 applied, 0 failed, 1 stale, 0 skipped.", ran.Output, StringComparison.Ordinal);
        Assert.Contains(
            "The resource was changed since the estate was read (2026-11-22T09:00:00Z): "
            + "properties.logs[AuditEvent].retentionPolicy.days was 30 and is 60. Plan again.",
            ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task X5_A_sink_that_another_setting_took_meanwhile_is_told_with_its_name()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        using var plan = JsonDocument.Parse(workspace.Read("plan.json"));
        var create = plan.RootElement.GetProperty("changes")[0];
        var taken = new JsonObject
        {
            ["id"] = create.GetProperty("resource").GetString()!.Replace("baseline-auditevent", "from-a-policy", StringComparison.Ordinal),
            ["type"] = "Microsoft.Insights/diagnosticSettings",
            ["name"] = "from-a-policy",
            ["properties"] = JsonNode.Parse(create.GetProperty("body").GetProperty("properties").GetRawText()),
        };
        workspace.Edit("estate.json", "\"resources\": [", $"\"resources\": [ {taken.ToJsonString()},");

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(6, ran.ExitCode);
        Assert.Contains("error BL6034", ran.Error, StringComparison.Ordinal);
        Assert.Contains("is already used in diagnostic setting 'from-a-policy' for category 'AuditEvent'", ran.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "Apply: 8 applied, 1 failed, 0 stale, 0 skipped.\nChecked again: nothing is left to change.\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_another_document_is_stale()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        workspace.Edit("baseline.yaml", "maxChanges: 50", "maxChanges: 51");

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains("BL5101", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_plan_is_refused()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        workspace.Edit("plan.json", "baseline-auditevent", "somebody-elses");
        var before = workspace.Read("estate.json");

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL4011", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, workspace.Read("estate.json"));
    }

    [Fact]
    public async Task A_truncated_plan_is_refused()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        File.WriteAllText(workspace.At("plan.json"), workspace.Read("plan.json")[..2000]);

        var ran = await workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("BL4001", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task X10_A_plan_beyond_a_limit_is_refused_unless_somebody_says_why()
    {
        using var workspace = new Workspace();
        workspace.Edit("baseline.yaml", "maxChanges: 50", "maxChanges: 8");

        var planned = await workspace.RunAsync("plan", "--emulator", "estate.json");
        var refused = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        var allowed = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--allow-over-limits", "agreed with the owners", "--journal", "run.jsonl");

        Assert.Equal(0, planned.ExitCode);
        Assert.Contains("maxChanges", planned.Output, StringComparison.Ordinal);
        Assert.Equal(4, refused.ExitCode);
        Assert.Equal(0, allowed.ExitCode);
        Assert.Contains("agreed with the owners", workspace.Read("run.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_is_kept_beside_the_document()
    {
        using var workspace = new Workspace();

        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        var journal = Assert.Single(Directory.GetFiles(workspace.At(".baseline/runs"), "*.jsonl"));
        Assert.StartsWith("20261123T090000Z-", Path.GetFileName(journal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_a_run_restores_what_can_be_restored()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");

        var undone = await workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo.jsonl");
        var after = await workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "json");

        Assert.Equal(0, undone.ExitCode);
        Assert.Contains("Apply: 5 applied, 0 failed, 0 stale, 0 skipped.", undone.Output, StringComparison.Ordinal);
        Assert.Contains("The key is left", undone.Error, StringComparison.Ordinal);
        Assert.Contains("\"keySource\": \"Microsoft.Storage\"", workspace.Read("estate.json"), StringComparison.Ordinal);
        Assert.Contains("\"noncompliant\": 3", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_twice_finds_nothing_left_to_undo()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        await workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo.jsonl");
        var before = workspace.Read("estate.json");

        var again = await workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo2.jsonl");

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(before, workspace.Read("estate.json"));
    }

    [Fact]
    public async Task Every_body_of_an_apply_and_its_undoing_is_one_that_Azure_describes()
    {
        using var workspace = new Workspace();
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        await workspace.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo.jsonl");

        string[] journals = ["run.jsonl", "undo.jsonl"];
        var writes = journals.SelectMany(name => RunRecord.Read(workspace.Read(name), name).Value?.Changes ?? []).ToList();

        Assert.Equal(14, writes.Count);
        Assert.All(writes.Where(write => write.Body.ValueKind == JsonValueKind.Object), write =>
            Assert.Empty(ArmBodyValidator.Validate(write.Type, write.ApiVersion, write.Method, write.Body).Problems));
    }

    [Fact]
    public async Task The_report_of_an_apply_reads_as_agreed()
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");

        Golden.Match(ran.Output, "cli/apply-conformity.txt");
        Golden.Match(ran.Error, "cli/apply-conformity-progress.txt");
    }
}
