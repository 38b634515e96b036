using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Baseline.Conformance.Tests.Cases;

/// <summary>Reads a YAML file as JSON. Anchors are followed; a key that stands twice is an error.</summary>
internal static class YamlJson
{
    public static JsonObject Read(string path)
    {
        var stream = new YamlStream();
        try
        {
            using var text = File.OpenText(path);
            stream.Load(text);
        }
        catch (YamlException bad)
        {
            throw new InvalidDataException($"{path}:{bad.Start.Line}:{bad.Start.Column}: {bad.Message}", bad);
        }

        return Node(stream.Documents[0].RootNode) as JsonObject
            ?? throw new InvalidDataException($"{path} is not a mapping.");
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(entry => KeyValuePair.Create(Text(entry.Key), Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(Text(scalar)),
        _ => JsonValue.Create(Text(node)),
    };

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" => null,
        "true" or "false" => JsonValue.Create(text == "true"),
        _ when IsNumber(text) => JsonNode.Parse(text),
        _ => JsonValue.Create(text),
    };

    private static bool IsNumber(string text) =>
        text.All(c => char.IsAsciiDigit(c) || c is '.' or '-')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && (text.Length == 1 || text[0] != '0' || text[1] == '.');

    private static string Text(YamlNode node) =>
        (node as YamlScalarNode)?.Value ?? throw new JsonException($"{node.Start}: a text is expected here.");
}
