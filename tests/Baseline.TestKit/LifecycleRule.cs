using System.Text.Json.Nodes;

namespace Baseline.TestKit;

/// <summary>A lifecycle rule of a storage account that deletes blobs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Days">Deletes so many days after the last modification.</param>
/// <param name="Prefixes">Which blobs; none means all of the account.</param>
public sealed record LifecycleRule(string Name, int Days, params string[] Prefixes)
{
    /// <summary>Whether it is in force.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The kinds of blob that it deletes; resource logs are append blobs.</summary>
    public string[] BlobTypes { get; init; } = ["appendBlob"];

    internal JsonObject ToJson()
    {
        var filters = new JsonObject { ["blobTypes"] = new JsonArray([.. BlobTypes.Select(type => JsonValue.Create(type))]) };
        if (Prefixes.Length > 0)
        {
            filters["prefixMatch"] = new JsonArray([.. Prefixes.Select(prefix => JsonValue.Create(prefix))]);
        }

        // Azure returns the days as a float, and always says whether the rule is enabled (docs/azure.md#rules-of-a-policy).
        var delete = new JsonObject { ["daysAfterModificationGreaterThan"] = JsonNode.Parse($"{Days}.0") };
        return new JsonObject
        {
            ["enabled"] = Enabled,
            ["name"] = Name,
            ["type"] = "Lifecycle",
            ["definition"] = new JsonObject
            {
                ["actions"] = new JsonObject { ["baseBlob"] = new JsonObject { ["delete"] = delete } },
                ["filters"] = filters,
            },
        };
    }
}
