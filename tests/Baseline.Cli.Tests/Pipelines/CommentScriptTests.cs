using Xunit;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>One comment on the pull request that is always about the latest plan.</summary>
[Trait("Needs", "process")]
public sealed class CommentScriptTests : IDisposable
{
    private const string Marker = "<!-- baseline-plan -->";
    private const string RunLink = "\n[This run](https://github.example/contoso/logging/actions/runs/42)";

    private readonly PipelineJob _job = new();
    private readonly FakeGitHub _gitHub = new();

    public CommentScriptTests()
    {
        _job.Set("GITHUB_TOKEN", FakeGitHub.Token);
        _job.Set("GITHUB_API_URL", _gitHub.Address);
        _job.Set("GITHUB_REPOSITORY", "contoso/logging");
        _job.Set("GITHUB_SERVER_URL", "https://github.example");
        _job.Set("GITHUB_RUN_ID", "42");
        _job.Set("BASELINE_PULL_REQUEST", "7");
    }

    [Fact]
    public async Task The_first_plan_creates_the_comment()
    {
        _gitHub.Add("reviewer", "Looks good");

        await ReviewAsync();

        Assert.Equal(2, _gitHub.Comments.Count);
        Assert.Equal(_job.Read("plan.md") + RunLink, _gitHub.Comments[1].Body);
        Assert.StartsWith($"{Marker}\n### 9 changes\n", _gitHub.Comments[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_plan_replaces_the_text_of_the_same_comment()
    {
        await ReviewAsync();
        var first = Assert.Single(_gitHub.Comments);
        _job.Edit("baseline.yaml", "settingName: baseline-auditevent", "settingName: audit-by-baseline");

        await ReviewAsync();

        var second = Assert.Single(_gitHub.Comments);
        Assert.Equal(first.Id, second.Id);
        Assert.Contains("diagnostic setting audit-by-baseline", second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_nothing_to_do_says_so_in_the_comment()
    {
        await ReviewAsync();
        await ApplyAsync();

        await ReviewAsync();

        Assert.StartsWith($"{Marker}\n### No changes.", Assert.Single(_gitHub.Comments).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_nothing_to_do_writes_no_comment_of_its_own()
    {
        await _job.RunAsync("plan.sh");
        await ApplyAsync();

        await ReviewAsync();

        Assert.Empty(_gitHub.Comments);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_comment_is_found_on_any_page(bool indented)
    {
        _gitHub.WritesIndented = indented;
        for (var number = 0; number < 230; number++)
        {
            _gitHub.Add("reviewer", $"Comment {number} \"quoted\" \\ and ü {{[,]}} {Marker}");
        }

        var ours = _gitHub.Add(FakeGitHub.Bot, $"{Marker}\nan older plan");

        await ReviewAsync();

        Assert.Equal(231, _gitHub.Comments.Count);
        Assert.StartsWith($"{Marker}\n### ", _gitHub.Comments.Single(comment => comment.Id == ours.Id).Body, StringComparison.Ordinal);
        Assert.Equal(3, _gitHub.Requests.Count(request => request.StartsWith("GET ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_comment_by_somebody_else_is_not_taken_for_the_tools_own()
    {
        var forged = _gitHub.Add("somebody", $"{Marker}\n### No changes.**\", \"user\": {{\"login\": \"{FakeGitHub.Bot}\"}}");
        _gitHub.Add(FakeGitHub.Bot, $"Another tool quotes {Marker}");

        await ReviewAsync();

        Assert.Equal(3, _gitHub.Comments.Count);
        Assert.Equal(forged, _gitHub.Comments[0]);
        Assert.StartsWith(Marker, _gitHub.Comments[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_failed_takes_back_what_the_comment_said()
    {
        await ReviewAsync();
        _job.Edit("baseline.yaml", "kind: Baseline", "kind: Nothing");

        await ReviewAsync();

        Assert.Equal(
            $"{Marker}\n**There is no plan: exit code 1.** What an earlier plan said here no longer holds.\n{RunLink}",
            Assert.Single(_gitHub.Comments).Body);
    }

    [Fact]
    public async Task A_job_without_the_permission_fails_and_says_which_one_is_missing()
    {
        await _job.RunAsync("plan.sh");
        _job.Set("BASELINE_EXIT_CODE", _job.Output("exit-code"));
        _gitHub.RefusesWritesWith = 403;

        var (code, log) = await _job.RunAsync("comment.sh");

        Assert.Equal(1, code);
        Assert.Contains("needs pull-requests: write", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeGitHub.Token, log, StringComparison.Ordinal);
        Assert.Single(_gitHub.Requests, request => request.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_of_any_kind_arrive_as_the_plan_wrote_them()
    {
        _job.Edit("estate.json", "cc-audit-event-log-setting", "a\\\\b`c \\\"d\\\" \\u202E \\u001B[2J ü😀 @everyone <script> &amp; %0A::x");

        await ReviewAsync();

        Assert.Equal(_job.Read("plan.md") + RunLink, Assert.Single(_gitHub.Comments).Body);
    }

    public void Dispose()
    {
        _gitHub.Dispose();
        _job.Dispose();
    }

    private async Task ReviewAsync()
    {
        await _job.RunAsync("plan.sh");
        _job.Set("BASELINE_EXIT_CODE", _job.Output("exit-code"));
        var (code, log) = await _job.RunAsync("comment.sh");
        Assert.True(code == 0, log);
    }

    private async Task ApplyAsync()
    {
        _job.Set("BASELINE_DIGEST", _job.Output("digest"));
        var (code, log) = await _job.RunAsync("apply.sh");
        Assert.True(code == 0, log);
    }
}
