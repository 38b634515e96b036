using System.Text.Json.Nodes;

namespace Baseline.Controls.Monitor006;

/// <summary>The body that creates a key vault.</summary>
internal static class NewVaultBody
{
    /// <summary>The body; what the document leaves open is left to Azure.</summary>
    /// <param name="create">What the document says of the vault.</param>
    /// <param name="tenantId">Its tenant, or a reference to it.</param>
    public static JsonObject Of(CreateVaultSettings create, string tenantId)
    {
        var properties = new JsonObject
        {
            ["tenantId"] = tenantId,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = create.Sku },
            ["enableRbacAuthorization"] = create.Rbac,
            ["enableSoftDelete"] = true,
            ["enablePurgeProtection"] = true,
            ["accessPolicies"] = new JsonArray(),
        };
        if (create.SoftDeleteRetentionInDays is { } days)
        {
            properties["softDeleteRetentionInDays"] = days;
        }

        if (create.PublicNetworkAccess is { } access)
        {
            properties["publicNetworkAccess"] = access;
        }

        if (create.Network is { } network)
        {
            properties["networkAcls"] = NetworkAcls(network);
        }

        var body = new JsonObject { ["location"] = create.Location };
        if (create.Tags.Count > 0)
        {
            body["tags"] = new JsonObject(create.Tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, tag.Value)));
        }

        body["properties"] = properties;
        return body;
    }

    private static JsonObject NetworkAcls(VaultNetworkSettings network)
    {
        var acls = new JsonObject
        {
            ["defaultAction"] = network.DeniesByDefault ? "Deny" : "Allow",
            ["bypass"] = network.AdmitsTrustedServices ? "AzureServices" : "None",
        };
        if (network.IpRanges.Count > 0)
        {
            acls["ipRules"] = new JsonArray([.. network.IpRanges.Select(range => new JsonObject { ["value"] = range })]);
        }

        if (network.Subnets.Count > 0)
        {
            acls["virtualNetworkRules"] = new JsonArray([.. network.Subnets.Select(subnet => new JsonObject { ["id"] = subnet.Text })]);
        }

        return acls;
    }
}
