using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>Writes an estate file: the members it was read with, and the resources as they are now.</summary>
internal static class EstateWriter
{
    public static void Write(Stream target, JsonObject root, ResourceStore resources)
    {
        using (var writer = JsonText.IndentedWriter(target))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in root)
            {
                writer.WritePropertyName(name);
                if (name == "resources")
                {
                    WriteResources(writer, resources);
                }
                else
                {
                    JsonText.Write(writer, value);
                }
            }

            if (!root.ContainsKey("resources"))
            {
                writer.WritePropertyName("resources");
                WriteResources(writer, resources);
            }

            writer.WriteEndObject();
        }

        target.Write("\n"u8);
    }

    // What was in the file keeps its place; what was made since follows, sorted, so that a diff of two files is short.
    private static void WriteResources(System.Text.Json.Utf8JsonWriter writer, ResourceStore resources)
    {
        var seeded = resources.All.Where(resource => resource.IsSeeded);
        var made = resources.All
            .Where(resource => !resource.IsSeeded)
            .OrderBy(resource => resource.Path.Key, StringComparer.Ordinal);

        writer.WriteStartArray();
        foreach (var resource in seeded.Concat(made))
        {
            JsonText.Write(writer, resource.Body);
        }

        writer.WriteEndArray();
    }
}
