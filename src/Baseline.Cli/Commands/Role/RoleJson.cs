using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Roles;

namespace Baseline.Cli.Commands.Role;

/// <summary>Custom roles as <c>az role definition create --role-definition</c> takes them.</summary>
internal static class RoleJson
{
    /// <summary>Stands for the id of the tenant, which a document does not know.</summary>
    public const string TenantMark = "TENANT_ID";

    /// <summary>One role as an object.</summary>
    public static string Render(CustomRole role) => IndentedJson.Text(writer => Write(writer, role));

    /// <summary>Several roles as an array.</summary>
    public static string Render(IEnumerable<CustomRole> roles) => IndentedJson.Array(roles, Write);

    private static void Write(Utf8JsonWriter writer, CustomRole role)
    {
        writer.WriteStartObject();
        writer.WriteString("Name", role.Name);
        writer.WriteBoolean("IsCustom", true);
        writer.WriteString("Description", role.Description);
        WriteTexts(writer, "Actions", role.Actions);
        WriteTexts(writer, "NotActions", []);
        WriteTexts(writer, "DataActions", []);
        WriteTexts(writer, "NotDataActions", []);
        WriteTexts(
            writer,
            "AssignableScopes",
            role.Scopes.Count == 0
                ? [$"/providers/Microsoft.Management/managementGroups/{TenantMark}"]
                : role.Scopes.Select(scope => scope.Text));
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
