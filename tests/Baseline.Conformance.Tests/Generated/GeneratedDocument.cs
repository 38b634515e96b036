using System.Text.Json.Nodes;
using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>Valid documents with any of the controls' options.</summary>
internal static class GeneratedDocument
{
    public static readonly Gen<JsonObject> Any =
        from scope in Scope
        from keyVault in KeyVault004
        from monitor in Monitor006
        from which in Gen.Int[0, 5]
        from exemptions in Exemption.Array[0, 2]
        select Document(scope, which == 0 ? null : keyVault, which == 1 ? null : monitor, exemptions);

    private static Gen<JsonObject> Scope =>
        from kind in Gen.Int[0, 3]
        from exclude in Pick.From<string?>(null, null, """{ "resourceGroup": "rg-sandbox-*" }""", """{ "tag": "environment=sandbox" }""")
        select WithExclusion(
            kind switch
            {
                0 => Json("""{ "tenant": true }"""),
                1 => Json($$"""{ "managementGroups": ["{{Names.Group}}"] }"""),
                2 => Json($$"""{ "subscriptions": ["{{Names.One}}"] }"""),
                _ => Json($$"""{ "subscriptions": ["{{Names.One}}", "{{Names.Two}}"] }"""),
            },
            exclude);

    private static Gen<JsonObject> KeyVault004 =>
        from retention in Pick.From("[365, 0]", "[365]", "[0]", "[90, 365]", "[365, 90, 0]")
        from accept in Pick.From(
            "\"storageAccount\"", "\"storageAccount\"", "\"mapped\"", "\"any\"", "\"any\"", "[\"workspace\", \"storageAccount\"]")
        from workspace in Pick.From<string?>(null, null, "law-0", "law-1", "law-gone")
        from west in Gen.Int[0, 4]
        from north in Gen.Bool
        from manage in Gen.Bool
        from deep in Gen.Int[0, 3]
        select Json($$"""
            {
              "auditEvent": "enabled", "retentionDays": {{retention}}, "manageLifecycle": {{Word(manage)}}, "deep": {{Word(deep == 0)}},
              "destination": {
                "accept": {{accept}}{{(accept == "\"storageAccount\"" || workspace is null ? "" : $", \"workspace\": \"{Names.WorkspaceId(workspace)}\"")}},
                "storageAccounts": { {{Regions(west > 0 || accept == "\"mapped\"", north)}} }
              }
            }
            """);

    private static Gen<JsonObject> Monitor006 =>
        from hasKey in Gen.Int[0, 4]
        from createVault in Pick.From<string?>(null, "rbac", "accessPolicy")
        from size in Pick.From<int?>(null, 2048, 3072)
        from pinned in Gen.Int[0, 4]
        from hasIdentity in Gen.Int[0, 4]
        from createsIdentity in Gen.Bool
        from grant in Pick.From("auto", "auto", "none")
        from consents in Gen.Int[0, 3]
        from required in Gen.Bool
        from account in Pick.From<string?>(null, Names.Accounts[0], Names.Accounts[2])
        from deep in Gen.Int[0, 3]
        select Monitor(hasKey > 0, createVault, size, pinned == 0, hasIdentity > 0, createsIdentity, grant, consents > 0, required, account, deep == 0);

    /// <summary>
    /// Monitor-007 for a document, with the account that Monitor-006 exports to where it names one; null for none.
    /// </summary>
    public static Gen<JsonObject?> Monitor007(JsonObject document) =>
        from isThere in Gen.Bool
        from categories in Pick.From(
            "\"all\"", "[\"Administrative\", \"Alert\", \"Policy\", \"Security\"]", "[\"Administrative\", \"Policy\"]")
        from accept in Pick.From("\"storageAccount\"", "\"mapped\"", "\"any\"", "[\"workspace\", \"storageAccount\"]")
        from retention in Pick.From<string?>(null, null, "[365, 0]", "{ \"atLeast\": 90 }")
        from groups in Pick.From("ignore", "count")
        from own in Pick.From<string?>(null, Names.Accounts[0], Names.Accounts[2])
        from workspace in Pick.From<string?>(null, "law-0", "law-1", "law-gone")
        let account = document["controls"]?["Monitor-006"]?["export"]?["storageAccount"]?.ToString()
            ?? (own is null ? null : Names.AccountId(own))

        // Each control plans by itself: where both may choose, the export of one can spare the other its change.
        let isRequired = document["controls"]?["Monitor-006"]?["export"]?["required"]?.GetValue<bool>() == true
        select !isThere ? null
            : isRequired ? ActivityLog(categories, "\"mapped\"", retention, groups, account, workspace: null)
            : ActivityLog(categories, accept, retention, groups, account, workspace);

