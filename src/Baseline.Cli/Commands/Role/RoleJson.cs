using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>Custom roles as <c>az role definition create --role-definition</c> takes them.</summary>
internal static class RoleJson
{
    /// <summary>One role as an object.</summary>
    /// <param name="role">The role.</param>
    /// <param name="tenant">The tenant's id, for a role that all of the tenant is in the scope of.</param>
    public static string Render(CustomRole role, string tenant) => IndentedJson.Text(writer => Write(writer, role, tenant));

    /// <summary>Several roles as an array.</summary>
    /// <param name="roles">The roles.</param>
    /// <param name="tenant">The tenant's id.</param>
    public static string Render(IEnumerable<CustomRole> roles, string tenant) =>
        IndentedJson.Array(roles, (writer, role) => Write(writer, role, tenant));

    private static void Write(Utf8JsonWriter writer, CustomRole role, string tenant)
    {
        writer.WriteStartObject();
        writer.WriteString("Name", role.Name);
        writer.WriteBoolean("IsCustom", true);
        writer.WriteString("Description", role.Description);
        WriteTexts(writer, "Actions", role.Actions);
        WriteTexts(writer, "NotActions", []);
        WriteTexts(writer, "DataActions", []);
        WriteTexts(writer, "NotDataActions", []);
        WriteTexts(writer, "AssignableScopes", RoleScopes.Of(role, tenant));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
