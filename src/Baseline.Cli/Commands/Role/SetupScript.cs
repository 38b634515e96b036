using System.Text;
using Baseline.Cli.Hosts;
using Baseline.Cli.Output;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>
/// A script for whoever owns the tenant: two apps without a secret, one that plans and one that applies, the roles that a document
/// needs, their assignments, and the sign-in of a repository's pipelines. It is printed, and run by nobody but its reader.
/// </summary>
/// <param name="request">The repository.</param>
/// <param name="roles">The roles that the document needs.</param>
/// <param name="tenant">The tenant's id; null: that of whoever runs the script.</param>
internal sealed class SetupScript(SetupRequest request, IReadOnlyList<CustomRole> roles, string? tenant)
{
    private readonly ISetupHost _host = request.Host switch
    {
        HostName.GitHub => new GitHubSetup(request),
        HostName.Azure => new AzureDevOpsSetup(request, roles[0]),
        HostName.GitLab => new GitLabSetup(request),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Host, "Not a host."),
    };

    /// <summary>Who undoes a run gives that role for the time of it, so no app has it.</summary>
    private IEnumerable<(CustomRole Role, string App)> Assigned => roles
        .Where(role => role.Purpose != "undo")
        .Select(role => (role, role.Purpose == "plan" ? "plan" : "apply"));

    /// <summary>The text.</summary>
    public string Render()
    {
        var script = new StringBuilder();
        Append(
            script,
            $"""
            #!/usr/bin/env bash
            # Lets the pipelines of {Printable.Text(_host.Place)} sign in to Azure without a secret, by the least that the document needs.
            # Read it, then run it once. It needs az, signed in as somebody who may create apps, roles and assignments,
            # and {_host.Programs}.
            set -euo pipefail
            """,
            "# Nothing is created where a program is missing.",
            Needed("command -v az", "az"),
            Needed(_host.Check, _host.Programs),
            $"tenant={(tenant is null ? "$(az account show --query tenantId --output tsv)" : tenant)}");
        Append(script, ["# An app that plans, and can write nothing; an app that applies.", .. App("plan"), .. App("apply")]);
        Append(script, [.. _host.SignIns()]);
        Append(script, ["# The roles.", .. Assigned.Select(entry => Definition(entry.Role))]);
        Append(script,
        [
            """
            # A role that is new is not known everywhere at once.
            assign() {
              local try
              for try in 1 2 3 4 5 6 7 8 9; do
                az role assignment create --assignee-object-id "$1" --assignee-principal-type ServicePrincipal \
                  --role "$2" --scope "$3" --output none && return
                sleep 20
              done
              return 1
            }
            """,
            .. Assigned.SelectMany(entry => Assignments(entry.Role, entry.App)),
        ]);
        if (_host.Variables().ToList() is { Count: > 0 } variables)
        {
            Append(script, ["# What the pipelines ask for.", .. variables]);
        }

        Append(script, [.. _host.ByHand().Prepend("Left to do by hand:").Select(line => $"echo {ShellText.Word(line)}")]);
        return script.ToString().TrimEnd('\n') + "\n";
    }

    private static string Needed(string check, string what) =>
        $"{check} >/dev/null 2>&1 || {{ echo {ShellText.Word($"This script needs {what}. Nothing was created.")} >&2; exit 1; }}";

    /// <summary>An app is called like its role, which has the document's name in it.</summary>
    private IEnumerable<string> App(string purpose)
    {
        var name = ShellText.Word(roles.First(role => role.Purpose == purpose).Name);
        yield return $"{purpose}_app=$(az ad app create --display-name {name} --query appId --output tsv)";
        yield return $"{purpose}_principal=$(az ad sp create --id \"${purpose}_app\" --query id --output tsv)";
    }

    private static string Definition(CustomRole role) =>
        $"{role.Purpose}_role=$(az role definition create --query name --output tsv --role-definition "
            + $"{ShellText.Word(RoleJson.Render(role, RoleScopes.TenantMark).TrimEnd('\n'))})";

    private static IEnumerable<string> Assignments(CustomRole role, string app)
    {
        var scopes = RoleScopes.ToAssign(role, RoleScopes.TenantMark);
        return scopes.Count > 0
            ? scopes.Select(scope => $"assign \"${app}_principal\" \"${role.Purpose}_role\" {ShellText.Word(scope)}")
            :
            [
                "# The document names nothing that logs go to. For each account that is to be written to:",
                $"#   assign \"${app}_principal\" \"${role.Purpose}_role\" ID",
            ];
    }

    private static void Append(StringBuilder script, params IReadOnlyList<string> lines) =>
        script.AppendJoin('\n', lines).Append("\n\n");
}
