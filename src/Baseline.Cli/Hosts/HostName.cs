namespace Baseline.Cli.Hosts;

/// <summary>The hosts of pull requests that can be written to.</summary>
public enum HostName
{
    /// <summary>GitHub, and GitHub Enterprise.</summary>
    GitHub,

    /// <summary>Azure DevOps.</summary>
    Azure,

    /// <summary>GitLab.</summary>
    GitLab,
}

/// <summary>Where on a host is written, and as whom.</summary>
/// <param name="Host">The host.</param>
/// <param name="Endpoint">The address of its API, with a slash at its end.</param>
/// <param name="Repository">The repository: <c>OWNER/NAME</c>, <c>PROJECT/REPOSITORY</c>, or a project's path or number.</param>
/// <param name="PullRequest">The number of the pull request; empty where none is known.</param>
/// <param name="Token">The token that signs in; a secret.</param>
public sealed record HostPlace(HostName Host, Uri Endpoint, string Repository, string PullRequest, string Token);
