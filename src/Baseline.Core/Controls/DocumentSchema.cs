using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Documents;
using Baseline.Files;

namespace Baseline.Controls;

/// <summary>The JSON Schema (draft 7) of a document, put together from what every document has and from the part of each control.</summary>
public static class DocumentSchema
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema, indented, ending with a line break.</summary>
    /// <param name="catalogue">The controls that a document can have.</param>
    public static string Of(ControlCatalogue catalogue)
    {
        var text = EmbeddedText.Read(typeof(BaselineDocument).Assembly, $"{typeof(BaselineDocument).Namespace}.schema.json");
        var schema = JsonNode.Parse(text) ?? throw new InvalidOperationException("The schema of documents is empty.");
        var controls = At(schema, "properties", "controls", "properties");
        var names = At(schema, "properties", "exemptions", "items", "properties", "control", "enum").AsArray();
        foreach (var definition in catalogue.All)
        {
            controls[definition.Id] = JsonNode.Parse(definition.Schema);
            names.Add((JsonNode)definition.Id);
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Layout))
        {
            schema.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static JsonNode At(JsonNode schema, params string[] path) => path.Aggregate(
        schema, (node, name) => node[name] ?? throw new InvalidOperationException($"The schema of documents has no {name}."));
}
