using System.Text.Json;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Json;

namespace Baseline.Estates;

/// <summary>The estate as a file: captured from Azure, used offline, and the seed of the emulator.</summary>
public static class EstateFile
{
    /// <summary>The version of the format that this program writes.</summary>
    public const string CurrentFormatVersion = "1.0";

    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = VisibleJsonEncoder.Instance,
    };

    /// <summary>Reads an estate. The bodies refer to <paramref name="json"/>, which must not change afterwards.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="fileName">The file as the user named it, for messages.</param>
    public static Diagnosed<Estate> Read(ReadOnlyMemory<byte> json, string fileName)
    {
        var file = JsonFile.Open(json, fileName, EstateReading.Codes);
        if (file.Root is not { } root || !root.HasReadableVersion(CurrentFormatVersion))
        {
            return file.Result<Estate>(null);
        }

        var reading = new EstateReading(file);
        return file.Result(new Estate(
            root.OptionalText("source") ?? "file",
            root.OptionalTime("capturedAt", EstateReading.NotATime),
            reading.Subscriptions(root),
            reading.Resources(root),
            EstateReading.Unreadable(root))
        {
            NotThere = EstateReading.NotThere(root),
            IsCaptured = true,
        });
    }

    /// <summary>Writes an estate: sorted, indented, in UTF-8; reading it back gives the same estate.</summary>
    public static void Write(Estate estate, Stream target)
    {
        using (var writer = new Utf8JsonWriter(target, Layout))
        {
            writer.WriteStartObject();
            writer.WriteString("formatVersion", CurrentFormatVersion);
            if (estate.CapturedAt is { } time)
            {
                writer.WriteString("capturedAt", Instant.Text(time));
            }

            writer.WriteString("source", estate.Source);
            WriteArray(writer, "subscriptions", estate.Subscriptions, Write);
            WriteArray(writer, "resources", estate.Resources, Write);
            WriteArray(writer, "unreadable", estate.Unreadable, Write);
            if (estate.NotThere.Count > 0)
            {
                WriteArray(writer, "notThere", estate.NotThere.Order(), (to, id) => to.WriteStringValue(id.Text));
            }

            writer.WriteEndObject();
        }

        target.WriteByte((byte)'\n');
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, EstateSubscription subscription)
    {
        writer.WriteStartObject();
        writer.WriteString("id", subscription.Id);
        writer.WriteString("displayName", subscription.DisplayName);
        if (subscription.TenantId is { } tenant)
        {
            writer.WriteString("tenantId", tenant);
        }

        if (subscription.State is { } state)
        {
            writer.WriteString("state", state);
        }

        if (subscription.ManagedByTenants.Count > 0)
        {
            WriteArray(writer, "managedByTenants", subscription.ManagedByTenants, WriteTenant);
        }

        if (subscription.IsOnlyReferenced)
        {
            writer.WriteBoolean("onlyReferenced", true);
        }

        WriteArray(writer, "managementGroups", subscription.ManagementGroups, (to, group) => to.WriteStringValue(group));
        writer.WriteEndObject();
    }

    /// <summary>As Azure itself has it in the body of a subscription.</summary>
    private static void WriteTenant(Utf8JsonWriter writer, string tenant)
    {
        writer.WriteStartObject();
        writer.WriteString("tenantId", tenant);
        writer.WriteEndObject();
    }

    /// <summary>The body as it stands; where it does not carry the id by which it is known, with that id.</summary>
    private static void Write(Utf8JsonWriter writer, ObservedResource resource)
    {
        var isObject = resource.Body.ValueKind == JsonValueKind.Object;
        var carriesId = isObject
            && resource.Body.TryGetProperty("id", out var id)
            && id.ValueKind == JsonValueKind.String
            && ResourceId.TryParse(id.GetString(), out var parsed)
            && parsed == resource.Id;
        if (carriesId)
        {
            resource.Body.WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", resource.Id.Text);
        foreach (var member in isObject ? resource.Body.EnumerateObject() : default)
        {
            if (member.Name != "id")
            {
                member.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, UnreadableResource entry)
    {
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id.Text);
        writer.WriteNumber("status", entry.Status);
        writer.WriteString("code", entry.Code);
        writer.WriteEndObject();
    }
}
