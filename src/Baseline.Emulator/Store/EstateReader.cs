using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>Reads an estate file into a tenant, and says what is wrong with a file that can't be one.</summary>
internal sealed class EstateReader(EmulatorOptions options)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 128, AllowDuplicateProperties = false };

    private readonly Tenant _tenant = new(options);

    public static (Tenant Tenant, JsonObject Root) Read(Stream source, EmulatorOptions options)
    {
        var root = Parse(source);
        RequireVersion(root);
        return (new EstateReader(options).Fill(root), root);
    }

    private static JsonObject Parse(Stream source)
    {
        try
        {
            return JsonNode.Parse(source, null, Strict) as JsonObject
                ?? throw new EstateFormatException("An estate file is one JSON object; this file holds something else.");
        }
        catch (JsonException exception)
        {
            throw new EstateFormatException(
                $"The estate file is not valid JSON at line {exception.LineNumber + 1}: {exception.Message}", exception);
        }
    }

    private static void RequireVersion(JsonObject root)
    {
        var version = root["formatVersion"].AsText()
            ?? throw new EstateFormatException("The estate file has no \"formatVersion\"; this version reads \"1.0\".");
        if (version.Split('.')[0] != "1")
        {
            throw new EstateFormatException(
                $"The estate file has format version \"{version}\"; this version reads 1.x.");
        }
    }

    private Tenant Fill(JsonObject root)
    {
        foreach (var (entry, place) in Entries(root, "subscriptions"))
        {
            AddSubscription(entry, place);
        }

        foreach (var (entry, place) in Entries(root, "resources"))
        {
            AddResource(entry, place);
        }

        foreach (var (entry, place) in Entries(root, "unreadable"))
        {
            AddUnreadable(entry, place);
        }

        return _tenant;
    }

    private static IEnumerable<(JsonObject Entry, string Place)> Entries(JsonObject root, string member)
    {
        if (root[member] is not { } node)
        {
            yield break;
        }

        if (node is not JsonArray array)
        {
            throw new EstateFormatException($"\"{member}\" of an estate file is an array.");
        }

        for (var index = 0; index < array.Count; index++)
        {
            var place = $"{member}[{index}]";
            yield return array[index] is JsonObject entry
                ? (entry, place)
                : throw new EstateFormatException($"{place} is not an object.");
        }
    }

    private static string Require(JsonObject entry, string member, string place) =>
        entry[member].AsText() is { Length: > 0 } text
            ? text
            : throw new EstateFormatException($"{place} has no \"{member}\".");

    private void AddSubscription(JsonObject entry, string place)
    {
        var text = Require(entry, "id", place);
        var id = ResourcePath.Parse(text) is { IsSubscription: true } path ? path.Name : text;
        if (!Guid.TryParse(id, out _))
        {
            throw new EstateFormatException($"{place}: \"{text}\" is neither a GUID nor \"/subscriptions/GUID\".");
        }

        var subscription = new Subscription(
            id,
            entry["displayName"].AsText() ?? id,
            [.. entry["managementGroups"].Texts()],
            entry["tenantId"].AsText() ?? _tenant.Options.TenantId.ToString(),
            entry["state"].AsText() ?? "Enabled")
        {
            ManagedByTenants = [.. entry["managedByTenants"].Objects().Select(tenant => tenant["tenantId"].AsText()).OfType<string>()],
        };
        if (!_tenant.TryAdd(subscription))
        {
            throw new EstateFormatException($"{place}: subscription {id} stands twice in the file.");
        }
    }

    private void AddResource(JsonObject entry, string place)
    {
        var id = Require(entry, "id", place);
        var path = ResourcePath.Parse(id);
        if (path.IsTenant || path.IsCollection)
        {
            throw new EstateFormatException($"{place}: \"{id}\" is not the id of a resource.");
        }

        if (_tenant.Resources.Find(path) is not null)
        {
            throw new EstateFormatException($"{place}: \"{id}\" stands twice in the file.");
        }

        _tenant.Resources.Seed(path, entry);
    }

    private void AddUnreadable(JsonObject entry, string place)
    {
        var path = ResourcePath.Parse(Require(entry, "id", place));
        var status = entry["status"].AsNumber()
            ?? throw new EstateFormatException($"{place} has no \"status\".");
        _tenant.Add(new Unreadable(path, (int)status, Require(entry, "code", place)));
    }
}
