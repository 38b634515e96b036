using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>Something that other people put into Azure.</summary>
/// <param name="Resource">Where it lies.</param>
/// <param name="What">What it is, for messages.</param>
/// <param name="IsThere">Whether a body still has it.</param>
internal sealed record ForeignItem(string Resource, string What, Func<JsonElement, bool> IsThere);

/// <summary>
/// Other people, who add to whatever a plan writes to: destinations, rows, rules, identities, tags, access policies, permissions,
/// grants and keys. What Azure takes is remembered.
/// </summary>
/// <param name="azure">Where they write.</param>
/// <param name="seed">Which of it they add.</param>
internal sealed class OtherPeople(IChangeWriter azure, int seed)
{
    private const string Siem = $"/subscriptions/{Names.Outside}/resourceGroups/rg-siem/providers";
    private const string TheirIdentity =
        $"/subscriptions/{Names.One}/resourceGroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-of-auditors";

    private readonly PCG _random = new(7, (ulong)seed);
    private readonly List<ForeignItem> _items = [];
    private int _count;

    /// <summary>What they added so far, by the type of change that they added it to.</summary>
    public HashSet<string> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds to what changes write to, as far as their ids are known before they are applied.</summary>
    public Task AddToAsync(IEnumerable<Change> changes, CancellationToken cancellationToken) => AddToAsync(
        changes.Where(change => !change.Resource.Contains("${", StringComparison.Ordinal)).Select(change => (change.Type, change.Resource, change.ApiVersion)),
        cancellationToken);

    /// <summary>Adds to what a run wrote to.</summary>
    public Task AddToAsync(RunRecord run, CancellationToken cancellationToken) =>
        AddToAsync(run.Changes.Select(change => (change.Type, change.Resource, change.ApiVersion)), cancellationToken);

