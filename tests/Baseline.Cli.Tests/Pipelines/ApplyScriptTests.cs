using System.Globalization;
using Xunit;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>A release applies the plan of the review, and no other.</summary>
[Trait("Needs", "process")]
public sealed class ApplyScriptTests
{
    [Fact]
    public async Task The_reviewed_plan_is_applied_by_its_digest_and_then_nothing_is_left()
    {
        using var job = await ReviewedAsync();

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(0, code);
        Assert.Equal("0", job.Output("exit-code"));
        Assert.Empty(WorkflowLog.Commands(log));
        Assert.Contains("Apply: 9 applied, 0 failed, 0 stale, 0 skipped.", log, StringComparison.Ordinal);
        Assert.True(File.Exists(job.At("run.jsonl")));
        await job.RunAsync("plan.sh");
        Assert.Equal(("0", "0", "compliant"), (job.Output("exit-code"), job.Output("changes"), job.Output("verdict")));
    }

    [Fact]
    public async Task Another_plan_than_the_reviewed_one_is_refused()
    {
        using var job = await ReviewedAsync();
        var digest = job.Output("digest");
        job.Set("BASELINE_DIGEST", digest[..^1] + (digest[^1] == '0' ? '1' : '0'));
        var estate = job.Read("estate.json");

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(5, code);
        Assert.Equal("5", job.Output("exit-code"));
        Assert.StartsWith("::error::The plan is stale, or not the one", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
        Assert.Equal(estate, job.Read("estate.json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("--allow-over-limits")]
    public async Task Without_a_digest_nothing_is_applied(string digest)
    {
        using var job = await ReviewedAsync();
        job.Set("BASELINE_DIGEST", digest);
        var estate = job.Read("estate.json");

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(1, code);
        Assert.StartsWith("::error::BASELINE_DIGEST", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
        Assert.Equal(estate, job.Read("estate.json"));
    }

    [Fact]
    public async Task A_document_that_changed_since_the_review_makes_the_plan_stale()
    {
        using var job = await ReviewedAsync();
        job.Edit("baseline.yaml", "retentionDays: [365, 0]", "retentionDays: [0]");

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(5, code);
        Assert.StartsWith("::error::The plan is stale", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_beyond_a_limit_needs_a_person()
    {
        using var job = new PipelineJob();
        job.Edit("baseline.yaml", "maxChanges: 50", "maxChanges: 2");
        await job.RunAsync("plan.sh");
        job.Set("BASELINE_DIGEST", job.Output("digest"));

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(4, code);
        Assert.StartsWith("::error::The plan goes beyond a limit", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown", 3, "::error::")]
    [InlineData("none", 0, "::warning::")]
    public async Task What_stays_unknown_after_an_apply_is_said(string failOn, int expected, string command)
    {
        using var job = await ReviewedAsync("fleet");
        job.Set("BASELINE_FAIL_ON", failOn);

        var (code, log) = await job.RunAsync("apply.sh");

        Assert.Equal(expected, code);
        Assert.Equal((expected.ToString(CultureInfo.InvariantCulture), "incomplete"), (job.Output("exit-code"), job.Output("verdict")));
        Assert.StartsWith($"{command}Applied, but", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
    }

    private static async Task<PipelineJob> ReviewedAsync(string example = "conformity")
    {
        var job = new PipelineJob(example);
        await job.RunAsync("plan.sh");
        job.Set("BASELINE_DIGEST", job.Output("digest"));
        return job;
    }
}
