namespace Baseline.Cli.Commands.Role;

/// <summary>Sign-ins for the workflows of a repository on GitHub, or on a GitHub Enterprise Server of one's own.</summary>
/// <param name="request">The repository.</param>
internal sealed class GitHubSetup(SetupRequest request) : ISetupHost
{
    private const string PublicIssuer = "https://token.actions.githubusercontent.com";

    /// <inheritdoc/>
    public string Place => $"{request.Repository} on GitHub";

    /// <inheritdoc/>
    public string Programs => "gh";

    /// <inheritdoc/>
    public string Check => "command -v gh";

    private string Issuer => request.Endpoint is { } server ? $"{server.TrimEnd('/')}/_services/token" : PublicIssuer;

    private string Repository => ShellText.Word(
        request.Endpoint is { } server ? $"{new Uri(server).Authority}/{request.Repository}" : request.Repository);

    /// <inheritdoc/>
    public IEnumerable<string> SignIns()
    {
        var repository = $"repo:{request.Repository}";
        yield return "# Pull requests and the nightly run act as the app that plans.";
        yield return new FederatedCredential("plan_app", "pull-request", Issuer, $"{repository}:pull_request").Command();
        yield return new FederatedCredential("plan_app", "branch", Issuer, $"{repository}:ref:refs/heads/{request.Branch}").Command();
        yield return "# Only a job that the environment lets begin acts as the app that applies.";
        yield return new FederatedCredential(
            "apply_app", "environment", Issuer, $"{repository}:environment:{request.Environment}").Command();
    }

    /// <inheritdoc/>
    public IEnumerable<string> Variables()
    {
        var environment = ShellText.Word(request.Environment);
        var host = request.Endpoint is { } server ? $" --hostname {ShellText.Word(new Uri(server).Authority)}" : "";
        yield return $"gh variable set AZURE_TENANT_ID --repo {Repository} --body \"$tenant\"";
        yield return $"gh variable set AZURE_CLIENT_ID --repo {Repository} --body \"$plan_app\"";
        yield return $"gh api{host} --method PUT "
            + $"{ShellText.Word($"repos/{request.Repository}/environments/{Uri.EscapeDataString(request.Environment)}")} >/dev/null";
        yield return $"gh variable set AZURE_CLIENT_ID --repo {Repository} --env {environment} --body \"$apply_app\"";
    }

    /// <inheritdoc/>
    public IEnumerable<string> ByHand() =>
    [
        $"In the settings of the environment {request.Environment}: add the required reviewers, and allow the branch "
            + $"{request.Branch} alone.",
    ];
}
