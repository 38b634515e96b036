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

        context.Streams.WriteData(
            arguments.AsBicep ? RoleBicep.Render(roles)
            : arguments.Purpose is null ? RoleJson.Render(roles)
            : RoleJson.Render(roles[0]));
        if (!arguments.AsBicep && (arguments.Purpose is null || context.IO.Terminal.OutputIsTerminal))
        {
            context.Streams.WriteProse(arguments.Purpose is null
                ? "Azure takes one role at a time: name plan, apply, destinations or undo."
                : $"To create it:\n    {context.Typed} > role.json\n    az role definition create --role-definition @role.json");
        }

        if (document.Scope.Tenant && !arguments.AsBicep)
        {
            context.Streams.WriteProse(
                $"Replace {RoleJson.TenantMark} by the id of the tenant, which is the name of its root management group.");
        }

        if (document.Scope.ManagementGroups.Count > 1)
        {
            context.Streams.WriteProse(
                "Azure takes one management group in a custom role: choose one above all of these, or split the role.");
        }

        return ExitCode.Done;
    }
}
