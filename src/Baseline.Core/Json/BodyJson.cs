using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Baseline.Json;

/// <summary>Serialization without reflection, so that the tool can be compiled ahead of time.</summary>
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class BodyJson : JsonSerializerContext;
