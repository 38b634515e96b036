using System.Text.Json;
using Baseline.Cli.Tests.Pipelines;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>
/// The script of <c>role --setup</c>, run by a shell with stand-ins for az, gh and glab that write down each word they are given. What
/// they create has an id made of its kind and number.
/// </summary>
[Trait("Needs", "process")]
public sealed class RoleSetupTests : IDisposable
{
    private const string Tenant = "00000000-0000-0000-0000-00000000000a";
    private const string Root = $"/providers/Microsoft.Management/managementGroups/{Tenant}";
    private readonly PipelineJob _job = new();

    [Fact]
    public async Task GitHub_signs_in_pull_requests_and_the_branch_to_plan_and_the_environment_to_apply()
    {
        var calls = await RunAsync("--setup github --repository contoso/logging --branch trunk --environment production");

        Assert.Equal(
            [
                ("app-1", "https://token.actions.githubusercontent.com", "repo:contoso/logging:pull_request"),
                ("app-1", "https://token.actions.githubusercontent.com", "repo:contoso/logging:ref:refs/heads/trunk"),
                ("app-2", "https://token.actions.githubusercontent.com", "repo:contoso/logging:environment:production"),
            ],
            Credentials(calls));
        AssertRoles(calls);
        Assert.Equal(
            [
                $"gh variable set AZURE_TENANT_ID --repo contoso/logging --body {Tenant}",
                "gh variable set AZURE_CLIENT_ID --repo contoso/logging --body app-1",
                "gh api --method PUT repos/contoso/logging/environments/production",
                "gh variable set AZURE_CLIENT_ID --repo contoso/logging --env production --body app-2",
            ],
            calls.Where(call => call[0] == "gh").Select(call => string.Join(' ', call)));
    }

    [Fact]
    public async Task A_GitHub_of_ones_own_issues_its_own_tokens()
    {
        var calls = await RunAsync("--setup github --repository contoso/logging --endpoint https://git.contoso.com/");

        Assert.All(Credentials(calls), credential => Assert.Equal("https://git.contoso.com/_services/token", credential.Issuer));
        Assert.Contains(calls, call => call.Contains("git.contoso.com/contoso/logging"));
    }

    [Fact]
    public async Task GitLab_signs_in_any_branch_to_plan_and_the_branch_that_releases_to_apply()
    {
        var calls = await RunAsync("--setup gitlab --repository contoso/platform/logging");

        Assert.Equal(
            [("app-2", "https://gitlab.com", "project_path:contoso/platform/logging:ref_type:branch:ref:main")], Credentials(calls));
        var rest = Assert.Single(calls, call => call is ["az", "rest", ..]);
        Assert.Equal("https://graph.microsoft.com/beta/applications(appId='app-1')/federatedIdentityCredentials", After(rest, "--url"));
        using var body = JsonDocument.Parse(After(rest, "--body"));
        Assert.Equal(
            "claims['sub'] matches 'project_path:contoso/platform/logging:ref_type:branch:ref:*'",
            body.RootElement.GetProperty("claimsMatchingExpression").GetProperty("value").GetString());
        AssertRoles(calls);
        Assert.Contains(calls, call => call is ["glab", "variable", "set", "AZURE_APPLY_CLIENT_ID", "app-2", ..]);
    }

    /// <summary>Azure DevOps says itself by which issuer and subject the jobs of a connection sign in.</summary>
    [Fact]
    public async Task Azure_DevOps_gets_two_service_connections_whose_own_issuer_and_subject_are_taken()
    {
        var calls = await RunAsync("--setup azure --repository Payments/logging --endpoint https://dev.azure.com/contoso");

        Assert.Equal(
            [("app-1", "issuer-of-connection-1", "subject-of-connection-1"), ("app-2", "issuer-of-connection-2", "subject-of-connection-2")],
            Credentials(calls));
        var made = calls.Where(call => call is ["az", "devops", "service-endpoint", "create", ..]).ToList();
        Assert.Equal(["baseline-plan app-1", "baseline-apply app-2"], made.Select(call =>
        {
            using var connection = JsonDocument.Parse(After(call, "CONTENT"));
            var parameters = connection.RootElement.GetProperty("authorization").GetProperty("parameters");
            Assert.Equal(Tenant, parameters.GetProperty("tenantid").GetString());
            Assert.Equal(Tenant, connection.RootElement.GetProperty("data").GetProperty("managementGroupId").GetString());
            return $"{connection.RootElement.GetProperty("name")} {parameters.GetProperty("serviceprincipalid")}";
        }));
        AssertRoles(calls);
    }

