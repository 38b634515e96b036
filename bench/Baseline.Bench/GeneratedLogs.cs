using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Bench;

/// <summary>Estates of many types: resources spread over types and subscriptions, all of them logged but for some.</summary>
/// <param name="repository">Where the list of types that have logs is.</param>
internal sealed class GeneratedLogs(string repository)
{
    /// <summary>How many types the resources are of.</summary>
    public const int TypeCount = 60;

    private const string Workspace =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/law-central";

    /// <summary>The document that judges it.</summary>
    public static string Document => $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: bench }
        scope: { tenant: true }
        controls:
          Monitor-008:
            rules:
              - types: ["*"]
                logs: allLogs
                destination: { accept: mapped, workspace: {{Workspace}} }
            except: [Microsoft.OperationalInsights/workspaces]
        """;

    /// <summary>Writes the estate to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sizes">How many resources lie in each subscription.</param>
    /// <param name="unlogged">One resource of so many has no setting.</param>
    public void Write(string path, IReadOnlyList<int> sizes, int unlogged)
    {
        var types = Types();
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file);
        writer.WriteStartObject();
        writer.WriteString("formatVersion", "1.0");
        writer.WriteString("capturedAt", "2026-11-22T09:00:00Z");
        writer.WriteStartArray("subscriptions");
        for (var number = 0; number < sizes.Count; number++)
        {
            new JsonObject { ["id"] = GeneratedEstate.Guid(number), ["displayName"] = $"sub-{number}", ["state"] = "Enabled" }.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("resources");
        GeneratedEstate.Resource(Workspace, "Microsoft.OperationalInsights/workspaces", []).WriteTo(writer);
        foreach (var (number, subscription) in sizes.SelectMany((size, subscription) => Enumerable.Repeat(subscription, size)).Index())
        {
            var type = types[number % types.Count];
            var id = $"/subscriptions/{GeneratedEstate.Guid(subscription)}/resourceGroups/rg/providers/{type.Name}/resource-{number}";
            GeneratedEstate.Resource(id, type.Name, new JsonObject { ["provisioningState"] = "Succeeded" }).WriteTo(writer);
            if (number < types.Count)
            {
                // As the tool reads it: once for all resources that are alike.
                foreach (var category in type.Categories)
                {
                    Category(id, category).WriteTo(writer);
                }
            }

            if (number / types.Count % unlogged != 0)
            {
                GeneratedEstate.Resource($"{id}/providers/microsoft.insights/diagnosticSettings/logs", "Microsoft.Insights/diagnosticSettings", Setting())
                    .WriteTo(writer);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The first types that have logs and hang beneath no other, each with its categories.</summary>
    private List<(string Name, List<string> Categories)> Types()
    {
        var types = new List<(string Name, List<string> Categories)>();
        foreach (var line in File.ReadLines(Path.Combine(repository, "src", "Baseline.Core", "Controls", "Monitor008", "log-types.txt")))
        {
            if (line.StartsWith('\t'))
            {
                types[^1].Categories.Add(line[1..].Split('\t')[0]);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                types.Add((line, []));
            }
        }

        return [.. types
            .Where(type => type.Categories.Count > 0 && type.Name.Count(letter => letter == '/') == 1)
            .Where(type => type.Name is not ("Microsoft.Web/sites" or "Microsoft.OperationalInsights/workspaces"))
            .Take(TypeCount)];
    }

    private static JsonObject Category(string id, string name) => new()
    {
        ["id"] = $"{id}/providers/microsoft.insights/diagnosticSettingsCategories/{name}",
        ["name"] = name,
        ["type"] = "microsoft.insights/diagnosticSettingsCategories",
        ["properties"] = new JsonObject { ["categoryType"] = "Logs", ["categoryGroups"] = new JsonArray("allLogs") },
    };

    private static JsonObject Setting() => new()
    {
        ["workspaceId"] = Workspace,
        ["logs"] = new JsonArray(new JsonObject { ["categoryGroup"] = "allLogs", ["enabled"] = true }),
        ["metrics"] = new JsonArray(),
    };
}
