using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The words that Microsoft.Storage accepts in an account.</summary>
internal static class AccountRules
{
    private static readonly string[] Skus =
    [
        "Standard_LRS", "Standard_GRS", "Standard_RAGRS", "Standard_ZRS", "Standard_GZRS", "Standard_RAGZRS", "Premium_LRS",
        "Premium_ZRS", "StandardV2_LRS", "StandardV2_GRS", "StandardV2_ZRS", "StandardV2_GZRS", "PremiumV2_LRS", "PremiumV2_ZRS",
    ];

    private static readonly string[] Kinds = ["Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage"];

    private static readonly (string Area, string Member, string[] Words)[] Choices =
    [
        ("", "accessTier", ["Hot", "Cool", "Cold", "Premium"]),
        ("", "minimumTlsVersion", ["TLS1_0", "TLS1_1", "TLS1_2", "TLS1_3"]),
        ("", "publicNetworkAccess", ["Enabled", "Disabled", "SecuredByPerimeter"]),
        ("", "dnsEndpointType", ["Standard", "AzureDnsZone"]),
        ("networkAcls", "defaultAction", ["Allow", "Deny"]),
    ];

    private static readonly string[] Bypasses = ["None", "Logging", "Metrics", "AzureServices"];

    public static ArmResponse? Refusal(JsonObject body)
    {
        if (body.At("sku", "name") is { } sku && !Skus.Contains(sku.AsText(), StringComparer.OrdinalIgnoreCase))
        {
            return StorageAnswer.Error(400, "InvalidValuesForRequestParameters", "Values for request parameters are invalid: sku.");
        }

        if (body["kind"] is { } kind && !Kinds.Contains(kind.AsText(), StringComparer.OrdinalIgnoreCase))
        {
            return StorageAnswer.Error(400, "InvalidValuesForRequestParameters", "Values for request parameters are invalid: kind.");
        }

        var properties = body["properties"];
        if (properties.At("networkAcls") is JsonObject firewall && firewall["defaultAction"] is null)
        {
            return Invalid("networkAcls.defaultAction");
        }

        foreach (var (area, member, words) in Choices)
        {
            var value = (area.Length == 0 ? properties : properties.At(area)).At(member);
            if (value is not null && !words.Contains(value.AsText(), StringComparer.OrdinalIgnoreCase))
            {
                return Invalid(member);
            }
        }

        return properties.At("networkAcls", "bypass") is { } bypass && !AreKnown(bypass) ? Invalid("networkAcls.bypass") : null;
    }

    private static bool AreKnown(JsonNode bypass) => bypass.AsText() is { } text
        && text.Split(',', StringSplitOptions.TrimEntries).All(word => Bypasses.Contains(word, StringComparer.OrdinalIgnoreCase));

    private static ArmResponse Invalid(string member) => StorageAnswer.Error(
        400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: properties.{member}.");
}
