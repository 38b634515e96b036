using System.Security.Cryptography;
using Baseline.Cli.Tests.Commands;
using Baseline.Cli.Tests.Hosts;
using Baseline.TestKit;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>
/// Each host's example, copied into a folder that has nothing but a document and an estate: the shell steps of its files lead to a
/// comment, to a release of exactly the reviewed plan, and to an issue about drift that opens and closes.
/// </summary>
[Trait("Needs", "process")]
public sealed class ExampleRunTests
{
    private static readonly string[] KeysOfSteps = ["run", "bash", "scriptPath"];

    [Fact]
    public async Task GitHub_reviews_releases_the_plan_of_the_merged_pull_request_and_watches_for_drift()
    {
        using var host = new FakeGitHub();
        using var job = Prepared("github", host);
        const string Action = ".github/actions/baseline/action.yml";
        const string Release = ".github/workflows/release.yml";
        job.Set("BASELINE_OUT", "plan");
        var drifted = job.Read("estate.json");

        await StepAsync(job, Run(Action, "ci/baseline/install.sh"));
        await StepAsync(job, Run(Action, "ci/baseline/plan.sh"));
        await StepAsync(job, Run(Action, "ci/baseline/comment.sh"));

        var digest = job.Output("digest");
        var comment = Assert.Single(host.Comments);
        Assert.Contains($"gh workflow run release.yml -f run=42 \\\n  -f digest={digest}\n", comment.Body, StringComparison.Ordinal);

        // What gh answers: the pull request of the commit, then the run of its review.
        job.AddProgram("gh", """
            case "$*" in
              *"/commits/abc/pulls "*"merged_at != null"*) echo def ;;
              *"/workflows/review.yml/runs?"*"head_sha=def"*) echo 42 ;;
              *) exit 1 ;;
            esac
            """);
        job.Set("GITHUB_SHA", "abc");
        await StepAsync(job, Run(Release, "gh api"));
        Assert.Equal("42", job.Output("run"));
        await StepAsync(job, Run(Release, "ci/baseline/reviewed.sh"));
        Assert.Equal((digest, "9"), (job.Output("digest"), job.Output("changes")));
        Assert.Contains("### 9 changes", job.Read("summary"), StringComparison.Ordinal);

        job.Set("BASELINE_PLAN", "plan/plan.json");
        job.Set("BASELINE_DIGEST", digest);
        await StepAsync(job, Run(Action, "ci/baseline/apply.sh"));
        Assert.NotEmpty(job.Read("run.jsonl"));

        job.Set("GITHUB_REF", "refs/heads/main");
        job.Set("ISSUE", "--issue");
        await WatchAsync(job, host, drifted, [Run(Action, "ci/baseline/plan.sh"), Run(Action, "ci/baseline/comment.sh")]);
    }

