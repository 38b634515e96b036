using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Bench;

/// <summary>Estates of any size: vaults spread over subscriptions, all of them logged but for some.</summary>
internal static class GeneratedEstate
{
    private const string Account = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stlogs";

    /// <summary>The document that judges it.</summary>
    public static string Document(int subscriptions) => $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: bench }
        scope:
          subscriptions: [{{string.Join(", ", Enumerable.Range(0, subscriptions).Select(Guid))}}]
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365, 0]
            destination:
              storageAccounts: { westeurope: {{Account}} }
        """;

    /// <summary>Writes the estate to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizes">How many vaults lie in each subscription.</param>
    /// <param name="unlogged">One vault of so many has no setting.</param>
    public static void Write(string path, IReadOnlyList<int> sizes, int unlogged)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file);
        writer.WriteStartObject();
        writer.WriteString("formatVersion", "1.0");
        writer.WriteString("capturedAt", "2026-11-22T09:00:00Z");
        writer.WriteStartArray("subscriptions");
        for (var number = 0; number < sizes.Count; number++)
        {
            new JsonObject { ["id"] = Guid(number), ["displayName"] = $"sub-{number}", ["state"] = "Enabled" }.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("resources");
        Resource(Account, "Microsoft.Storage/storageAccounts", new JsonObject { ["encryption"] = new JsonObject { ["keySource"] = "Microsoft.Storage" } }).WriteTo(writer);
        foreach (var (number, subscription) in sizes.SelectMany((size, subscription) => Enumerable.Repeat(subscription, size)).Index())
        {
            var vault = $"/subscriptions/{Guid(subscription)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-{number}";
            Resource(vault, "Microsoft.KeyVault/vaults", Vault(number)).WriteTo(writer);
            if (number % unlogged != 0)
            {
                Resource($"{vault}/providers/microsoft.insights/diagnosticSettings/audit", "Microsoft.Insights/diagnosticSettings", Setting()).WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The id of a subscription.</summary>
    public static string Guid(int number) => $"{number:D8}-0000-0000-0000-000000000000";

    /// <summary>A resource in the form of the estate file.</summary>
    public static JsonObject Resource(string id, string type, JsonObject properties) => new()
    {
        ["id"] = id,
        ["name"] = id[(id.LastIndexOf('/') + 1)..],
        ["type"] = type,
        ["location"] = "westeurope",
        ["tags"] = new JsonObject { ["owner"] = "team" },
        ["properties"] = properties,
    };

    private static JsonObject Vault(int number) => new()
    {
        ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
        ["tenantId"] = Guid(7),
        ["enableRbacAuthorization"] = true,
        ["enableSoftDelete"] = true,
        ["vaultUri"] = $"https://kv-{number}.vault.azure.net/",
        ["provisioningState"] = "Succeeded",
    };

    private static JsonObject Setting() => new()
    {
        ["storageAccountId"] = Account,
        ["logs"] = new JsonArray(Row("AuditEvent", true), Row("AzurePolicyEvaluationDetails", false)),
        ["metrics"] = new JsonArray(Row("AllMetrics", false)),
    };

    private static JsonObject Row(string category, bool enabled) => new()
    {
        ["category"] = category,
        ["enabled"] = enabled,
        ["retentionPolicy"] = new JsonObject { ["enabled"] = false, ["days"] = 0 },
    };
}
