using Xunit;

namespace Baseline.Cli.Tests.Hosts;

/// <summary>One issue or work item that is open while there is drift, on every host.</summary>
public sealed class DriftIssueTests
{
    private static readonly string[] Names = ["github", "azure", "gitlab"];

    private const string Title = "baseline: Azure is not in the declared state";

    private const string AzureTitle = $"{Title} (logging)";

    public static TheoryData<string> Hosts() => [.. Names];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task It_opens_with_drift_is_kept_up_to_date_closes_without_and_opens_anew(string host)
    {
        using var job = new HostJob(host);
        job.Folder.Variables.Remove("SYSTEM_PULLREQUEST_PULLREQUESTID");
        job.Folder.Variables.Remove("CI_MERGE_REQUEST_IID");
        job.Folder.Variables.Remove("GITHUB_REF");
        var drifted = job.Folder.Read("estate.json");

        await job.ReviewAsync("--issue");

        var opened = Assert.Single(job.Host.Issues);
        Assert.Equal((host == "azure" ? AzureTitle : Title, true), (opened.Title, opened.IsOpen));
        Assert.Contains("9 changes", opened.Body, StringComparison.Ordinal);

        await job.ReviewAsync("--issue");
        Assert.Equal(opened, Assert.Single(job.Host.Issues));

        await job.ApplyAsync();
        var ran = await job.ReviewAsync("--issue");
        Assert.Equal("There is no drift any more: the issue is closed.\n", ran.Error);
        Assert.False(Assert.Single(job.Host.Issues).IsOpen);

        await job.ReviewAsync("--issue");
        Assert.Single(job.Host.Issues);

        File.WriteAllText(job.Folder.At("estate.json"), drifted);
        await job.ReviewAsync("--issue");
        Assert.Equal([false, true], job.Host.Issues.Select(issue => issue.IsOpen));
        Assert.Empty(job.Host.Comments);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task It_is_found_on_any_page_and_a_forged_one_is_left_alone(string host)
    {
        using var job = new HostJob(host);
        var title = host == "azure" ? AzureTitle : Title;
        for (var number = 0; number < 230; number++)
        {
            job.Host.AddIssue("somebody", title, $"{HostJob.DriftMarker}\nforged {number}");
        }

        job.Host.AddIssue(FakeHost.Self, "A pull request", $"Another text of the same account {HostJob.DriftMarker}");
        var ours = job.Host.AddIssue(FakeHost.Self, title, $"{HostJob.DriftMarker}\nan older plan");
        var others = job.Host.Issues.Where(issue => issue.Id != ours.Id).ToList();

        await job.ReviewAsync("--issue");

        Assert.Equal(others, job.Host.Issues.Where(issue => issue.Id != ours.Id));
        Assert.Contains("9 changes", job.Host.Issues[^1].Body, StringComparison.Ordinal);
    }

    /// <summary>The repositories of a project in Azure DevOps share its work items, and the account that writes them.</summary>
    [Fact]
    public async Task Each_repository_of_a_project_has_a_work_item_of_its_own()
    {
        using var job = new HostJob("azure");
        await job.ReviewAsync("--issue");
        job.Folder.Variables["BUILD_REPOSITORY_NAME"] = "another";

        await job.ReviewAsync("--issue");
        await job.ApplyAsync();
        await job.ReviewAsync("--issue");

        Assert.Equal([(AzureTitle, true), ($"{Title} (another)", false)], job.Host.Issues.Select(issue => (issue.Title, issue.IsOpen)));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_could_not_be_read_closes_no_issue_and_opens_none(string host)
    {
        using var job = new HostJob(host);
        var drifted = job.Folder.Read("estate.json");
        await job.ApplyAsync();
        job.Folder.Edit(
            "estate.json",
            "\"unreadable\": []",
            "\"unreadable\": [{ \"id\": \"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/"
                + "Microsoft.KeyVault/vaults/cc-main-key-vault/providers/microsoft.insights/diagnosticSettings\", "
                + "\"status\": 403, \"code\": \"AuthorizationFailed\" }]");
        var unread = job.Folder.Read("estate.json");

        var ran = await job.ReviewAsync("--issue");

        Assert.Equal("Whether there is drift is not known. No issue is open, and none was opened.\n", ran.Error);
        Assert.Empty(job.Host.Issues);

        File.WriteAllText(job.Folder.At("estate.json"), drifted);
        await job.ReviewAsync("--issue");
        File.WriteAllText(job.Folder.At("estate.json"), unread);
        ran = await job.ReviewAsync("--issue");

        Assert.Equal("The issue about the drift is up to date, and stays open.\n", ran.Error);
        Assert.True(Assert.Single(job.Host.Issues).IsOpen);
    }

    /// <summary>A plan without changes of less than everything.</summary>
    public static TheoryData<string, string, string> Parts()
    {
        TheoryData<string, string, string> data = [];
        foreach (var host in Names)
        {
            data.Add(host, "--only control=KeyVault-004", "Only control KeyVault-004.");
            data.Add(host, "--shard 1/2", "Only shard 1 of 2.");
            data.Add(host, "--wave canary", "Only wave canary.");
            data.Add(host, "--only control=KeyVault-004 --wave canary", "Only control KeyVault-004, wave canary.");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task A_part_without_drift_closes_no_issue_and_opens_none(string host, string options, string part)
    {
        using var job = new HostJob(host);
        job.Folder.Edit("baseline.yaml", "\ncontrols:", "\nrollout:\n  - { name: canary, only: { resource: ['*'] } }\ncontrols:");
        var drifted = job.Folder.Read("estate.json");
        await job.ApplyAsync();
        await PlanPartAsync(job, options);

        var ran = await job.CommentAsync("plan.json", "--issue");

        Assert.Equal(
            $"{part} There is no drift in that part, and the plan says nothing of the rest. No issue is open, and none was opened.\n",
            ran.Error);
        Assert.Empty(job.Host.Issues);

        File.WriteAllText(job.Folder.At("estate.json"), drifted);
        await job.ReviewAsync("--issue");
        var opened = Assert.Single(job.Host.Issues);
        await job.ApplyAsync();
        await PlanPartAsync(job, options);
        ran = await job.CommentAsync("plan.json", "--issue");

        Assert.Equal(
            $"{part} There is no drift in that part, and the plan says nothing of the rest. The issue about the drift stays open as it is.\n",
            ran.Error);
        Assert.Equal(opened, Assert.Single(job.Host.Issues));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task The_drift_of_a_part_is_told_as_that(string host)
    {
        using var job = new HostJob(host);
        await PlanPartAsync(job, "--max-changes 1");

        await job.CommentAsync("plan.json", "--issue");

        var opened = Assert.Single(job.Host.Issues);
        Assert.True(opened.IsOpen);
        Assert.Contains("8 are left for later plans", opened.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task What_the_document_accepts_as_unreadable_closes_no_issue_and_opens_none(string host)
    {
        const string Vault = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-vaults/providers/"
            + "Microsoft.KeyVault/vaults/cc-main-key-vault";
        using var job = new HostJob(host);
        var drifted = job.Folder.Read("estate.json");
        await job.ApplyAsync();
        job.Folder.Edit(
            "estate.json",
            "\"unreadable\": []",
            $"\"unreadable\": [{{ \"id\": \"{Vault}/providers/microsoft.insights/diagnosticSettings\", "
                + "\"status\": 403, \"code\": \"AuthorizationFailed\" }]");
        var unread = job.Folder.Read("estate.json");
        job.Folder.Edit(
            "baseline.yaml",
            "\nexemptions:",
            $"\nexemptions:\n  - {{ allow: unreadable, control: KeyVault-004, resource: {Vault}, reason: closed, owner: team, expires: 2027-06-30 }}");

        var ran = await job.ReviewAsync("--issue");

        Assert.Equal("Whether there is drift is not known. No issue is open, and none was opened.\n", ran.Error);

        File.WriteAllText(job.Folder.At("estate.json"), drifted);
        await job.ReviewAsync("--issue");
        File.WriteAllText(job.Folder.At("estate.json"), unread);
        ran = await job.ReviewAsync("--issue");

        Assert.Equal("The issue about the drift is up to date, and stays open.\n", ran.Error);
        Assert.True(Assert.Single(job.Host.Issues).IsOpen);
    }

    private static async Task PlanPartAsync(HostJob job, string options)
    {
        var ran = await job.Folder.RunAsync(["plan", "--emulator", "estate.json", "--out", "plan.json", .. options.Split(' ')]);
        Assert.True(ran.ExitCode is 0 or 3, ran.Error);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_plan_that_failed_leaves_an_issue_open_and_opens_none(string host)
    {
        using var job = new HostJob(host);

        await job.CommentAsync("--failed", "--issue");
        Assert.Empty(job.Host.Issues);

        await job.ReviewAsync("--issue");
        await job.CommentAsync("--failed", "--issue");

        Assert.True(Assert.Single(job.Host.Issues).IsOpen);
        Assert.Contains("planning failed", job.Host.Issues[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("github", "issues: write")]
    [InlineData("azure", "Edit work items in this node")]
    [InlineData("gitlab", "the scope api")]
    public async Task A_missing_permission_is_named(string host, string permission)
    {
        using var job = new HostJob(host);
        await job.PlanAsync();
        job.Host.IsReadOnly = true;

        var ran = await job.CommentAsync("plan.json", "--issue");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL7004: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(permission, ran.Error, StringComparison.Ordinal);
        Assert.Empty(job.Host.Issues);
    }

    [Fact]
    public async Task A_name_is_no_markup_in_a_work_item()
    {
        using var job = new HostJob("azure");
        job.Folder.Edit("estate.json", "cc-audit-event-log-setting", "<script>");

        await job.ReviewAsync("--issue");

        Assert.DoesNotContain("<script>", Assert.Single(job.Host.Issues).Body, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", job.Host.Issues[0].Body, StringComparison.Ordinal);
    }
}
