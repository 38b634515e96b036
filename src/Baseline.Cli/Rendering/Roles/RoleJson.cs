using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baseline.Roles;

namespace Baseline.Cli.Rendering.Roles;

/// <summary>Custom roles as <c>az role definition create --role-definition</c> takes them.</summary>
internal static class RoleJson
{
    /// <summary>Stands for the id of the tenant, which a document does not know.</summary>
    public const string TenantMark = "TENANT_ID";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One role as an object.</summary>
    public static string Render(CustomRole role) => Render(writer => Write(writer, role));

    /// <summary>Several roles as an array.</summary>
    public static string Render(IEnumerable<CustomRole> roles) => Render(writer =>
    {
        writer.WriteStartArray();
        foreach (var role in roles)
        {
            Write(writer, role);
        }

        writer.WriteEndArray();
    });

    private static string Render(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

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