    private static JsonObject ActivityLog(
        string categories, string accept, string? retention, string groups, string? account, string? workspace)
    {
        var control = Json($$"""
            { "categories": {{categories}}, "managementGroups": "{{groups}}", "destination": { "accept": {{accept}} } }
            """);
        if (retention is not null)
        {
            // Where only a number of days is accepted, a rule of the control's own gives it.
            var manages = groups == "ignore";
            control["retentionDays"] = JsonNode.Parse(manages ? retention.Replace(", 0", "", StringComparison.Ordinal) : retention);
            control["manageLifecycle"] = manages;
        }

        var destination = control["destination"]?.AsObject() ?? [];
        if (account is not null || accept == "\"mapped\"")
        {
            destination["storageAccounts"] = new JsonObject { ["*"] = account ?? Names.AccountId(Names.Accounts[0]) };
        }

        if (workspace is not null && accept != "\"storageAccount\"")
        {
            destination["workspace"] = Names.WorkspaceId(workspace);
        }

        return control;
    }

    private static Gen<JsonObject> Exemption =>
        from control in Pick.From("KeyVault-004", "KeyVault-004", "Monitor-006")
        from name in Pick.From([.. Names.Vaults, "kv-*"])
        from account in Pick.From(Names.Accounts)
        from expires in Pick.From("2026-11-21", "2026-11-22", "2026-12-01", "2027-06-30")
        select Json($$"""
            {
              "control": "{{control}}", "reason": "Moves away", "owner": "team", "expires": "{{expires}}",
              "resource": "{{(control == "Monitor-006" ? Names.AccountId(account) : Names.VaultId(Names.One, name))}}"
            }
            """);

    private static JsonObject Document(JsonObject scope, JsonObject? keyVault, JsonObject? monitor, JsonObject[] exemptions)
    {
        var controls = new JsonObject();
        if (keyVault is not null)
        {
            controls["KeyVault-004"] = keyVault;
        }

        if (monitor is not null)
        {
            controls["Monitor-006"] = monitor;
        }

        return new JsonObject
        {
            ["apiVersion"] = "baseline/v1",
            ["kind"] = "Baseline",
            ["metadata"] = new JsonObject { ["name"] = "generated" },
            ["scope"] = scope,
            ["controls"] = controls,
            ["exemptions"] = new JsonArray([.. exemptions.DistinctBy(exemption => $"{exemption["control"]}{exemption["resource"]}")]),
        };
    }

    private static JsonObject Monitor(
        bool hasKey, string? createVault, int? size, bool pinned, bool hasIdentity, bool createsIdentity,
        string grant, bool consents, bool required, string? account, bool deep)
    {
        var export = new JsonObject { ["required"] = required && account is not null };
        if (account is not null)
        {
            export["storageAccount"] = Names.AccountId(account);
        }

        var monitor = new JsonObject
        {
            ["keySource"] = "Microsoft.Keyvault",
            ["export"] = export,
            ["grant"] = grant,
            ["deep"] = deep,
            ["irreversible"] = consents ? new JsonArray("purgeProtection") : [],
        };
        if (hasKey)
        {
            var key = new JsonObject { ["vault"] = Names.KeyVaultId, ["name"] = Names.Key, ["version"] = "latest", ["pinned"] = pinned };
            if (createVault is not null && consents)
            {
                key["createVault"] = new JsonObject { ["location"] = "westeurope", ["sku"] = "standard", ["authorization"] = createVault };
            }

            if (size is { } bits)
            {
                key["create"] = new JsonObject { ["type"] = "RSA", ["size"] = bits };
            }

            monitor["key"] = key;
        }

        if (hasIdentity)
        {
            var identity = new JsonObject { ["id"] = Names.IdentityId };
            if (createsIdentity)
            {
                identity["create"] = new JsonObject { ["location"] = "westeurope" };
            }

            monitor["identity"] = identity;
        }

        return monitor;
    }

    private static JsonObject WithExclusion(JsonObject scope, string? exclude)
    {
        if (exclude is not null)
        {
            scope["exclude"] = new JsonArray(JsonNode.Parse(exclude));
        }

        return scope;
    }

    private static string Regions(bool west, bool north) => string.Join(", ", new[]
    {
        west ? $"\"westeurope\": \"{Names.AccountId(Names.Accounts[0])}\"" : "",
        north ? $"\"northeurope\": \"{Names.AccountId(Names.Accounts[1])}\"" : "",
    }.Where(entry => entry.Length > 0));

    private static string Word(bool value) => value ? "true" : "false";

    private static JsonObject Json(string text) =>
        JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("A part of a document is an object.");
}
