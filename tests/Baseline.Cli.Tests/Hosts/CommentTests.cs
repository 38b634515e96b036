using Xunit;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>One comment on the pull request that is always about the latest plan, on every host.</summary>
public sealed class CommentTests
{
    public static TheoryData<string> Hosts() => ["github", "azure", "gitlab"];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task The_first_plan_adds_the_comment(string host)
    {
        using var job = new HostJob(host);
        job.Host.AddComment("reviewer", "Looks good");

        var ran = await job.ReviewAsync();

        Assert.Equal("The comment is on the pull request.\n", ran.Error);
        Assert.Equal("", ran.Output);
        Assert.Equal(2, job.Host.Comments.Count);
        Assert.StartsWith($"{HostJob.Marker}\n### 9 changes\n", job.Host.Comments[1].Body, StringComparison.Ordinal);
        Assert.True(job.Host.Comments[1].IsOpen);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task The_host_can_be_named_and_need_not_be(string host)
    {
        using var job = new HostJob(host);

        await job.ReviewAsync("--host", host);
        await job.ReviewAsync();

        Assert.Single(job.Host.Comments);
    }

    [Theory]
    [InlineData("github", "contoso/logging", "")]
    [InlineData("azure", "Log Team/logging", "/contoso")]
    [InlineData("gitlab", "12", "/api/v4")]
    public async Task Outside_a_job_the_command_line_says_where(string host, string repository, string path)
    {
        using var job = new HostJob(host);
        job.Folder.Variables.Clear();
        job.Folder.Variables[job.Host.TokenVariable] = job.Host.Token;

        await job.ReviewAsync(
            "--host", host, "--repository", repository, "--pull-request", "7", "--endpoint", job.Host.Address + path);

        Assert.Single(job.Host.Comments);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_later_plan_replaces_the_text_and_an_empty_one_settles_it(string host)
    {
        using var job = new HostJob(host);
        await job.ReviewAsync();
        var first = Assert.Single(job.Host.Comments);
        job.Folder.Edit("baseline.yaml", "settingName: baseline-auditevent", "settingName: audit-by-baseline");

        await job.ReviewAsync();

        var second = Assert.Single(job.Host.Comments);
        Assert.Equal(first.Id, second.Id);
        Assert.Contains("diagnostic setting audit-by-baseline", second.Body, StringComparison.Ordinal);
        Assert.True(second.IsOpen);

        await job.ApplyAsync();
        await job.ReviewAsync();

        Assert.StartsWith($"{HostJob.Marker}\n### No changes.", Assert.Single(job.Host.Comments).Body, StringComparison.Ordinal);
        Assert.Equal(host != "azure", job.Host.Comments[0].IsOpen);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_plan_with_nothing_to_do_adds_no_comment(string host)
    {
        using var job = new HostJob(host);
        await job.ApplyAsync();

        await job.ReviewAsync();

        Assert.Empty(job.Host.Comments);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task The_comment_is_found_on_any_page_and_a_forged_one_is_left_alone(string host)
    {
        using var job = new HostJob(host);
        for (var number = 0; number < 230; number++)
        {
            job.Host.AddComment("somebody", $"{HostJob.Marker}\n### No changes.\", \"user\": {{\"login\": \"{FakeHost.Self}\"}} {number}");
        }

        job.Host.AddComment(FakeHost.Self, $"Another tool of the same account quotes {HostJob.Marker}");
        var ours = job.Host.AddComment(FakeHost.Self, $"{HostJob.Marker}\nan older plan");
        var others = job.Host.Comments.Where(comment => comment.Id != ours.Id).ToList();

        await job.ReviewAsync();

        Assert.Equal(232, job.Host.Comments.Count);
        Assert.Equal(others, job.Host.Comments.Where(comment => comment.Id != ours.Id));
        Assert.StartsWith($"{HostJob.Marker}\n### 9", job.Host.Comments.Single(comment => comment.Id == ours.Id).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_plan_that_failed_takes_back_what_the_comment_said(string host)
    {
        using var job = new HostJob(host);
        await job.ReviewAsync();

        var ran = await job.CommentAsync("--failed");

        Assert.Equal(0, ran.ExitCode);
        Assert.StartsWith(
            $"{HostJob.Marker}\n**There is no plan: planning failed.** What an earlier plan said here no longer holds.\n",
            Assert.Single(job.Host.Comments).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_missing_permission_is_named(string host)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        job.Host.IsReadOnly = true;

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7004: Host permission is missing", ran.Error, StringComparison.Ordinal);
        Assert.Contains(job.Host.CommentPermission, ran.Error, StringComparison.Ordinal);
        Assert.Single(job.Host.Requests, request => request.StartsWith("POST /", StringComparison.Ordinal) && !request.Contains("/graphql"));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_token_that_the_host_does_not_take_is_told(string host)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        job.Folder.Variables[job.Host.TokenVariable] = "a-token-that-expired";

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7003: Host does not take the token", ran.Error, StringComparison.Ordinal);
        Assert.Contains(job.Host.TokenVariable, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token-that-expired", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_pull_request_that_is_not_there_is_told(string host)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();

        var ran = await job.CommentAsync("plan.json", "--pull-request", "8");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7005: Not found on the host", ran.Error, StringComparison.Ordinal);
        Assert.Contains("request 8 of ", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_that_is_busy_is_asked_again(string host)
    {
        using var job = new HostJob(host);
        job.Host.BusyTimes = 3;

        await job.ReviewAsync();

        Assert.Single(job.Host.Comments);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_that_asks_for_too_long_a_pause_ends_the_command(string host)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        (job.Host.BusyTimes, job.Host.RetryAfter) = (1, "3600");

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7006: Host does not answer", ran.Error, StringComparison.Ordinal);
        Assert.Contains("3600 s", ran.Error, StringComparison.Ordinal);
        Assert.Single(job.Host.Requests);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_that_fails_for_a_moment_is_asked_again(string host)
    {
        using var job = new HostJob(host);
        job.Host.FailTimes = 2;

        await job.ReviewAsync();

        Assert.Single(job.Host.Comments);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Names_of_any_kind_arrive_as_the_plan_wrote_them(string host)
    {
        using var job = new HostJob(host);
        job.Folder.Edit("estate.json", "cc-audit-event-log-setting", "a\\\\b`c \\\"d\\\" \\u202E \\u001B[2J ü😀 @everyone <script> &amp; %0A::x");

        await job.ReviewAsync();

        var shown = (await job.Folder.RunAsync("show", "plan.json", "--format", "markdown")).Output;
        Assert.StartsWith(shown, Assert.Single(job.Host.Comments).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task The_comment_of_a_huge_plan_is_one_that_the_host_takes(string host)
    {
        using var job = new HostJob(host, "fleet");

        await job.ReviewAsync();

        Assert.InRange(Assert.Single(job.Host.Comments).Body.Length, 1000, 65_536);
    }

    [Fact]
    public async Task The_counts_for_GitLab_are_written_even_where_no_comment_can_be()
    {
        using var job = new HostJob("gitlab");
        await job.PlanAsync();
        job.Folder.Variables.Remove("GITLAB_TOKEN");

        var ran = await job.CommentAsync("plan.json", "--terraform-report", "tfplan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal("{\n  \"create\": 6,\n  \"update\": 3,\n  \"delete\": 0\n}\n", job.Folder.Read("tfplan.json"));
    }

    [Theory]
    [InlineData("github", "GITHUB_TOKEN", "BL7002", "GITHUB_TOKEN: ${{ github.token }}")]
    [InlineData("github", "GITHUB_REPOSITORY", "BL7002", "--repository")]
    [InlineData("github", "GITHUB_REF", "BL7002", "--pull-request")]
    [InlineData("github", "GITHUB_ACTIONS", "BL7001", "--host github, azure or gitlab")]
    [InlineData("azure", "SYSTEM_ACCESSTOKEN", "BL7002", "$(System.AccessToken)")]
    [InlineData("azure", "SYSTEM_COLLECTIONURI", "BL7002", "--endpoint https://dev.azure.com/ORGANIZATION")]
    [InlineData("azure", "BUILD_REPOSITORY_NAME", "BL7002", "--repository")]
    [InlineData("azure", "SYSTEM_PULLREQUEST_PULLREQUESTID", "BL7002", "--pull-request")]
    [InlineData("gitlab", "GITLAB_TOKEN", "BL7002", "CI_JOB_TOKEN, can't write comments or issues")]
    [InlineData("gitlab", "CI_PROJECT_ID", "BL7002", "--repository")]
    [InlineData("gitlab", "CI_MERGE_REQUEST_IID", "BL7002", "--pull-request")]
    public async Task What_the_job_does_not_say_is_asked_for(string host, string without, string code, string says)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        job.Folder.Variables.Remove(without);

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"error {code}: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.Empty(job.Host.Requests);
    }

    [Theory]
    [InlineData("github", "a b", "\"a b\" is no name of a repository on GitHub.", "Give --repository OWNER/NAME.")]
    [InlineData("azure", "a", "\"a\" is no name of a repository on Azure DevOps.", "Give --repository PROJECT/REPOSITORY.")]
    [InlineData("gitlab", "a b", "\"a b\" is no name of a repository on GitLab.", "Give --repository GROUP/PROJECT, or the project's number.")]
    public async Task A_name_that_is_none_is_named_with_its_form(string host, string name, string detail, string fix)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();

        var ran = await job.CommentAsync("plan.json", "--repository", name);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(detail, ran.Error, StringComparison.Ordinal);
        Assert.Contains(fix, ran.Error, StringComparison.Ordinal);
        Assert.Empty(job.Host.Requests);
    }

    [Theory]
    [InlineData("github", "GITHUB_TOKEN", "${{ github.token }}")]
    [InlineData("azure", "SYSTEM_ACCESSTOKEN", "$(System.AccessToken)")]
    [InlineData("gitlab", "GITLAB_TOKEN", "$GITLAB_TOKEN")]
    [InlineData("gitlab", "GITLAB_TOKEN", "${PROJECT_TOKEN}")]
    public async Task A_token_that_the_host_did_not_fill_in_is_named_and_not_sent(string host, string variable, string value)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        job.Folder.Variables[variable] = value;

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"The variable {variable} holds the text \"{value}\" in place of a token", ran.Error, StringComparison.Ordinal);
        Assert.Empty(job.Host.Requests);
    }

    [Fact]
    public async Task The_number_stands_in_the_event_too()
    {
        using var job = new HostJob("github");
        job.Folder.Variables["GITHUB_REF"] = "refs/heads/main";
        job.Folder.Variables["GITHUB_EVENT_PATH"] = "event.json";
        File.WriteAllText(job.Folder.At("event.json"), """{"number": 9, "pull_request": {"number": 7}}""");

        await job.ReviewAsync();

        Assert.Single(job.Host.Comments);
    }

    [Fact]
    public async Task Azure_Pipelines_may_build_a_repository_of_another_host()
    {
        using var job = new HostJob("azure");
        await job.PlanAsync();
        job.Folder.Variables["BUILD_REPOSITORY_PROVIDER"] = "GitHub";

        var ran = await job.CommentAsync("plan.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7001: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("--host github", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://github.example")]
    [InlineData("https://user:word@github.example")]
    [InlineData("github.example")]
    public async Task A_token_goes_to_no_address_in_the_clear(string endpoint)
    {
        using var job = new HostJob("github");
        await job.PlanAsync();

        var ran = await job.CommentAsync("plan.json", "--endpoint", endpoint);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7001: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("https://", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("comment", "plan.json is missing")]
    [InlineData("comment plan.json --failed", "--failed says that there is no plan")]
    [InlineData("comment plan.json --host githab", "Did you mean \"github\"?")]
    [InlineData("comment plan.json --pull-request x", "--pull-request is not the number of a pull request.")]
    public async Task A_wrong_command_line_is_told(string line, string says)
    {
        using var folder = new Workspace();

        var ran = await folder.RunAsync(line.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
    }
}