    [Theory]
    [InlineData("", "The commit came from no merged pull request")]
    [InlineData("def", "No review of the pull request's last commit succeeded")]
    public async Task A_release_on_GitHub_that_finds_no_reviewed_plan_stops(string head, string says)
    {
        using var host = new FakeGitHub();
        using var job = Prepared("github", host);
        job.AddProgram("gh", $"case \"$*\" in *\"/commits/\"*) echo {head} ;; esac");
        job.Set("GITHUB_SHA", "abc");

        var (code, log) = await job.RunTextAsync(Text("github", Run(".github/workflows/release.yml", "gh api")));

        Assert.Equal(1, code);
        Assert.StartsWith($"::error::{says}", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
        Assert.False(File.Exists(job.At("output")));
    }

    [Fact]
    public async Task A_release_on_GitHub_takes_no_plan_with_another_digest_than_the_one_that_was_given()
    {
        using var host = new FakeGitHub();
        using var job = Prepared("github", host);
        job.Set("BASELINE_OUT", "plan");
        await job.RunAsync("plan.sh");
        job.Set("BASELINE_EXPECTED", "sha256:0");

        var (code, log) = await job.RunTextAsync(Text("github", Run(".github/workflows/release.yml", "ci/baseline/reviewed.sh")));

        Assert.Equal(1, code);
        Assert.Contains("::error::That run's plan is not the one", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Pipelines_reviews_releases_the_plan_of_the_merged_pull_request_and_watches_for_drift()
    {
        using var host = new FakeAzureDevOps();
        using var job = Prepared("azure", host);
        job.Set("BASELINE_OUT", "plan");
        job.Set("SYSTEM_PULLREQUEST_SOURCECOMMITID", "def");
        var drifted = job.Read("estate.json");

        await StepAsync(job, Run("ci/baseline/template.yml", "ci/baseline/install.sh"));
        var log = await StepAsync(job, Run("ci/baseline/template.yml", "ci/baseline/${{ parameters.command }}.sh"));
        await StepAsync(job, Run("azure-pipelines.yml", "ci/baseline/comment.sh"));
        Assert.StartsWith("<!-- baseline-plan -->\n### 9 changes", Assert.Single(host.Comments).Body, StringComparison.Ordinal);

        host.Reviews.Add(new ReviewRun(42, TagOf(log), job.Read("plan/plan.json")));
        host.Merge = ("abc", "def");
        job.Set("BUILD_SOURCEVERSION", "abc");
        Assert.Equal("42", Variable(await StepAsync(job, Run("azure-pipelines.yml", "ci/baseline/find.sh")), "run"));
        var shown = await StepAsync(job, Run("azure-pipelines.yml", "ci/baseline/reviewed.sh"));
        Assert.Equal(("9", Variable(log, "digest")), (Variable(shown, "changes"), Variable(shown, "digest")));

        job.Set("BASELINE_DIGEST", Variable(shown, "digest"));
        job.Set("BASELINE_PLAN", "plan/plan.json");
        var (code, _) = await job.RunAsync("apply.sh");
        Assert.Equal(0, code);

        job.Set("SYSTEM_PULLREQUEST_PULLREQUESTID", null);
        await WatchAsync(
            job, host, drifted,
            [Run("ci/baseline/template.yml", "ci/baseline/${{ parameters.command }}.sh"), Run("drift.yml", "ci/baseline/comment.sh --issue")]);
    }

    [Fact]
    public async Task GitLab_reviews_releases_the_plan_of_the_merged_merge_request_and_watches_for_drift()
    {
        using var host = new FakeGitLab();
        using var job = Prepared("gitlab", host);
        var drifted = job.Read("estate.json");
        foreach (var (name, value) in Variables("plan").Where(pair => pair.Key is "BASELINE_OUT" or "BASELINE_REPORT"))
        {
            job.Set(name, value);
        }

        job.Set("CI_PIPELINE_SOURCE", "merge_request_event");
        job.Set("CI_BUILDS_DIR", job.Root);
        job.Set("AZURE_ID_TOKEN", "the proof");

        await ShellAsync(job, GitLabJob("plan"));

        Assert.StartsWith("<!-- baseline-plan -->\n### 9 changes", Assert.Single(host.Comments).Body, StringComparison.Ordinal);
        Assert.Contains("\"create\": 6", job.Read("plan/tfplan.json"), StringComparison.Ordinal);
        Assert.Equal("the proof", job.Read("id-token"));

        // The job of the default branch begins with an empty folder, and what it leaves for the next one is lines of variables.
        host.Reviews.Add(new ReviewRun(42, "def", job.Read("plan/plan.json")));
        host.Merge = ("abc", "def");
        Directory.Delete(job.At("plan"), recursive: true);
        job.Set("CI_COMMIT_SHA", "abc");
        job.Set("CI_MERGE_REQUEST_IID", null);
        job.Set("BASELINE_ENV", "reviewed.env");
        await ShellAsync(job, GitLabJob("reviewed"));
        Assert.Equal(host.Reviews[0].Plan, job.Read("plan/plan.json"));
        Assert.Equal($"BASELINE_DIGEST={DigestOf(host.Reviews[0].Plan)}\nBASELINE_CHANGES=9\n", job.Read("reviewed.env"));

        job.Set("BASELINE_ENV", null);
        job.Set("BASELINE_DIGEST", job.Read("reviewed.env").Split('\n')[0]["BASELINE_DIGEST=".Length..]);
        job.Set("BASELINE_PLAN", "plan/plan.json");
        await ShellAsync(job, GitLabJob("apply"));
        Assert.NotEmpty(job.Read("run.jsonl"));

        job.Set("BASELINE_REPORT", null);
        job.Set("CI_PIPELINE_SOURCE", "schedule");
        await WatchAsync(job, host, drifted, () => ShellAsync(job, GitLabJob("plan")));
    }

    [Theory]
    [InlineData("azure", false, "The commit came from no merged pull request")]
    [InlineData("azure", true, "No review of the pull request's last commit succeeded")]
    [InlineData("gitlab", false, "The commit came from no merged pull request")]
    [InlineData("gitlab", true, "No review of the pull request's last commit succeeded")]
    public async Task A_release_that_finds_no_reviewed_plan_stops(string example, bool isMerged, string says)
    {
        using FakeHost host = example == "azure" ? new FakeAzureDevOps() : new FakeGitLab();
        using var job = Prepared(example, host);
        job.Set("BUILD_SOURCEVERSION", "abc");
        job.Set("CI_COMMIT_SHA", "abc");
        host.Merge = isMerged ? ("abc", "def") : null;
        host.Reviews.Add(new ReviewRun(41, "older", "{}", Succeeded: example == "azure"));
        host.Reviews.Add(new ReviewRun(42, "def", "{}", Succeeded: false));

        var (code, log) = await job.RunTextAsync("bash ci/baseline/find.sh");

        Assert.Equal(1, code);
        Assert.Contains(says, log, StringComparison.Ordinal);
        Assert.DoesNotContain(host.Token, log, StringComparison.Ordinal);
        Assert.False(File.Exists(job.At("plan.json")));
    }

    /// <summary>
    /// Of forty vaults fifteen are to be changed, and one can't be read: the fifteen are changed, and how the release ends is what its
    /// owner says in the pipeline or, for that one vault, in the document.
    /// </summary>
    [Theory]
    [InlineData("github", "unknown", false, 3)]
    [InlineData("github", "none", false, 0)]
    [InlineData("github", "unknown", true, 0)]
    [InlineData("azure", "unknown", false, 3)]
    [InlineData("azure", "none", false, 0)]
    [InlineData("azure", "unknown", true, 0)]
    [InlineData("gitlab", "unknown", false, 3)]
    [InlineData("gitlab", "none", false, 0)]
    [InlineData("gitlab", "unknown", true, 0)]
    public async Task With_one_unreadable_vault_a_release_ends_as_its_owner_chose(string example, string failOn, bool isAccepted, int expected)
    {
        using FakeHost host = example switch { "github" => new FakeGitHub(), "azure" => new FakeAzureDevOps(), _ => new FakeGitLab() };
        using var job = Prepared(example, host);
        using var vaults = new FortyVaults();
        if (isAccepted)
        {
            vaults.AllowUnreadable(FortyVaults.Closed);
        }

        foreach (var file in (string[])["baseline.yaml", "estate.json"])
        {
            File.Copy(vaults.At(file), job.At(file), overwrite: true);
        }

        job.Set("BASELINE_OUT", "plan");
        job.Set("BASELINE_FAIL_ON", "none");
        Assert.Equal(0, (await job.RunTextAsync("bash ci/baseline/plan.sh")).ExitCode);
        job.Set("BASELINE_FAIL_ON", failOn);
        job.Set("BASELINE_PLAN", "plan/plan.json");
        job.Set("BASELINE_DIGEST", DigestOf(job.Read("plan/plan.json")));
        var (code, log) = await job.RunTextAsync("bash ci/baseline/apply.sh");

        Assert.Equal(expected, code);
        Assert.Contains("Apply: 15 applied, 0 failed, 0 stale, 0 skipped.", log, StringComparison.Ordinal);
        Assert.Equal(!isAccepted, log.Contains("Applied, but something in scope could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tool_comes_from_a_release_with_its_checksum_and_nothing_else_is_run()
    {
        using var host = new FakeGitHub();
        using var job = Prepared("github", host, isInstalled: false);
        File.WriteAllText(job.At("baseline-linux-x64"), "#!/bin/sh\necho baseline 9.9.9\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(job.At("baseline-linux-x64"))));
        job.Set("GITHUB_PATH", job.At("path"));
        job.Set("BASELINE_BIN", job.At("bin"));

        var (code, log) = await job.RunTextAsync("bash ci/baseline/install.sh");
        Assert.Equal(1, code);
        Assert.Contains("ci/baseline/tool.txt names no tool", log, StringComparison.Ordinal);

        Point(job, job.At("baseline-linux-x64"), new string('0', 64));
        (code, log) = await job.RunTextAsync("bash ci/baseline/install.sh");
        Assert.Equal(1, code);
        Assert.Contains("has not the checksum", log, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(job.At("bin")));

        Point(job, job.At("baseline-linux-x64"), checksum);
        (code, log) = await job.RunTextAsync("bash ci/baseline/install.sh");
        Assert.Equal((0, "baseline 9.9.9\n"), (code, log));
        Assert.Equal($"{job.At("bin")}\n", job.Read("path"));
    }

    private static void Point(PipelineJob job, string file, string checksum) => File.WriteAllText(
        job.At("ci/baseline/tool.txt"), $"BASELINE_URL=file://{file}\nBASELINE_SHA256={checksum}\nBASELINE_VERSION=\n");

    /// <summary>After the release nothing is left and no issue opens; with drift one opens; without it is closed.</summary>
    private static Task WatchAsync(PipelineJob job, FakeHost host, string drifted, (string File, string Part)[] steps) =>
        WatchAsync(job, host, drifted, async () =>
        {
            foreach (var step in steps)
            {
                await StepAsync(job, step);
            }
        });

    private static async Task WatchAsync(PipelineJob job, FakeHost host, string drifted, Func<Task> look)
    {
        var right = job.Read("estate.json");
        foreach (var (estate, open) in new[] { (right, Array.Empty<bool>()), (drifted, [true]), (right, [false]) })
        {
            File.WriteAllText(job.At("estate.json"), estate);
            await look();
            Assert.Equal(open, host.Issues.Select(issue => issue.IsOpen));
        }
    }

    private static PipelineJob Prepared(string example, FakeHost host, bool isInstalled = true)
    {
        var job = new PipelineJob();
        foreach (var part in new[] { example, "common" })
        {
            var from = Repo.PathOf("examples", "pipelines", part);
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = job.At(Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }

        if (example != "github")
        {
            job.Set("GITHUB_ACTIONS", null);
            job.Set("GITHUB_OUTPUT", null);
            job.Set("GITHUB_STEP_SUMMARY", null);
        }

        foreach (var (name, value) in host.Variables)
        {
            job.Set(name, value);
        }

        job.Set("BASELINE", null);
        Directory.CreateDirectory(job.At("programs"));
        job.Set("PATH", $"{job.At("programs")}:{Environment.GetEnvironmentVariable("PATH")}");
        if (isInstalled)
        {
            File.Move(job.At("baseline"), job.At("programs/baseline"));
        }

        return job;
    }

    private static (string File, string Part) Run(string file, string part) => (file, part);

    private static Task<string> StepAsync(PipelineJob job, (string File, string Part) step)
    {
        var example = step.File.StartsWith(".github/", StringComparison.Ordinal) ? "github" : "azure";
        return ShellAsync(job, Text(example, step));
    }

    private static async Task<string> ShellAsync(PipelineJob job, string text)
    {
        var (code, log) = await job.RunTextAsync(text);
        Assert.True(code == 0, log);
        return log;
    }

    /// <summary>The text of the one step of a file that has this in it.</summary>
    private static string Text(string example, (string File, string Part) step)
    {
        var texts = Root($"examples/pipelines/{example}/{step.File}").AllNodes.OfType<YamlMappingNode>()
            .SelectMany(node => KeysOfSteps.Select(key => (Key: key, Text: Value(node, key))))
            .Where(text => text.Text?.Contains(step.Part, StringComparison.Ordinal) == true)
            .Select(text => text.Key == "scriptPath" ? $"bash {text.Text}" : text.Text!)
            .Distinct().ToList();
        return Assert.Single(texts).Replace("${{ parameters.command }}", "plan", StringComparison.Ordinal);
    }

    private static string GitLabJob(string name)
    {
        var root = (YamlMappingNode)Root("examples/pipelines/gitlab/.gitlab-ci.yml");
        return string.Join('\n', Lines((YamlMappingNode)root["default"], "before_script").Concat(Lines((YamlMappingNode)root[name], "script")));
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(string name) =>
        ((YamlMappingNode)((YamlMappingNode)Root("examples/pipelines/gitlab/.gitlab-ci.yml"))[name]["variables"]).Children
            .Select(pair => KeyValuePair.Create(pair.Key.ToString(), pair.Value.ToString()));

    private static IEnumerable<string> Lines(YamlMappingNode job, string key) =>
        ((YamlSequenceNode)job[key]).Children.OfType<YamlScalarNode>().Select(line => line.Value ?? "");

    private static YamlNode Root(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Repo.PathOf(file));
        stream.Load(reader);
        return Assert.Single(stream.Documents).RootNode;
    }

    private static string? Value(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar ? scalar.Value : null;

    private static string DigestOf(string plan) =>
        plan.Split('\n').Single(line => line.StartsWith("  \"digest\": ", StringComparison.Ordinal)).Split('"')[3];

    /// <summary>The commit in the tag that the build of a review is given.</summary>
    private static string TagOf(string log) => After(log, "##vso[build.addbuildtag]baseline-review-");

    /// <summary>A variable that a step on Azure Pipelines hands on.</summary>
    private static string Variable(string log, string name) => After(log, $"##vso[task.setvariable variable={name};isOutput=true]");

    private static string After(string log, string begin) =>
        log.Split('\n').Single(line => line.StartsWith(begin, StringComparison.Ordinal))[begin.Length..];
}
