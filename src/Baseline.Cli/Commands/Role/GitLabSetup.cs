using Baseline.Cli.Output;

namespace Baseline.Cli.Commands.Role;

/// <summary>Sign-ins for the jobs of a project on GitLab, or on a GitLab of one's own that Microsoft Entra can reach.</summary>
/// <param name="request">The project.</param>
internal sealed class GitLabSetup(SetupRequest request) : ISetupHost
{
    private string Issuer => request.Endpoint?.TrimEnd('/') ?? "https://gitlab.com";

    private string Branches => $"project_path:{request.Repository}:ref_type:branch:ref:";

    /// <inheritdoc/>
    public string Place => $"{request.Repository} on GitLab";

    /// <inheritdoc/>
    public string Programs => "glab";

    /// <inheritdoc/>
    public string Check => "command -v glab";

    /// <inheritdoc/>
    public IEnumerable<string> SignIns()
    {
        yield return "# Jobs of all branches act as the app that plans: those of a merge request run for its own branch. Such a pattern";
        yield return "# is a preview of Microsoft Graph, which az has no command for.";
        yield return "az rest --method post --output none"
            + " --url \"https://graph.microsoft.com/beta/applications(appId='$plan_app')/federatedIdentityCredentials\""
            + $" --body {ShellText.Word(AnyBranch().TrimEnd('\n'))}";
        yield return $"# GitLab's tokens do not tell the environment: every job of {Printable.Text(request.Branch)} can act as the app "
            + "that applies.";
        yield return new FederatedCredential("apply_app", "branch", Issuer, Branches + request.Branch).Command();
    }

    /// <inheritdoc/>
    public IEnumerable<string> Variables()
    {
        var project = ShellText.Word(request.Endpoint is null ? request.Repository : $"{Issuer}/{request.Repository}");
        yield return $"glab variable set AZURE_TENANT_ID \"$tenant\" --repo {project}";
        yield return $"glab variable set AZURE_PLAN_CLIENT_ID \"$plan_app\" --repo {project}";
        yield return $"glab variable set AZURE_APPLY_CLIENT_ID \"$apply_app\" --repo {project} --protected";
    }

    /// <inheritdoc/>
    public IEnumerable<string> ByHand() =>
    [
        $"Protect the branch {request.Branch} and the environment {request.Environment}, with those who approve an apply.",
        "Make a project access token with the role Reporter and the scope api, and keep it as the masked variable GITLAB_TOKEN.",
    ];

    private string AnyBranch() => IndentedJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", "any-branch");
        writer.WriteString("issuer", Issuer);
        writer.WriteStartArray("audiences");
        writer.WriteStringValue(FederatedCredential.Audience);
        writer.WriteEndArray();
        writer.WriteStartObject("claimsMatchingExpression");
        writer.WriteString("value", $"claims['sub'] matches '{Branches}*'");
        writer.WriteNumber("languageVersion", 1);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
