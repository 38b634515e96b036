namespace Baseline.Cli.Commands.Outputs;

/// <summary>The form in which a pipeline reads the numbers of a plan.</summary>
public enum OutputsKind
{
    /// <summary>Outputs of a step of GitHub Actions.</summary>
    GitHub,

    /// <summary>Output variables of a step of Azure Pipelines.</summary>
    Azure,

    /// <summary>A report of variables for GitLab CI/CD.</summary>
    GitLab,

    /// <summary>Lines as a shell and many tools read them.</summary>
    Dotenv,
}

/// <summary>Where the numbers of a plan are told to a pipeline.</summary>
/// <param name="Kind">The form.</param>
/// <param name="Path">The file; null: the place that the host itself names.</param>
public sealed record OutputsRequest(OutputsKind Kind, string? Path);
