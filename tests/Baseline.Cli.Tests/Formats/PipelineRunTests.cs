using Baseline.Cli.Formats;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed class PipelineRunTests
{
    private static readonly Dictionary<string, string> GitHub = new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_RUN_ID"] = "123456",
        ["GITHUB_SERVER_URL"] = "https://github.com",
        ["GITHUB_REPOSITORY"] = "contoso/azure",
    };

    private static readonly Dictionary<string, string> AzurePipelines = new()
    {
        ["TF_BUILD"] = "True",
        ["BUILD_BUILDID"] = "42",
        ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/contoso/",
        ["SYSTEM_TEAMPROJECT"] = "Azure logs",
    };

    private static readonly Dictionary<string, string> GitLab = new()
    {
        ["GITLAB_CI"] = "true",
        ["CI_PIPELINE_ID"] = "7",
        ["CI_PIPELINE_URL"] = "https://gitlab.com/contoso/azure/-/pipelines/7",
    };

    [Fact]
    public void The_environment_tells_the_run_and_its_page()
    {
        Assert.Equal(new PipelineRun(PipelineHost.GitHub, "123456", "https://github.com/contoso/azure/actions/runs/123456"), Of(GitHub));
        Assert.Equal(
            new PipelineRun(PipelineHost.AzurePipelines, "42", "https://dev.azure.com/contoso/Azure%20logs/_build/results?buildId=42"), Of(AzurePipelines));
        Assert.Equal(new PipelineRun(PipelineHost.GitLab, "7", "https://gitlab.com/contoso/azure/-/pipelines/7"), Of(GitLab));
        Assert.Null(Of([]));
    }

    [Theory]
    [InlineData("GITHUB_RUN_ID", "")]
    [InlineData("GITHUB_RUN_ID", "1; rm -rf /")]
    [InlineData("GITHUB_RUN_ID", "12345678901234567890")]
    [InlineData("GITHUB_ACTIONS", "false")]
    public void What_is_no_run_is_none(string name, string value) => Assert.Null(Of(With(GitHub, name, value)));

    [Theory]
    [InlineData("GITHUB_SERVER_URL", "http://github.com")]
    [InlineData("GITHUB_SERVER_URL", "javascript:alert(1)//")]
    [InlineData("GITHUB_REPOSITORY", "contoso/a)[b](https://example.com")]
    [InlineData("GITHUB_REPOSITORY", "contoso/a'b")]
    public void A_page_that_could_be_markup_or_goes_elsewhere_is_left_out(string name, string value) =>
        Assert.Equal(new PipelineRun(PipelineHost.GitHub, "123456", null), Of(With(GitHub, name, value)));

    private static PipelineRun? Of(Dictionary<string, string> variables) => PipelineRun.Of(variables.GetValueOrDefault);

    private static Dictionary<string, string> With(Dictionary<string, string> variables, string name, string value) => new(variables) { [name] = value };
}
