using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>Storage account bodies as Azure returns them.</summary>
internal static class AccountBody
{
    private static readonly string[] Computed =
        ["encryption", "provisioningState", "creationTime", "primaryEndpoints", "primaryLocation", "statusOfPrimary"];

    public static JsonObject New(ArmCall call, Tenant tenant, JsonObject? identity, JsonObject? encryption)
    {
        var now = tenant.Timestamp();
        var name = call.Path.Name;
        var properties = new JsonObject
        {
            ["keyCreationTime"] = new JsonObject { ["key1"] = now, ["key2"] = now },
            ["allowCrossTenantReplication"] = false,
            ["privateEndpointConnections"] = new JsonArray(),
            ["minimumTlsVersion"] = "TLS1_2",
            ["allowBlobPublicAccess"] = false,
            ["networkAcls"] = Firewall(new JsonObject { ["defaultAction"] = "Allow" }),
            ["supportsHttpsTrafficOnly"] = true,
            ["encryption"] = encryption?.DeepClone(),
            ["accessTier"] = "Hot",
            ["provisioningState"] = "ResolvingDNS",
            ["creationTime"] = now,
            ["primaryEndpoints"] = Endpoints(name),
            ["primaryLocation"] = call.Body["location"]?.DeepClone(),
            ["statusOfPrimary"] = "available",
        };
        if (call.IsFrom("2025-06-01"))
        {
            properties["allowCrossTenantDelegationSas"] = false;
        }

        MergeProperties(properties, call.Body["properties"]);
        var body = new JsonObject();
        if (identity is not null)
        {
            body["identity"] = identity.DeepClone();
        }

        body["sku"] = Sku(call.Body["sku"]);
        body["kind"] = call.Body["kind"]?.DeepClone();
        body["id"] = call.Path.Text;
        body["name"] = name;
        body["type"] = "Microsoft.Storage/storageAccounts";
        body["location"] = call.Body["location"]?.DeepClone();
        body["tags"] = call.Body["tags"]?.DeepClone() ?? new JsonObject();
        body["properties"] = properties;
        return body;
    }

    /// <summary>Takes over what an update may change; encryption and identity have rules of their own.</summary>
    public static void Merge(StoredResource account, JsonObject sent)
    {
        MergeProperties(account.Properties, sent["properties"]);
        if (sent["tags"] is { } tags)
        {
            account.Body["tags"] = tags.DeepClone();
        }

        if (sent["sku"] is JsonObject sku)
        {
            account.Body["sku"] = Sku(sku);
        }
    }

    private static void MergeProperties(JsonObject properties, JsonNode? sent)
    {
        foreach (var (name, value) in sent as JsonObject ?? [])
        {
            if (value is null || Computed.Contains(name))
            {
                continue;
            }

            if (name == "networkAcls" && value is JsonObject firewall)
            {
                properties[name] = Firewall(firewall);
            }
            else if (properties[name] is JsonObject before && value is JsonObject members)
            {
                foreach (var (member, inner) in members)
                {
                    before[member] = inner?.DeepClone();
                }
            }
            else
            {
                properties[name] = value.DeepClone();
            }
        }
    }

    // A firewall is replaced as a whole: rules that are not sent are gone.
    private static JsonObject Firewall(JsonObject sent)
    {
        var firewall = new JsonObject
        {
            ["ipv6Rules"] = new JsonArray(),
            ["bypass"] = "AzureServices",
            ["virtualNetworkRules"] = new JsonArray(),
            ["ipRules"] = new JsonArray(),
        };
        foreach (var (member, value) in sent)
        {
            firewall[member] = value?.DeepClone();
        }

        foreach (var rule in firewall["virtualNetworkRules"].Objects())
        {
            rule["state"] = "Succeeded";
        }

        return firewall;
    }

    private static JsonObject Sku(JsonNode? sent)
    {
        var name = sent.At("name").AsText() ?? "Standard_LRS";
        return new JsonObject { ["name"] = name, ["tier"] = name.Split('_')[0] };
    }

    private static JsonObject Endpoints(string name)
    {
        var endpoints = new JsonObject();
        foreach (var service in (string[])["dfs", "web", "blob", "queue", "table", "file"])
        {
            endpoints[service] = $"https://{name}.{service}.core.windows.net/";
        }

        return endpoints;
    }
}
