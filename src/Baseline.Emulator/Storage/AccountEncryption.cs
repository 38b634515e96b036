using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The encryption block of a storage account, and how an update changes it.</summary>
internal sealed class AccountEncryption(Tenant tenant)
{
    private static readonly HashSet<string> KnownServices = new(StringComparer.OrdinalIgnoreCase) { "blob", "file", "queue", "table" };
    private static readonly HashSet<string?> KeyTypes = new(StringComparer.OrdinalIgnoreCase) { "Account", "Service" };

    private readonly CustomerKeyRules _rules = new(tenant);

    public JsonObject Default() => new()
    {
        ["services"] = new JsonObject { ["file"] = Service(), ["blob"] = Service() },
        ["keySource"] = "Microsoft.Storage",
    };

    /// <summary>
    /// The encryption of an account after an update; <paramref name="before"/> is null for an account that is being made.
    /// </summary>
    public (JsonObject? Encryption, ArmResponse? Refusal) Merge(
        ResourcePath account, JsonNode? before, JsonNode? sent, JsonObject? identity)
    {
        var current = before is JsonObject { Count: > 0 } known ? known : Default();
        if (sent is not JsonObject changes)
        {
            return (current, null);
        }

        if ((Invalid(changes) ?? (before is null ? null : ReadOnly(current, changes))) is { } refusal)
        {
            return (null, refusal);
        }

        if (before is null && changes["requireInfrastructureEncryption"].AsFlag() is true)
        {
            current["requireInfrastructureEncryption"] = true;
        }

        var source = changes["keySource"].AsText() ?? current["keySource"].AsText() ?? "Microsoft.Storage";
        return source.Same("Microsoft.Keyvault")
            ? WithCustomerKey(account, current, changes, identity)
            : (Assembled(current, changes, "Microsoft.Storage", key: null, identity: null), null);
    }

    private static ArmResponse? Invalid(JsonObject changes)
    {
        var source = changes["keySource"];
        var services = changes["services"] as JsonObject ?? [];
        return source is not null && !source.AsText().Same("Microsoft.Storage") && !source.AsText().Same("Microsoft.Keyvault")
                ? InvalidValue("properties.encryption.keySource")
            : changes["requireInfrastructureEncryption"] is { } flag && flag.AsFlag() is null
                ? InvalidValue("properties.encryption.requireInfrastructureEncryption")
            : services.FirstOrDefault(service => !KnownServices.Contains(service.Key)
                || (service.Value.At("keyType") is { } type && !KeyTypes.Contains(type.AsText()))).Key is { } wrong
                ? InvalidValue($"properties.encryption.services.{wrong}")
            : null;
    }

    private static ArmResponse InvalidValue(string member) => StorageAnswer.Error(
        400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: {member}.");

    private static ArmResponse? ReadOnly(JsonObject current, JsonObject changes) =>
        changes["requireInfrastructureEncryption"].AsFlag() is { } wanted
        && current["requireInfrastructureEncryption"].AsFlag() != wanted
            ? StorageAnswer.Error(
                400,
                "InvalidRequestPropertyValue",
                "The property 'requireInfrastructureEncryption' was specified in the input, but it cannot be updated as it is "
                + "read-only.")
            : null;

    private (JsonObject? Encryption, ArmResponse? Refusal) WithCustomerKey(
        ResourcePath account, JsonObject current, JsonObject changes, JsonObject? identity)
    {
        var key = (changes["keyvaultproperties"] ?? current["keyvaultproperties"]) as JsonObject;
        var reader = (changes["identity"] ?? current["identity"]) as JsonObject;
        var wanted = KeyReference.Of(new JsonObject
        {
            ["keySource"] = "Microsoft.Keyvault",
            ["keyvaultproperties"] = key?.DeepClone(),
            ["identity"] = reader?.DeepClone(),
        });
        if (key is null || wanted is null)
        {
            return (null, InvalidValue("properties.encryption.keyvaultproperties"));
        }

        var before = KeyReference.Of(current);
        if (_rules.Refusal(before, wanted, new KeyReader(account, identity, reader)) is { } refused)
        {
            return (null, refused);
        }

        var isUnchanged = before == wanted && current.At("keyvaultproperties", "keyversion").AsText() == key["keyversion"].AsText();
        var printed = isUnchanged ? current["keyvaultproperties"]?.DeepClone() : Printed(key, wanted);
        return (Assembled(current, changes, "Microsoft.Keyvault", printed, LowerGroup(reader)), null);
    }

    private static JsonObject? LowerGroup(JsonObject? reader)
    {
        var printed = reader?.DeepClone().AsObject();
        if (printed?["userAssignedIdentity"].AsText() is { } id)
        {
            printed["userAssignedIdentity"] = id.Replace("/resourceGroups/", "/resourcegroups/", StringComparison.Ordinal);
        }

        return printed;
    }

    private JsonObject Printed(JsonObject sent, KeyReference wanted)
    {
        var key = _rules.FindKey(wanted);
        var latest = key?.Properties["keyUriWithVersion"].AsText()
            ?? $"{wanted.VaultUri}/keys/{sent["keyname"].AsText()}/{wanted.KeyVersion}";
        var current = wanted.KeyVersion.Length == 0 ? latest : $"{latest[..latest.LastIndexOf('/')]}/{wanted.KeyVersion}";
        var expiry = DateTimeOffset.FromUnixTimeSeconds((long)(key?.Properties.At("attributes", "exp").AsNumber() ?? 0));
        var printed = new JsonObject
        {
            ["currentVersionedKeyIdentifier"] = current,
            ["lastKeyRotationTimestamp"] = tenant.Timestamp(),
            ["currentVersionedKeyExpirationTimestamp"] =
                expiry.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["keyvaulturi"] = sent["keyvaulturi"]?.DeepClone(),
            ["keyname"] = sent["keyname"]?.DeepClone(),
        };
        if (sent["keyversion"] is { } version)
        {
            printed["keyversion"] = version.DeepClone();
        }

        return printed;
    }

    private JsonObject Assembled(JsonObject current, JsonObject changes, string source, JsonNode? key, JsonNode? identity)
    {
        var result = new JsonObject();
        if (identity is not null)
        {
            result["identity"] = identity;
        }

        if (key is not null)
        {
            result["keyvaultproperties"] = key;
        }

        if (current["requireInfrastructureEncryption"] is { } infrastructure)
        {
            result["requireInfrastructureEncryption"] = infrastructure.DeepClone();
        }

        result["services"] = Services(current["services"] as JsonObject ?? [], changes["services"] as JsonObject ?? []);
        result["keySource"] = source;
        return result;
    }

    private JsonObject Services(JsonObject current, JsonObject changes)
    {
        var services = current.DeepClone().AsObject();
        foreach (var (name, sent) in changes)
        {
            if (services[name] is null && sent.At("enabled").AsFlag() is not false)
            {
                services[name] = Service();
            }
        }

        return services;
    }

    private JsonObject Service() => new()
    {
        ["keyType"] = "Account",
        ["enabled"] = true,
        ["lastEnabledTime"] = tenant.Timestamp(),
    };
}
