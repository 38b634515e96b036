using System.Globalization;
using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Keys over the control plane: created if absent, never changed.</summary>
internal sealed class KeyApi(Tenant tenant)
{
    public const string Type = "microsoft.keyvault/vaults/keys";

    private static readonly string[] AllOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];
    private static readonly string[] KeyTypes = ["RSA", "RSA-HSM", "EC", "EC-HSM"];

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
        routes.On("PUT", Type, Put);
        routes.OnAll("GET", Type + "/versions", ListVersions);
        routes.On("GET", Type + "/versions", GetVersion);
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
        [.. tenant.Resources.Under(call.Path.Parent, Type).Select(key => Brief(key.Body, withVersion: false))],
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

        var sent = call.Body["properties"];
        var kind = KeyTypes.FirstOrDefault(type => type.Same(sent.At("kty").AsText()));
        var size = sent.At("keySize").AsNumber() ?? 2048;
        if (kind is null || (kind.StartsWith("RSA", StringComparison.Ordinal) && size is not (2048 or 3072 or 4096)))
        {
            return Answer.Error(400, "BadRequest", "The key type or the key size is not supported.");
        }

        var body = NewKey(call, vault, kind, (int)size);
        tenant.Resources.Put(call.Path, body);
        return Answer.Ok(body);
    }

    private JsonObject NewKey(ArmCall call, StoredResource vault, string kind, int size)
    {
        var sent = call.Body["properties"];
        var uri = $"{VaultBody.UriOf(vault.Name)}keys/{call.Path.Name}";
        var version = tenant.Identifiers.Next("key version", call.Path.Key).ToString("N", CultureInfo.InvariantCulture);
        var properties = new JsonObject
        {
            ["attributes"] = Attributes(vault, sent.At("attributes")),
            ["kty"] = kind,
            ["keyOps"] = sent.At("keyOps")?.DeepClone()
                ?? new JsonArray([.. AllOperations.Select(operation => (JsonNode?)operation)]),
        };
        if (kind.StartsWith("RSA", StringComparison.Ordinal))
        {
            properties["keySize"] = size;
        }
        else
        {
            properties["curveName"] = sent.At("curveName")?.DeepClone() ?? "P-256";
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
            ["type"] = "Microsoft.KeyVault/vaults/keys",
            ["location"] = vault.Location,
            ["properties"] = properties,
        };
    }

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
        foreach (var seeded in tenant.Resources.Under(key.Path, Type + "/versions"))
        {
            yield return seeded.Body;
        }

        if (VersionOf(key) is { } version && tenant.Resources.Find(key.Path.Append("versions/" + version)) is null)
        {
            var current = key.Body.DeepClone().AsObject();
            current["id"] = $"{key.Id}/versions/{version}";
            current["name"] = version;
            current["type"] = "Microsoft.KeyVault/vaults/keys/versions";
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