    [Theory]
    [InlineData("'; touch broken; '")]
    [InlineData("$(touch broken)")]
    [InlineData("a\"b`touch broken`")]
    public async Task What_is_typed_stays_text(string branch)
    {
        var calls = await RunAsync("--setup gitlab --repository contoso/logging --branch", branch);

        Assert.Equal($"project_path:contoso/logging:ref_type:branch:ref:{branch}", Credentials(calls).Single().Subject);
        Assert.False(File.Exists(_job.At("broken")));
    }

    [Theory]
    [InlineData("--setup github", "--setup needs --repository.")]
    [InlineData("--setup github --repository logging", "it is OWNER/NAME.")]
    [InlineData("--setup azure --repository logging", "it is PROJECT/REPOSITORY.")]
    [InlineData("--setup azure --repository a/b", "needs --endpoint https://dev.azure.com/ORGANIZATION")]
    [InlineData("--setup gitlab --repository a/b --endpoint gitlab.com", "an address that begins with https://")]
    [InlineData("--setup gitlab --repository a/b --endpoint https://me:secret@gitlab.com", "--endpoint can't have a user or a password in it")]
    [InlineData("--setup github --repository a/b --endpoint https://git.contoso.com/?x=1", "an address that begins with https:// and has no query.")]
    [InlineData("--setup github --repository a/..", "it is OWNER/NAME.")]
    [InlineData("--setup github --repository ./b", "it is OWNER/NAME.")]
    [InlineData("--setup azure --repository ../b --endpoint https://dev.azure.com/contoso", "it is PROJECT/REPOSITORY.")]
    [InlineData("--setup gitlab --repository a/../b", "--repository can't be")]
    [InlineData("--setup gitlab --repository a\nb/c", "--repository can't be")]
    [InlineData("--setup github --repository a/b --branch main\necho", "--branch can't be")]
    [InlineData("--setup github --repository a/b --branch a..b", "--branch can't be")]
    [InlineData("--setup github --repository a/b --branch -D", "--branch")]
    [InlineData("--setup github --repository a/b --environment azure\necho", "--environment can't be")]
    [InlineData("--setup gitlba --repository a/b", "Did you mean \"gitlab\"?")]
    [InlineData("plan --setup github --repository a/b", "leave the role and --format out")]
    [InlineData("plan --branch main", "--branch is for --setup alone.")]
    [InlineData("plan --tenant contoso.com", "it is a GUID")]
    public async Task A_command_line_that_says_too_little_or_too_much_is_answered_in_one_line(string words, string says)
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync(["role", .. words.Split(' ')]);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(says, ran.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--setup github --repository a/b", "gh")]
    [InlineData("--setup gitlab --repository a/b", "glab")]
    [InlineData("--setup azure --repository a/b --endpoint https://dev.azure.com/contoso", "its extension (az extension add --name azure-devops)")]
    public async Task A_program_that_is_missing_is_said_before_anything_is_created(string words, string missing)
    {
        using var workspace = new Workspace();
        var ran = await workspace.RunAsync(["role", "--tenant", Tenant, .. words.Split(' ')]);
        _job.AddProgram("az", $"case \"$*\" in 'extension show '*) exit 3 ;; esac\n{StandIn}");

        var (code, log) = await _job.RunTextAsync(ran.Output);

        Assert.Equal((1, $"This script needs {missing}. Nothing was created."), (code, log.Trim()));
        Assert.False(File.Exists(_job.At("calls")));
    }

    /// <summary>The app that plans has the role for planning alone; the accounts that logs go to are named by the document.</summary>
    private static void AssertRoles(IReadOnlyList<string[]> calls)
    {
        Assert.Equal(["baseline plan azure-logging", "baseline apply azure-logging"], calls.Where(call => call is ["az", "ad", "app", "create", ..]).Select(call => After(call, "--display-name")));
        Assert.Equal(
            ["baseline plan azure-logging", "baseline apply azure-logging", "baseline destinations azure-logging"],
            calls.Where(call => call is ["az", "role", "definition", ..]).Select(call =>
            {
                using var role = JsonDocument.Parse(After(call, "--role-definition"));
                Assert.Equal(Root, role.RootElement.GetProperty("AssignableScopes")[0].GetString());
                return role.RootElement.GetProperty("Name").GetString();
            }));
        var assignments = calls.Where(call => call is ["az", "role", "assignment", ..]).Select(call =>
            (After(call, "--assignee-object-id"), After(call, "--role"), After(call, "--scope").Split('/')[^1])).ToList();
        Assert.Equal(
            [("principal-1", "role-1", Tenant), ("principal-2", "role-2", Tenant), ("principal-2", "role-3", "abcd1234abcdabcd1234abcd"), ("principal-2", "role-3", "stauditneu"), ("principal-2", "role-3", "stauditweu")],
            assignments);
    }

    private static List<(string App, string Issuer, string Subject)> Credentials(IReadOnlyList<string[]> calls) =>
    [
        .. calls.Where(call => call is ["az", "ad", "app", "federated-credential", ..]).Select(call =>
        {
            using var credential = JsonDocument.Parse(After(call, "--parameters"));
            Assert.Equal("api://AzureADTokenExchange", credential.RootElement.GetProperty("audiences")[0].GetString());
            return (
                After(call, "--id"),
                credential.RootElement.GetProperty("issuer").GetString() ?? "",
                credential.RootElement.GetProperty("subject").GetString() ?? "");
        }),
    ];

    private static string After(string[] call, string option) => call[Array.IndexOf(call, option) + 1];

    /// <summary>Prints the script for the folder's document, runs it, and returns the calls that it made.</summary>
    private async Task<IReadOnlyList<string[]>> RunAsync(string words, params string[] more)
    {
        using var workspace = new Workspace();
        var ran = await workspace.RunAsync(["role", "--tenant", Tenant, .. words.Split(' '), .. more]);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        foreach (var program in (string[])["az", "gh", "glab"])
        {
            _job.AddProgram(program, StandIn);
        }

        var (code, log) = await _job.RunTextAsync(ran.Output);
        Assert.True(code == 0, log);
        return [.. File.ReadAllText(_job.At("calls")).Split("\0\0", StringSplitOptions.RemoveEmptyEntries).Select(call => call.Split('\0'))];
    }

    private const string StandIn = """
        name=$(basename "$0")
        printf '%s' "$name" >>calls
        for word in "$@"; do printf '\0%s' "$word" >>calls; done
        made() { local n; n=$(($(cat "count-$1" 2>/dev/null || echo 0) + 1)); echo "$n" >"count-$1"; echo "$1-$n"; }
        case "$name $*" in
          "az ad app create"*) made app ;;
          "az ad sp create"*) made principal ;;
          "az role definition create"*) made role ;;
          "az devops project show"*) echo project-1 ;;
          "az devops service-endpoint create"*)
            file=; for word in "$@"; do if [ "$file" = next ]; then file=$word; fi; if [ "$word" = --service-endpoint-configuration ]; then file=next; fi; done
            printf '\0CONTENT\0%s' "$(cat "$file")" >>calls
            made connection ;;
          *"workloadIdentityFederationIssuer"*) echo "issuer-of-$(grep -o 'connection-[0-9]' <<<"$*")" ;;
          *"workloadIdentityFederationSubject"*) echo "subject-of-$(grep -o 'connection-[0-9]' <<<"$*")" ;;
        esac
        printf '\0\0' >>calls
        """;

    public void Dispose() => _job.Dispose();
}
