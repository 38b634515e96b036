using Baseline.Cli.Output;
using Baseline.Documents;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>Prints the custom roles with which a document can be planned and applied, and no more.</summary>
public sealed class RoleCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(RoleArguments arguments)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return ExitCode.Error;
        }

        var roles = new LeastPrivilege(context.Catalogue).Of(document)
            .Where(role => arguments.Purpose is null || role.Purpose == arguments.Purpose)
            .ToList();
        if (roles.Count == 0)
        {
            context.Streams.WriteProse($"The document needs no role for {arguments.Purpose}.");
            return ExitCode.Done;
        }

        context.Streams.WriteData(TextOf(arguments, roles));
        Advise(arguments, document, roles);
        return ExitCode.Done;
    }

    private static string TextOf(RoleArguments arguments, List<CustomRole> roles)
    {
        var tenant = arguments.Tenant ?? RoleScopes.TenantMark;
        return arguments.Setup is { } setup ? new SetupScript(setup, roles, arguments.Tenant).Render()
            : arguments.AsBicep ? RoleBicep.Render(roles)
            : arguments.Purpose is null ? RoleJson.Render(roles, tenant)
            : RoleJson.Render(roles[0], tenant);
    }

    /// <summary>What is to be done with it: beside the result, so that the result alone can be piped on.</summary>
    private void Advise(RoleArguments arguments, BaselineDocument document, List<CustomRole> roles)
    {
        if (arguments is { Setup: null, AsBicep: false })
        {
            context.Streams.WriteProse(arguments.Purpose is null
                ? "Azure takes one role at a time:\n" + string.Join('\n', roles.Select(role =>
                    $"    {context.Typed with { Arguments = [role.Purpose] }} | az role definition create --role-definition @-"))
                : HowToUse(roles[0], arguments.Tenant ?? RoleScopes.TenantMark));
            if (document.Scope.Tenant && arguments.Tenant is null)
            {
                context.Streams.WriteProse(
                    $"{RoleScopes.TenantMark} stands for the tenant's id. To have it filled in:\n"
                        + $"    {context.Typed} --tenant $(az account show --query tenantId --output tsv)");
            }
        }

        if (document.Scope.ManagementGroups.Count > 1)
        {
            context.Streams.WriteProse(
                "Azure takes one management group in a custom role: choose one above all of these, or split the role.");
        }
    }

    private string HowToUse(CustomRole role, string tenant)
    {
        var scopes = RoleScopes.ToAssign(role, tenant);
        var assign = $"az role assignment create --assignee-object-id OBJECT_ID --assignee-principal-type ServicePrincipal "
            + $"--role {ShellWord.Quoted(role.Name)} --scope ";
        return $"To create the role:\n    {context.Typed} | az role definition create --role-definition @-\n"
            + "To assign it to the service principal of a pipeline, by its object id:\n"
            + string.Join('\n', (scopes.Count > 0 ? scopes : ["DESTINATION_ID"]).Select(scope => $"    {assign}{ShellWord.Quoted(scope)}"));
    }
}
