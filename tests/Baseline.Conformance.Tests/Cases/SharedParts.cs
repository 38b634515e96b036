using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Cases;

/// <summary>
/// What the cases share (<c>tests/conformance/shared.yaml</c>): names such as <c>$VAULTS</c>, which stand for text, and
/// templates, which a mapping with <c>like: NAME</c> is laid over.
/// </summary>
internal sealed partial class SharedParts
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly JsonObject _templates;

    private SharedParts(JsonObject file)
    {
        foreach (var (name, text) in file["names"] as JsonObject ?? [])
        {
            _names[name] = WithNames((string?)text ?? "");
        }

        _templates = file["templates"] as JsonObject ?? [];
    }

    public static SharedParts Load() => new(YamlJson.Read(Repo.PathOf("tests", "conformance", "shared.yaml")));

    /// <summary>The value with names put in and templates laid under.</summary>
    public JsonNode? Expand(JsonNode? node) => node switch
    {
        JsonObject map => ExpandMap(map),
        JsonArray list => new JsonArray([.. list.Select(Expand)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(WithNames(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>One mapping over another: mappings merge, everything else replaces.</summary>
    public static JsonObject Over(JsonObject below, JsonObject above)
    {
        var result = (JsonObject)below.DeepClone();
        foreach (var (key, value) in above)
        {
            result[key] = value is JsonObject map && result[key] is JsonObject under ? Over(under, map) : value?.DeepClone();
        }

        return result;
    }

    private JsonObject ExpandMap(JsonObject map)
    {
        var own = new JsonObject(map
            .Where(member => member.Key != "like")
            .Select(member => KeyValuePair.Create(WithNames(member.Key), Expand(member.Value))));
        if ((string?)map["like"] is not { } name)
        {
            return own;
        }

        return _templates[name] is JsonObject template
            ? Over(ExpandMap(template), own)
            : throw new InvalidDataException($"There is no template \"{name}\" in shared.yaml.");
    }

    private string WithNames(string text) => NamePattern().Replace(text, match =>
        _names.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidDataException($"\"{match.Value}\" in \"{text}\" is not a name of shared.yaml."));

    [GeneratedRegex(@"\$([A-Z][A-Z_]*)")]
    private static partial Regex NamePattern();
}
