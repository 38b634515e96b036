using System.Text;
using Baseline.Cli.Formats.Bicep;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>Custom roles as a Bicep file, deployed at the root management group, a management group or a subscription.</summary>
internal static class RoleBicep
{
    /// <summary>The file.</summary>
    public static string Render(IReadOnlyList<CustomRole> roles)
    {
        var isGroup = roles[0].Scopes.Count == 0 || roles[0].Scopes.Any(scope => scope.SubscriptionId is null);
        var file = new StringBuilder();
        file.Append("targetScope = '").Append(isGroup ? "managementGroup" : "subscription").Append("'\n");
        foreach (var role in roles)
        {
            Write(file, role);
        }

        return file.ToString();
    }

    private static void Write(StringBuilder file, CustomRole role)
    {
        file.Append("\nresource ").Append(role.Purpose).Append(" 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {\n");
        file.Append("  name: guid(").Append(BicepText.Quoted(role.Name)).Append(")\n");
        file.Append("  properties: {\n");
        file.Append("    roleName: ").Append(BicepText.Quoted(role.Name)).Append('\n');
        file.Append("    description: ").Append(BicepText.Quoted(role.Description)).Append('\n');
        file.Append("    type: 'CustomRole'\n");
        file.Append("    permissions: [\n      {\n        actions: [\n");
        foreach (var action in role.Actions)
        {
            file.Append("          ").Append(BicepText.Quoted(action)).Append('\n');
        }

        file.Append("        ]\n      }\n    ]\n    assignableScopes: [\n");
        foreach (var scope in Scopes(role))
        {
            file.Append("      ").Append(scope).Append('\n');
        }

        file.Append("    ]\n  }\n}\n");
    }

    private static IEnumerable<string> Scopes(CustomRole role) => role.Scopes.Count == 0
        ? ["tenantResourceId('Microsoft.Management/managementGroups', tenant().tenantId)"]
        : role.Scopes.Select(scope => BicepText.Quoted(scope.Text));
}
