using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baseline.Emulator.Tests.Replay;

/// <summary>Seeds the estate that a recorded conversation takes for granted.</summary>
internal sealed partial class Seeds(World world)
{
    private readonly HashSet<string> _seeded = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource groups, and the resources with their destinations, that the settings are about.</summary>
    public void Around(IReadOnlyList<Recording> recordings)
    {
        foreach (var recording in recordings)
        {
            var target = recording.Target.Split('?')[0];
            if (GroupId().Match(target) is { Success: true } group)
            {
                Add(group.Value.Replace("//", "/", StringComparison.Ordinal), "Microsoft.Resources/resourceGroups");
            }

            var at = target.IndexOf("/providers/microsoft.insights", StringComparison.OrdinalIgnoreCase);
            if (at > 0 && GroupId().IsMatch(target))
            {
                Add(target[..at].Replace("//", "/", StringComparison.Ordinal), "");
            }

            if ((string?)(recording.Sent as JsonObject)?["properties"]?["storageAccountId"] is { } account)
            {
                Add(account, "Microsoft.Storage/storageAccounts");
            }

            if ((string?)(recording.Sent as JsonObject)?["properties"]?["workspaceId"] is { } workspace)
            {
                Add(workspace, "Microsoft.OperationalInsights/workspaces");
            }
        }
    }

    /// <summary>A body that Azure answered, as a resource of the estate.</summary>
    public void Body(JsonNode? body)
    {
        if (body is JsonObject resource && _seeded.Add(Key((string?)resource["id"])))
        {
            world.With(resource.ToJsonString());
        }
    }

    public void Add(string id, string type, string properties = "{}", string more = "")
    {
        if (_seeded.Add(Key(id)))
        {
            world.With($$"""
                { "id": "{{id}}", "name": "{{id.Split('/')[^1]}}", "type": "{{type}}", "location": "westus2",{{more}}
                  "properties": {{properties}} }
                """);
        }
    }

    private static string Key(string? id) => "/" + (id ?? "").Trim('/');

    [GeneratedRegex("/+subscriptions/[^/]+/resourcegroups/[^/]+", RegexOptions.IgnoreCase)]
    private static partial Regex GroupId();
}
