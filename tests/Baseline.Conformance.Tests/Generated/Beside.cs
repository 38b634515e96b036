using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Conformance.Tests.Cases;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Things that the tool asks for only where something else leads to them, such as a lifecycle policy to the versions of an account. A
/// plan that writes what leads to them has to know them before, or the next plan is the first to see them.
/// </summary>
internal enum Thing
{
    /// <summary>Every account keeps a version of what is deleted.</summary>
    Versions,

    /// <summary>The containers of logs are there already, under a policy that anybody may take away.</summary>
    Containers,

    /// <summary>The same, under a policy that is locked for longer than any document asks for.</summary>
    LockedContainers,

    /// <summary>The container of activity logs has an encryption scope of its own, with Microsoft's key.</summary>
    Scopes,

    /// <summary>Somebody forbids that accounts are deleted.</summary>
    Locks,

    /// <summary>Data collection rules carry the logs of whatever they can, to a workspace.</summary>
    Rules,

    /// <summary>Keys are switched off.</summary>
    DisabledKeys,
}

/// <summary>Lays such things beside what an estate has; what it says of them itself stays.</summary>
internal static class Beside
{
    private static readonly string[] KindsWithBlobs = ["", "StorageV2", "Storage", "BlobStorage"];

    /// <summary>A case with things beside it.</summary>
    public static ConformanceCase With(ConformanceCase one, params IReadOnlyList<Thing> things)
    {
        var estate = (JsonObject)one.EstateJson.DeepClone();
        Add(estate, things);
        return new ConformanceCase($"{one.Name}, with {string.Join(" and ", things)}", one.Document, estate, one.Expect, one.CapturedOnly);
    }

    /// <summary>Adds things to an estate.</summary>
    public static void Add(JsonObject estate, IReadOnlyList<Thing> things)
    {
        var resources = estate["resources"] as JsonArray ?? [];
        var taken = resources.Concat(estate["unreadable"] as JsonArray ?? [])
            .Select(entry => ResourceId.Parse(TextOf(entry, "id")))
            .ToHashSet();
        foreach (var (id, body) in resources.OfType<JsonObject>().Select(body => (ResourceId.Parse(TextOf(body, "id")), body)).ToList())
        {
            List<JsonObject> added =
            [
                .. id.IsOfType(TypeNames.StorageAccount) && KindsWithBlobs.Contains(TextOf(body, "kind")) ? OfAccount(id, resources, things) : [],
                .. things.Contains(Thing.Rules) && PlatformTelemetry.Supports(id.Type) ? RuleOf(id) : [],
            ];
            foreach (var resource in added.Where(resource => taken.Add(ResourceId.Parse(TextOf(resource, "id")))))
            {
                resources.Add((JsonNode)resource);
            }

            if (things.Contains(Thing.DisabledKeys) && id.IsOfType(TypeNames.VaultKey) && body["properties"]?["attributes"] is JsonObject attributes)
            {
                attributes["enabled"] = false;
            }
        }
    }

    private static IEnumerable<JsonObject> OfAccount(ResourceId account, JsonArray resources, IReadOnlyList<Thing> things)
    {
        if (things.Contains(Thing.Versions))
        {
            yield return Json($$"""{ "id": "{{StorageServices.BlobOf(account)}}", "properties": { "isVersioningEnabled": true } }""");
        }

        if (things.Contains(Thing.Locks))
        {
            yield return Json($$"""{ "id": "{{account}}/providers/Microsoft.Authorization/locks/beside", "properties": { "level": "CanNotDelete" } }""");
        }

        if (things.Contains(Thing.Scopes))
        {
            yield return Json($$"""{ "id": "{{account}}/encryptionScopes/beside", "properties": { "source": "Microsoft.Storage", "state": "Enabled" } }""");
        }

        if (things.Any(thing => thing is Thing.Containers or Thing.LockedContainers or Thing.Scopes))
        {
            foreach (var container in ContainersIn(resources).Select(name => ContainerOf(account, name, things)))
            {
                yield return container;
            }
        }
    }

    /// <summary>The containers that the logs of an estate would go to.</summary>
    private static List<string> ContainersIn(JsonArray resources) =>
    [
        .. resources
            .Select(resource => ResourceId.Parse(TextOf(resource, "id")))
            .Where(id => id.IsOfType(TypeNames.LogCategory))
            .Select(category => LogContainers.OfCategory(category.Name))
            .Concat([LogContainers.ActivityLog, LogContainers.AuditEvent])
            .Distinct(),
    ];

    private static JsonObject ContainerOf(ResourceId account, string name, IReadOnlyList<Thing> things)
    {
        var container = Json($$"""{ "id": "{{StorageServices.ContainerOf(account, name)}}", "properties": { "publicAccess": "None", "hasImmutabilityPolicy": false } }""");
        var properties = container["properties"]?.AsObject() ?? [];
        if (things.Contains(Thing.Scopes) && name == LogContainers.ActivityLog)
        {
            properties["defaultEncryptionScope"] = "beside";
        }

        var locked = things.Contains(Thing.LockedContainers);
        if (locked || things.Contains(Thing.Containers))
        {
            properties["hasImmutabilityPolicy"] = true;
            properties["immutabilityPolicy"] = Json($$"""
                { "etag": "1", "properties": { "immutabilityPeriodSinceCreationInDays": {{(locked ? 900 : 30)}}, "state": "{{(locked ? "Locked" : "Unlocked")}}", "allowProtectedAppendWrites": true } }
                """);
        }

        return container;
    }

    /// <summary>A rule for a resource, associated with it, and the workspace that it sends to.</summary>
    private static IEnumerable<JsonObject> RuleOf(ResourceId resource)
    {
        var group = $"/subscriptions/{resource.SubscriptionId}/resourceGroups/rg-beside/providers";
        var rule = $"{group}/Microsoft.Insights/dataCollectionRules/dcr-{resource.Name}";
        var workspace = $"{group}/Microsoft.OperationalInsights/workspaces/law-beside";
        yield return Json($$"""{ "id": "{{workspace}}", "location": "westeurope", "properties": { "retentionInDays": 30 } }""");
        yield return Json($$"""
            {
              "id": "{{rule}}", "location": "westeurope", "kind": "PlatformTelemetry",
              "properties": {
                "destinations": { "logAnalytics": [{ "workspaceResourceId": "{{workspace}}", "name": "central" }] },
                "dataFlows": [{ "streams": ["{{resource.Type}}:Logs-Group-All"], "destinations": ["central"] }]
              }
            }
            """);
        yield return Json($$"""
            { "id": "{{PlatformTelemetry.AssociationsOf(resource)}}/beside", "properties": { "dataCollectionRuleId": "{{rule}}" } }
            """);
    }

    private static string TextOf(JsonNode? node, string member) => (string?)node?[member] ?? "";

    private static JsonObject Json(string text) => JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("It is an object.");
}
