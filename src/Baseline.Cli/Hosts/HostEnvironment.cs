using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Diagnostics;

namespace Baseline.Cli.Hosts;

/// <summary>What the command line says of a host; null: what the job's environment says.</summary>
/// <param name="Host">The host.</param>
/// <param name="Endpoint">The address of its API.</param>
/// <param name="Repository">The repository.</param>
/// <param name="PullRequest">The number of the pull request.</param>
public sealed record HostOptions(HostName? Host, string? Endpoint, string? Repository, int? PullRequest);

/// <summary>Finds out from a job's environment where it runs and for which pull request.</summary>
/// <param name="variable">Looks up an environment variable.</param>
/// <param name="read">Reads a file.</param>
internal sealed partial class HostEnvironment(Func<string, string?> variable, Func<string, byte[]> read)
{
    /// <summary>The variable that holds the token, in the words of a message.</summary>
    public static string TokenVariable(HostName host) => host switch
    {
        HostName.GitHub => "GITHUB_TOKEN",
        HostName.Azure => "SYSTEM_ACCESSTOKEN",
        HostName.GitLab => "GITLAB_TOKEN",
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    };

    /// <summary>Where to write.</summary>
    /// <param name="options">What the command line says, which goes before the environment.</param>
    /// <param name="needsPullRequest">Whether a pull request must be known.</param>
    /// <exception cref="DiagnosticException">Something is not known.</exception>
    public HostPlace Read(HostOptions options, bool needsPullRequest)
    {
        var host = options.Host ?? Running() ?? throw Unknown(
            "Neither --host says which host it is, nor does a variable of GitHub Actions, Azure Pipelines or GitLab CI.",
            "Give --host github, azure or gitlab.");
        if (host == HostName.Azure && options.Repository is null
            && Set("BUILD_REPOSITORY_PROVIDER") is { } provider && provider != "TfsGit")
        {
            throw Unknown(
                $"This job builds a repository of the kind {provider}, whose pull requests are not in Azure DevOps.",
                "Give --host github with a token of GitHub; or --repository PROJECT/REPOSITORY, where it is meant.");
        }

        var endpoint = EndpointOf(host, options.Endpoint);
        var repository = options.Repository ?? RepositoryOf(host) ?? throw Missing("The repository", "--repository");
        if (!Fits(host, repository))
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, "BL7002", "Host details are missing",
                $"\"{repository}\" is no name of a repository on {NameOf(host)}.",
                $"Give --repository {FormOf(host)}."));
        }

        var pullRequest = options.PullRequest?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? PullRequestOf(host) ?? "";
        if (needsPullRequest && pullRequest.Length == 0)
        {
            throw Missing("The pull request", "--pull-request");
        }

        return new HostPlace(host, endpoint, repository, pullRequest, TokenOf(host));
    }

    private HostName? Running() =>
        Set("GITHUB_ACTIONS") is not null ? HostName.GitHub
        : Set("TF_BUILD") is not null ? HostName.Azure
        : Set("GITLAB_CI") is not null ? HostName.GitLab
        : null;

    private Uri EndpointOf(HostName host, string? given)
    {
        var text = given ?? host switch
        {
            HostName.GitHub => Set("GITHUB_API_URL") ?? "https://api.github.com",
            HostName.Azure => Set("SYSTEM_COLLECTIONURI"),
            HostName.GitLab => Set("CI_API_V4_URL") ?? "https://gitlab.com/api/v4",
            _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
        };
        if (text is null)
        {
            throw Missing("The organization", "--endpoint https://dev.azure.com/ORGANIZATION");
        }

        // Only to the machine itself may a token go in the clear.
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Query.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw Unknown("The address of the host's API is none that begins with https://.", "Correct --endpoint.");
    }

    private string? RepositoryOf(HostName host) => host switch
    {
        HostName.GitHub => Set("GITHUB_REPOSITORY"),
        HostName.GitLab => Set("CI_PROJECT_ID") ?? Set("CI_PROJECT_PATH"),
        HostName.Azure => Set("SYSTEM_TEAMPROJECT") is { } project && Set("BUILD_REPOSITORY_NAME") is { } name ? $"{project}/{name}" : null,
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    };

    /// <summary>Whether a text names a repository as a host does.</summary>
    public static bool Fits(HostName host, string repository) => !repository.Any(char.IsControl) && !HasDots(repository) && host switch
    {
        HostName.GitHub => GitHubRepository().IsMatch(repository),
        HostName.Azure => repository.Split('/') is [{ Length: > 0 }, { Length: > 0 }],
        HostName.GitLab => repository.Length > 0 && !repository.Any(char.IsWhiteSpace),
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    };

    /// <summary>Whether a part of it means another place in a path.</summary>
    private static bool HasDots(string repository) => repository.Split('/').Any(part => part is "." or "..");

    private static string NameOf(HostName host) => host switch
    {
        HostName.GitHub => "GitHub",
        HostName.Azure => "Azure DevOps",
        HostName.GitLab => "GitLab",
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    };

    private static string FormOf(HostName host) => host switch
    {
        HostName.GitHub => "OWNER/NAME",
        HostName.Azure => "PROJECT/REPOSITORY",
        HostName.GitLab => "GROUP/PROJECT, or the project's number",
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    };

    private string? PullRequestOf(HostName host) => Number(host switch
    {
        HostName.GitHub => PullRequestReference().Match(Set("GITHUB_REF") ?? "") is { Success: true } match
            ? match.Groups["number"].Value
            : Event(),
        HostName.Azure => Set("SYSTEM_PULLREQUEST_PULLREQUESTID"),
        HostName.GitLab => Set("CI_MERGE_REQUEST_IID"),
        _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
    });

    /// <summary>What the event says that started a workflow: not every one has the pull request in its ref.</summary>
    private string? Event()
    {
        if (Set("GITHUB_EVENT_PATH") is not { } path)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(read(path));
            return document.RootElement.Text("pull_request", "number");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string TokenOf(HostName host)
    {
        var token = host switch
        {
            HostName.GitHub => Set("GITHUB_TOKEN") ?? Set("GH_TOKEN"),
            HostName.Azure => Set("SYSTEM_ACCESSTOKEN"),
            HostName.GitLab => Set("GITLAB_TOKEN"),
            _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
        };
        var how = host switch
        {
            HostName.GitHub => "In the step's env: GITHUB_TOKEN: ${{ github.token }}.",
            HostName.Azure => "In the step's env: SYSTEM_ACCESSTOKEN: $(System.AccessToken).",
            HostName.GitLab => "Make a project access token with the role Reporter and the scope api, and keep it as the masked variable "
                + "GITLAB_TOKEN. The token of the job, CI_JOB_TOKEN, can't write comments or issues.",
            _ => throw new ArgumentOutOfRangeException(nameof(host), host, "Not a host."),
        };
        var name = TokenVariable(host);
        return token is null ? throw NoToken($"The variable {name}, which holds the token, is not set.")
            : Unexpanded().IsMatch(token) ? throw NoToken(
                $"The variable {name} holds the text \"{token}\" in place of a token: the host did not replace it, because this job has "
                    + "no such variable.")
            : token;

        DiagnosticException NoToken(string detail) =>
            new(new Diagnostic(Severity.Error, "BL7002", "Host details are missing", detail, how));
    }

    private string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private static string? Number(string? text) => text is { Length: > 0 and < 20 } && text.All(char.IsAsciiDigit) ? text : null;

    private static DiagnosticException Unknown(string detail, string fix) =>
        new(new Diagnostic(Severity.Error, "BL7001", "Host is not known", detail, fix));

    private static DiagnosticException Missing(string what, string option) => new(new Diagnostic(
        Severity.Error, "BL7002", "Host details are missing", $"{what} is not known: the job's environment does not say it.",
        $"Give {option}. A comment needs a job that runs for a pull request; --issue needs none."));

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex GitHubRepository();

    // Azure Pipelines leaves $(NAME) of what it does not know, GitLab $NAME and ${NAME}; an expression of GitHub is in two braces.
    [GeneratedRegex(@"\A\$(?:\([A-Za-z0-9_.-]+\)|\{?[A-Za-z_][A-Za-z0-9_]*\}?|\{\{[^{}]*\}\})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Unexpanded();

    [GeneratedRegex(@"\Arefs/pull/(?<number>[0-9]+)/", RegexOptions.CultureInvariant)]
    private static partial Regex PullRequestReference();
}