    private async Task AddToAsync(IEnumerable<(string Type, string Resource, string ApiVersion)> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var id = ControlCatalogue.Product.Types.ReadAt(change.Type, change.Resource);
            var live = (await azure.ReadAsync(id, change.ApiVersion, cancellationToken)).Body;
            if (live.ValueKind != JsonValueKind.Object && !change.Type.EndsWith("/managementPolicies", StringComparison.Ordinal))
            {
                continue;
            }

            _count++;
            await AddToAsync(change.Type, id, change.ApiVersion, live, cancellationToken);
        }
    }

    /// <summary>What is lost of what they added.</summary>
    public async Task<IReadOnlyList<string>> LossesAsync(CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        foreach (var item in _items)
        {
            var version = ControlCatalogue.Product.Types.Find(TypeOf(item.Resource))?.ApiVersion ?? "2024-11-30";
            var live = await azure.ReadAsync(item.Resource, version, cancellationToken);
            if (!item.IsThere(live.Body))
            {
                lost.Add($"{item.Resource}: {item.What} is lost: {(live.Body.ValueKind == JsonValueKind.Undefined ? "gone" : live.Body.GetRawText())}");
            }
        }

        return lost;
    }

    private Task AddToAsync(string type, string id, string version, JsonElement live, CancellationToken cancellationToken) => type switch
    {
        "Microsoft.Insights/diagnosticSettings" => AddToSettingAsync(id, version, live, cancellationToken),
        "Microsoft.Storage/storageAccounts/managementPolicies" => AddRuleAsync(id, version, live, cancellationToken),
        "Microsoft.Storage/storageAccounts" => AddToAccountAsync(id, version, live, cancellationToken),
        "Microsoft.KeyVault/vaults" or "Microsoft.KeyVault/vaults/accessPolicies" => AddToVaultAsync(id, version, live, cancellationToken),
        "Microsoft.KeyVault/vaults/keys" or "Microsoft.ManagedIdentity/userAssignedIdentities" => AddTagAsync(id, version, live, cancellationToken),
        "Microsoft.Authorization/roleAssignments" => AddGrantAsync(id, version, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody knows what others add to {type}."),
    };

    private async Task AddToSettingAsync(string id, string version, JsonElement live, CancellationToken cancellationToken)
    {
        var body = Sendable(live);
        if (body["properties"] is not JsonObject properties)
        {
            return;
        }

        if (Chance() && live.TextAt("properties.workspaceId") is null)
        {
            var workspace = $"{Siem}/Microsoft.OperationalInsights/workspaces/law-{_count}";
            properties["workspaceId"] = workspace;
            await SendAsync("sink", id, version, body, $"destination {workspace}", now => now.TextAt("properties.workspaceId") == workspace, cancellationToken);
        }
        else if (Chance() && properties["metrics"] is JsonArray { Count: > 0 } metrics && metrics[0] is JsonObject row)
        {
            row["enabled"] = true;
            await SendAsync(
                "metrics", id, version, body, "metrics", now => now.ItemsAt("properties.metrics").Any(one => one.IsTrueAt("enabled")), cancellationToken);
        }
    }

    private async Task AddRuleAsync(string id, string version, JsonElement live, CancellationToken cancellationToken)
    {
        var name = $"legal-hold-{_count.ToString(CultureInfo.InvariantCulture)}";
        var rules = live.ItemsAt("properties.policy.rules").Select(rule => JsonNode.Parse(rule.GetRawText())).ToList();
        rules.Add(JsonNode.Parse($$"""
            {
              "enabled": true, "name": "{{name}}", "type": "Lifecycle",
              "definition": {
                "actions": { "baseBlob": { "tierToCool": { "daysAfterModificationGreaterThan": 30 } } },
                "filters": { "blobTypes": ["blockBlob"], "prefixMatch": ["legal/"] }
              }
            }
            """));
        var body = new JsonObject { ["properties"] = new JsonObject { ["policy"] = new JsonObject { ["rules"] = new JsonArray([.. rules]) } } };
        await SendAsync(
            "rule", id, version, body, $"rule {name}", now => now.ItemsAt("properties.policy.rules").Any(rule => rule.TextAt("name") == name), cancellationToken);
    }

    private async Task AddToAccountAsync(string id, string version, JsonElement live, CancellationToken cancellationToken)
    {
        var tag = $"added-{_count.ToString(CultureInfo.InvariantCulture)}";
        if (Chance())
        {
            await azure.WriteAsync("PUT", TheirIdentity, "2024-11-30", Element(new JsonObject { ["location"] = "westeurope" }), null, cancellationToken);
            var identities = new JsonObject(live.MembersAt("identity.userAssignedIdentities")
                .Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, new JsonObject())));
            identities[TheirIdentity] = new JsonObject();
            var hasSystem = live.TextAt("identity.type")?.Contains("SystemAssigned", StringComparison.Ordinal) == true;
            var body = new JsonObject
            {
                ["identity"] = new JsonObject
                {
                    ["type"] = hasSystem ? "SystemAssigned,UserAssigned" : "UserAssigned",
                    ["userAssignedIdentities"] = identities,
                },
            };
            await SendAsync(
                "identity", id, version, body, "identity id-of-auditors",
                now => now.MembersAt("identity.userAssignedIdentities").Any(member => member.Name.EndsWith("/id-of-auditors", StringComparison.OrdinalIgnoreCase)),
                cancellationToken, "PATCH");
        }

        var tags = new JsonObject(live.MembersAt("tags").Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText())))) { [tag] = "yes" };
        await SendAsync(
            "account", id, version, new JsonObject { ["tags"] = tags }, $"tag {tag}", now => now.TextAt($"tags.{tag}") == "yes", cancellationToken, "PATCH");
    }

    private async Task AddToVaultAsync(string id, string version, JsonElement live, CancellationToken cancellationToken)
    {
        var key = $"their-key-{_count.ToString(CultureInfo.InvariantCulture)}";
        var body = new JsonObject { ["properties"] = new JsonObject { ["kty"] = "RSA", ["keySize"] = 2048 } };
        await SendAsync("key", $"{id}/keys/{key}", version, body, key, now => now.ValueKind == JsonValueKind.Object, cancellationToken);
        if (live.IsTrueAt("properties.enableRbacAuthorization"))
        {
            return;
        }

        // Another principal, or more permissions for the tool's: to keys as well, or only to something else.
        var entries = live.ItemsAt("properties.accessPolicies").ToList();
        var principal = Chance() && entries.Count > 0
            ? entries[^1].TextAt("objectId") ?? ""
            : $"88888888-0000-0000-0000-{_count.ToString("D12", CultureInfo.InvariantCulture)}";
        var isOfKeys = Chance();
        var entry = new JsonObject
        {
            ["tenantId"] = live.TextAt("properties.tenantId"),
            ["objectId"] = principal,
            ["permissions"] = new JsonObject
            {
                ["keys"] = isOfKeys ? new JsonArray("list", "backup") : [],
                ["secrets"] = new JsonArray("get"),
            },
        };
        await SendAsync(
            principal.StartsWith("88888888", StringComparison.Ordinal) ? "policy" : "permissions", id, version, new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = new JsonArray(entry) } },
            $"permissions of {principal}",
            now => now.ItemsAt("properties.accessPolicies").Any(one => one.TextAt("objectId") == principal
                && (!isOfKeys || one.TextsAt("permissions.keys").Contains("backup")) && one.TextsAt("permissions.secrets").Contains("get")),
            cancellationToken, "PUT", $"{id}/accessPolicies/add");
    }

    private Task AddTagAsync(string id, string version, JsonElement live, CancellationToken cancellationToken)
    {
        var body = Sendable(live);
        body["tags"] = new JsonObject { ["owner"] = "auditors" };
        return SendAsync("tag", id, version, body, "tag owner", now => now.TextAt("tags.owner") == "auditors", cancellationToken);
    }

    private async Task AddGrantAsync(string id, string version, CancellationToken cancellationToken)
    {
        var identity = await azure.WriteAsync(
            "PUT", $"{TheirIdentity}-{_count}", "2024-11-30", Element(new JsonObject { ["location"] = "westeurope" }), null, cancellationToken);
        var scope = id[..id.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase)];
        var name = NameBasedGuid.Create($"{scope}{_count}");
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = $"/subscriptions/{Names.One}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6",
                ["principalId"] = identity.Body.TextAt("properties.principalId"),
                ["principalType"] = "ServicePrincipal",
            },
        };
        await SendAsync(
            "grant", $"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}", version, body, "grant",
            now => now.ValueKind == JsonValueKind.Object, cancellationToken);
    }

    private async Task SendAsync(
        string kind, string id, string version, JsonObject body, string what, Func<JsonElement, bool> isThere,
        CancellationToken cancellationToken, string method = "PUT", string? to = null)
    {
        await azure.WriteAsync(method, to ?? id, version, Element(body), null, cancellationToken);
        if (isThere((await azure.ReadAsync(id, version, cancellationToken)).Body))
        {
            Kinds.Add(kind);
            _items.Add(new ForeignItem(id, what, isThere));
        }
    }

    private bool Chance() => _random.Next(2) == 0;

    /// <summary>What can be sent of what was read.</summary>
    private static JsonObject Sendable(JsonElement live)
    {
        var body = JsonNode.Parse(live.GetRawText()) as JsonObject ?? [];
        foreach (var name in new[] { "id", "name", "type", "systemData" })
        {
            body.Remove(name);
        }

        return body;
    }

    private static string TypeOf(string id) => ResourceId.Parse(id).Type;

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
