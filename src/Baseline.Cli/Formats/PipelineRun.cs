namespace Baseline.Cli.Formats;

/// <summary>Build servers that reports know how to speak of.</summary>
public enum PipelineHost
{
    /// <summary>GitHub Actions.</summary>
    GitHub,

    /// <summary>Azure Pipelines.</summary>
    AzurePipelines,

    /// <summary>GitLab CI/CD.</summary>
    GitLab,
}

/// <summary>The run of a pipeline in which a plan is made.</summary>
/// <param name="Host">The build server.</param>
/// <param name="Id">The run's number there: digits.</param>
/// <param name="Page">The address of its page, which has what the run keeps; null where it is not known.</param>
public sealed record PipelineRun(PipelineHost Host, string Id, string? Page)
{
    /// <summary>The run that the environment tells of; null where none runs, or a build server that is not known.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    public static PipelineRun? Of(Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") == "true" && Number(variable("GITHUB_RUN_ID")) is { } run)
        {
            var page = $"{variable("GITHUB_SERVER_URL")}/{variable("GITHUB_REPOSITORY")}/actions/runs/{run}";
            return new PipelineRun(PipelineHost.GitHub, run, PageOf(page));
        }

        if (variable("TF_BUILD") is "True" or "true" && Number(variable("BUILD_BUILDID")) is { } build)
        {
            var project = Uri.EscapeDataString(variable("SYSTEM_TEAMPROJECT") ?? "");
            var page = $"{variable("SYSTEM_COLLECTIONURI")}{project}/_build/results?buildId={build}";
            return new PipelineRun(PipelineHost.AzurePipelines, build, PageOf(page));
        }

        return variable("GITLAB_CI") == "true" && Number(variable("CI_PIPELINE_ID")) is { } pipeline
            ? new PipelineRun(PipelineHost.GitLab, pipeline, PageOf(variable("CI_PIPELINE_URL") ?? ""))
            : null;
    }

    private static string? Number(string? text) => text is { Length: > 0 and < 20 } && text.All(char.IsAsciiDigit) ? text : null;

    /// <summary>The address where it is one of a page, in characters that no markup uses.</summary>
    private static string? PageOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.AbsoluteUri.All(IsHarmless)
            ? uri.AbsoluteUri
            : null;

    private static bool IsHarmless(char character) =>
        char.IsAsciiLetterOrDigit(character) || ":/?=.-_%".Contains(character, StringComparison.Ordinal);
}
