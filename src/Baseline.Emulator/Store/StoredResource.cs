using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>A resource body as Azure would return it, under the path it was stored by.</summary>
internal sealed record StoredResource(ResourcePath Path, JsonObject Body, long Order, bool IsSeeded)
{
    /// <summary>The id as the body spells it.</summary>
    public string Id => Body["id"].AsText() ?? Path.Text;

    public string Name => Body["name"].AsText() ?? Path.Name;

    public string? Location => Body["location"].AsText();

    public JsonObject Properties
    {
        get
        {
            if (Body["properties"] is JsonObject properties)
            {
                return properties;
            }

            properties = [];
            Body["properties"] = properties;
            return properties;
        }
    }
}
