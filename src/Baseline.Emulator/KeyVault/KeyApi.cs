using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Keys of vaults and of managed HSMs over the control plane: created if absent, never changed.</summary>
internal sealed class KeyApi(Tenant tenant)
{
    public const string Type = "microsoft.keyvault/vaults/keys";

    private static readonly string[] AllOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];
    private static readonly string[] EllipticOperations = ["sign", "verify"];

    public void AddTo(RouteTable routes)
    {
        foreach (var type in (string[])[Type, ManagedHsmApi.Type + "/keys"])
        {
            routes.OnAll("GET", type, List);
            routes.On("GET", type, Get);
            routes.On("PUT", type, Put);
            routes.OnAll("GET", type + "/versions", ListVersions);
            routes.On("GET", type + "/versions", GetVersion);
        }
    }

    private static ArmResponse NotFound(string name) => Answer.Error(
        404, "KeyNotFound", $"A key with (name/id) {name} was not found in this key vault.");

    private static string? VersionOf(StoredResource key) =>
        key.Properties["keyUriWithVersion"].AsText() is { } uri ? uri[(uri.LastIndexOf('/') + 1)..] : null;

    private static JsonObject Brief(JsonObject key, bool withVersion)
    {
        var brief = new JsonObject
        {
            ["attributes"] = key.At("properties", "attributes")?.DeepClone(),
            ["keyUri"] = key.At("properties", "keyUri")?.DeepClone(),
        };
        if (withVersion)
        {
            brief["keyUriWithVersion"] = key.At("properties", "keyUriWithVersion")?.DeepClone();
        }

        var body = key.DeepClone().AsObject();
        body["properties"] = brief;
        return body;
    }

    private ArmResponse List(ArmCall call) => Answer.Page(
        call,
        [.. tenant.Resources.Under(call.Path.Parent, call.Path.Type).Select(key => Brief(key.Body, withVersion: false))],
        tenant.Options.PageSize);

    private ArmResponse Get(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } key)
        {
            return NotFound(call.Path.Name);
        }

        var body = key.Body.DeepClone().AsObject();
        if (body["properties"] is JsonObject properties && properties["rotationPolicy"] is null)
        {
            properties["rotationPolicy"] = DefaultRotation();
        }

        return Answer.Ok(body);
    }

    private static JsonObject DefaultRotation() => new()
    {
        ["lifetimeActions"] = new JsonArray(new JsonObject
        {
            ["trigger"] = new JsonObject { ["timeBeforeExpiry"] = "P30D" },
            ["action"] = new JsonObject { ["type"] = "Notify" },
        }),
    };

    private ArmResponse Put(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is { } existing)
        {
            return Answer.Ok(existing.Body);
        }

        if (tenant.Resources.Find(call.Path.Parent) is not { } vault)
        {
            return Answer.ResourceNotFound(call.Path.Parent);
        }

        if (KeyRules.Refusal(call, vault) is { } refusal)
        {
            return refusal;
        }

        if (tenant.Resources.Find(vault.Path.Append("deletedKeys/" + call.Path.Name)) is not null)
        {
            return Answer.Error(
                409,
                "ConflictError",
                $"Key {call.Path.Name} is currently in a deleted but recoverable state, and its name cannot be reused; in this "
                + "state, the key can only be recovered or purged.");
        }

        var body = NewKey(call, vault);
        tenant.Resources.Put(call.Path, body);
        return Answer.Ok(body);
    }

    private JsonObject NewKey(ArmCall call, StoredResource vault)
    {
        var sent = call.Body["properties"];
        var kind = KeyRules.TypeOf(sent) ?? "RSA";
        var isElliptic = kind.StartsWith("EC", StringComparison.Ordinal);
        var uri = $"{HostOf(vault)}keys/{call.Path.Name}";
        var version = tenant.Identifiers.Next("key version", call.Path.Key).ToString("N", CultureInfo.InvariantCulture);
        var properties = new JsonObject
        {
            ["attributes"] = Attributes(vault, sent.At("attributes")),
            ["kty"] = kind,
            ["keyOps"] = sent.At("keyOps")?.DeepClone()
                ?? new JsonArray([.. (isElliptic ? EllipticOperations : AllOperations).Select(operation => (JsonNode?)operation)]),
        };
        if (isElliptic)
        {
            properties["curveName"] = sent.At("curveName")?.DeepClone() ?? "P-256";
        }
        else
        {
            properties["keySize"] = (int)(sent.At("keySize").AsNumber() ?? (KeyRules.IsRsa(kind) ? 2048 : 256));
        }

        properties["keyUri"] = uri;
        properties["keyUriWithVersion"] = $"{uri}/{version}";
        if (sent.At("rotationPolicy") is { } rotation)
        {
            properties["rotationPolicy"] = rotation.DeepClone();
        }

        return new JsonObject
        {
            ["id"] = $"{vault.Id}/keys/{call.Path.Name}",
            ["name"] = call.Path.Name,
            ["type"] = IsHsm(vault) ? "Microsoft.KeyVault/managedHSMs/keys" : "Microsoft.KeyVault/vaults/keys",
            ["location"] = vault.Location,
            ["properties"] = properties,
        };
    }

    private static bool IsHsm(StoredResource vault) => vault.Path.Type == ManagedHsmApi.Type;

    private static string HostOf(StoredResource vault) => IsHsm(vault)
        ? $"https://{vault.Name.ToLowerInvariant()}.managedhsm.azure.net/"
        : VaultBody.UriOf(vault.Name);

    private JsonObject Attributes(StoredResource vault, JsonNode? sent)
    {
        var now = tenant.Clock.GetUtcNow().ToUnixTimeSeconds();
        var isShort = vault.Properties["softDeleteRetentionInDays"].AsNumber() is < 90;
        var isProtected = vault.Properties["enablePurgeProtection"].AsFlag() is true;
        var attributes = new JsonObject { ["enabled"] = sent.At("enabled").AsFlag() ?? true };
        foreach (var member in (string[])["nbf", "exp"])
        {
            if (sent.At(member) is { } time)
            {
                attributes[member] = time.DeepClone();
            }
        }

        attributes["created"] = now;
        attributes["updated"] = now;
        attributes["recoveryLevel"] =
            (isShort ? "CustomizedRecoverable" : "Recoverable") + (isProtected ? "" : "+Purgeable");
        attributes["exportable"] = false;
        return attributes;
    }

    private IEnumerable<JsonObject> VersionsOf(StoredResource key)
    {
        foreach (var seeded in tenant.Resources.Under(key.Path, key.Path.Type + "/versions"))
        {
            yield return seeded.Body;
        }

        if (VersionOf(key) is { } version && tenant.Resources.Find(key.Path.Append("versions/" + version)) is null)
        {
            var current = key.Body.DeepClone().AsObject();
            current["id"] = $"{key.Id}/versions/{version}";
            current["name"] = version;
            current["type"] = key.Body["type"].AsText() + "/versions";
            (current["properties"] as JsonObject)?.Remove("rotationPolicy");
            yield return current;
        }
    }

    private ArmResponse ListVersions(ArmCall call) => tenant.Resources.Find(call.Path.Parent) is { } key
        ? Answer.Page(
            call,
            [.. VersionsOf(key).Select(version => Brief(version, withVersion: true))],
            tenant.Options.PageSize)
        : NotFound(call.Path.Parent.Name);

    private ArmResponse GetVersion(ArmCall call)
    {
        var found = tenant.Resources.Find(call.Path.Parent) is { } key
            ? VersionsOf(key).FirstOrDefault(version => version["name"].AsText().Same(call.Path.Name))
            : null;
        return found is null ? NotFound(call.Path.Name) : Answer.Ok(found);
    }
}
