using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Pipelines;

/// <summary>What a review's job sees of a plan: its result, its summary, its outputs and its annotations.</summary>
[Trait("Needs", "process")]
public sealed partial class PlanScriptTests
{
    /// <summary>What somebody could call a diagnostic setting, to be taken for a command or for markup.</summary>
    private static readonly string[] HostileNames =
    [
        "x\\n::error::owned", "x%0A::set-output name=digest::owned", "x ##[error]owned", "x ##vso[task.complete result=Succeeded;]",
        "@everyone", "a`b`c @everyone", "<script>alert(1)", "|x|[y](https:evil.example)", "\\u202Eevil", "\\u001B[2Jgone", "-->",
    ];

    [Fact]
    public async Task Pending_changes_pass_with_a_summary_and_the_plans_digest()
    {
        using var job = new PipelineJob();

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(0, code);
        Assert.Equal(("0", "9", "changes"), (job.Output("exit-code"), job.Output("changes"), job.Output("verdict")));
        Assert.EndsWith($"\"digest\": \"{job.Output("digest")}\"\n}}", job.Read("plan.json").TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(job.Read("plan.md"), job.Read("summary"));
        Assert.Contains("Plan: 6 to create, 3 to update, 0 to delete.", log, StringComparison.Ordinal);
        Assert.Equal("::notice::The estate is not in the declared state: see the plan.", Assert.Single(WorkflowLog.Commands(log)));
        Assert.All(["plan.sarif", "plan.xml", "plan.html"], file => Assert.True(File.Exists(job.At(file)), file));
    }

    [Fact]
    public async Task Something_unknown_fails_the_job_after_the_summary()
    {
        using var job = new PipelineJob("fleet");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(3, code);
        Assert.StartsWith("::error::The plan is incomplete", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
        Assert.Equal(job.Read("plan.md"), job.Read("summary"));
    }

    [Theory]
    [InlineData("changes", 2)]
    [InlineData("blocked,over-limits", 0)]
    public async Task What_fails_the_job_is_what_it_names(string failOn, int expected)
    {
        using var job = new PipelineJob();
        job.Set("BASELINE_FAIL_ON", failOn);

        var (code, _) = await job.RunAsync("plan.sh");

        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task Something_unknown_is_a_warning_where_the_job_says_so()
    {
        using var job = new PipelineJob("fleet");
        job.Set("BASELINE_FAIL_ON", "none");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(0, code);
        Assert.Equal(("0", "1", "incomplete"), (job.Output("exit-code"), job.Output("unknown"), job.Output("verdict")));
        Assert.StartsWith("::warning::The plan is incomplete", Assert.Single(WorkflowLog.Commands(log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_document_is_annotated_at_its_lines_and_leaves_no_older_plan()
    {
        using var job = new PipelineJob();
        await job.RunAsync("plan.sh");
        job.Edit("baseline.yaml", "keySource: Microsoft.Keyvault", "keySourc: Microsoft.Keyvault");
        job.Edit("baseline.yaml", "auditEvent: enabled", "auditEvent: \"100%0A::error::x, y\"");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(1, code);
        Assert.Equal("1", job.Output("exit-code"));
        Assert.False(File.Exists(job.At("plan.json")) || File.Exists(job.At("plan.md")));
        Assert.Collection(
            WorkflowLog.Commands(log),
            first =>
            {
                Assert.StartsWith("::error file=baseline.yaml,line=21,col=17,title=BL1107::Value not allowed: ", first, StringComparison.Ordinal);
                Assert.Contains("\"100%250A::error::x, y\"", first, StringComparison.Ordinal);
            },
            second => Assert.StartsWith("::error file=baseline.yaml,line=34,col=5,title=BL1101::Unknown key: ", second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_documents_name_can_not_end_the_properties_of_an_annotation()
    {
        using var job = new PipelineJob();
        File.WriteAllText(job.At("a,line=1:b%.yaml"), "kind: Nothing\n");
        job.Set("BASELINE_DOCUMENT", "a,line=1:b%.yaml");

        var (_, log) = await job.RunAsync("plan.sh");

        Assert.All(
            WorkflowLog.Commands(log),
            command => Assert.StartsWith("::error file=a%2Cline=1%3Ab%25.yaml,line=1,", command, StringComparison.Ordinal));
        Assert.NotEmpty(WorkflowLog.Commands(log));
    }

    [Fact]
    public async Task An_estate_that_can_not_be_read_fails_the_job()
    {
        using var job = new PipelineJob();
        job.Set("BASELINE_OPTIONS", "--estate nowhere.json");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(1, code);
        Assert.Equal("::error::The plan failed with exit code 1.", Assert.Single(WorkflowLog.Commands(log)));
        Assert.Equal("", job.Output("digest"));
    }

    [Fact]
    public async Task The_document_is_compared_with_the_one_that_the_job_names()
    {
        using var job = new PipelineJob();
        File.Copy(job.At("baseline.yaml"), job.At("before.yaml"));
        job.Set("BASELINE_AGAINST", "before.yaml");

        await job.RunAsync("plan.sh");

        Assert.Contains("<!-- baseline-plan -->\n### 9 changes: none comes from this pull request, 9 are drift\n", job.Read("summary"), StringComparison.Ordinal);
    }

    private static readonly string[] Outputs =
        ["exit-code", "changes", "create", "update", "delete", "blocked", "unknown", "exempt", "over-limits", "digest", "verdict"];

    public static TheoryData<string> Names() => [.. HostileNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_hostile_name_is_no_command_and_no_markup(string name)
    {
        using var job = new PipelineJob();
        job.Edit("estate.json", "cc-audit-event-log-setting", name);

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal("::notice::The estate is not in the declared state: see the plan.", Assert.Single(WorkflowLog.Commands(log)));
        Assert.Equal(0, code);
        Assert.DoesNotContain("##vso[", log, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', log);
        Assert.DoesNotContain('\u202e', log);
        Assert.Matches(@"\Aexit-code=0\nchanges=9\ncreate=6\nupdate=3\ndelete=0\nblocked=0\nunknown=0\nexempt=0\nover-limits=0\ndigest=sha256:[0-9a-f]{64}\nverdict=changes\n\z", job.Read("output"));
        var markup = Code().Replace(job.Read("summary"), "");
        Assert.DoesNotContain("evil", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("owned", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("@", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("alert", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", markup, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(markup, "-->"));
    }

    [Fact]
    public async Task A_line_of_the_tool_that_looks_like_a_command_is_none()
    {
        using var job = new PipelineJob();
        File.WriteAllText(
            job.At("baseline"),
            "#!/usr/bin/env bash\n[ \"$1\" = validate ] || printf '%s\\n' ::error::owned ::stop-commands::x ::x:: ::error::owned >&2\n");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(0, code);
        Assert.Contains("::error::owned", log, StringComparison.Ordinal);
        Assert.Empty(WorkflowLog.Commands(log));
    }

    /// <summary>Azure Pipelines knows no way to switch commands off, so none may be left in a log.</summary>
    [Fact]
    public async Task On_Azure_Pipelines_a_name_is_no_command_either()
    {
        using var job = new PipelineJob();
        job.Set("GITHUB_ACTIONS", null);
        job.Set("GITHUB_OUTPUT", null);
        job.Set("GITHUB_STEP_SUMMARY", null);
        job.Set("TF_BUILD", "True");
        job.Set("SYSTEM_PULLREQUEST_SOURCECOMMITID", "0a1b2c");
        job.Edit("estate.json", "cc-audit-event-log-setting", "x ##vso[task.setvariable variable=digest]y ##[error]z");

        var (code, log) = await job.RunAsync("plan.sh");

        Assert.Equal(0, code);
        Assert.Equal(
            [
                .. Outputs.Select(name => $"task.setvariable variable={name};isOutput=true"),
                "build.addbuildtag", "task.uploadsummary",
            ],
            Regex.Matches(log, @"##vso\[(?<command>[^\]]*)\]").Select(match => match.Groups["command"].Value));
        Assert.DoesNotContain("##[", log, StringComparison.Ordinal);
    }

    // Blocks of code, spans of it, code as HTML, and links to the portal, in whose text nothing but a name stands.
    [GeneratedRegex("""(?ms)^(`{3,})(?:diff|sh)\n.*?^\1$|`[^`\n]*`|<code>[^<\n]*</code>|\[[A-Za-z0-9 ()/-]*\]\(https://portal\.azure\.com/[A-Za-z0-9%/._~#-]*\)""")]
    private static partial Regex Code();
}
