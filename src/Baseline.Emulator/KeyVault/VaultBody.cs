using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Vault bodies as Azure returns them.</summary>
internal static class VaultBody
{
    public const string Registering = "RegisteringDns";

    private static readonly string[] Computed = ["provisioningState", "vaultUri", "createMode", "hsmPoolResourceId"];
    private static readonly string[] Flags = ["enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment"];

    public static string UriOf(string name) => $"https://{name.ToLowerInvariant()}.vault.azure.net/";

    /// <summary>A PUT replaces all that it can; what can't be undone stays.</summary>
    public static JsonObject FromPut(ArmCall call, StoredResource? existing, Tenant tenant)
    {
        var name = existing?.Name ?? call.Path.Name;
        return new JsonObject
        {
            ["id"] = existing?.Id ?? call.Path.Text,
            ["name"] = name,
            ["type"] = "Microsoft.KeyVault/vaults",
            ["location"] = call.Body["location"]?.DeepClone(),
            ["tags"] = call.Body["tags"]?.DeepClone() ?? new JsonObject(),
            ["systemData"] = tenant.SystemData(existing?.Body["systemData"]),
            ["properties"] = Properties(call, existing, name),
        };
    }

    /// <summary>A PATCH replaces each property that it names, lists as a whole.</summary>
    public static void Merge(StoredResource vault, JsonObject sent, Tenant tenant)
    {
        if (sent["tags"] is { } tags)
        {
            vault.Body["tags"] = tags.DeepClone();
        }

        if (sent["properties"] is JsonObject properties)
        {
            foreach (var (name, value) in properties.Where(member => !Computed.Contains(member.Key) && member.Value is not null))
            {
                vault.Properties[name] = value?.DeepClone();
            }
        }

        vault.Body["systemData"] = tenant.SystemData(vault.Body["systemData"]);
    }

    private static JsonObject Properties(ArmCall call, StoredResource? existing, string name)
    {
        var sent = call.Body["properties"];
        var properties = new JsonObject
        {
            ["sku"] = sent.At("sku")?.DeepClone(),
            ["tenantId"] = sent.At("tenantId")?.DeepClone(),
            ["accessPolicies"] = sent.At("accessPolicies")?.DeepClone() ?? new JsonArray(),
        };
        foreach (var flag in Flags.Where(flag => flag == Flags[0] || sent.At(flag) is not null))
        {
            properties[flag] = sent.At(flag)?.DeepClone() ?? false;
        }

        properties["enableSoftDelete"] = true;
        Copy("softDeleteRetentionInDays", isKept: true);
        if (existing is null && properties["softDeleteRetentionInDays"] is null && call.IsFrom("2023-07-01"))
        {
            properties["softDeleteRetentionInDays"] = 90;
        }

        Copy("enableRbacAuthorization", isKept: false);
        if (existing is null && properties["enableRbacAuthorization"] is null && call.IsFrom("2026-02-01"))
        {
            properties["enableRbacAuthorization"] = true;
        }

        Copy("enablePurgeProtection", isKept: true);
        Copy("networkAcls", isKept: false);
        properties["vaultUri"] = existing is null ? $"https://{name}.vault.azure.net" : UriOf(name);
        properties["provisioningState"] = existing is null ? Registering : "Succeeded";
        properties["publicNetworkAccess"] = sent.At("publicNetworkAccess")?.DeepClone() ?? "Enabled";
        return properties;

        void Copy(string member, bool isKept)
        {
            var value = sent.At(member) ?? (isKept ? existing?.Properties[member] : null);
            if (value is not null)
            {
                properties[member] = value.DeepClone();
            }
        }
    }
}
