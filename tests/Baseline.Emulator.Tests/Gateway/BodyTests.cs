using Xunit;

namespace Baseline.Emulator.Tests.Gateway;

/// <summary>Azure reads the names of members in any letter case and prints them in its own.</summary>
public sealed class BodyTests
{
    private const string Setting = $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings/s";

    public static TheoryData<string, string, string> Writes => new()
    {
        {
            "PUT",
            Setting,
            $$"""
            { "properties": { "storageAccountId": "{{World.Account}}", "metrics": [],
              "logs": [ { "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": false, "days": 0 } } ] } }
            """
        },
        {
            "PATCH",
            World.Vault,
            """
            { "properties": { "enablePurgeProtection": true, "networkAcls": { "bypass": "None", "defaultAction": "Deny" } } }
            """
        },
        {
            "PUT",
            $"{World.Vault}/accessPolicies/add",
            $$"""
            { "properties": { "accessPolicies": [ { "tenantId": "{{World.Tenant}}", "objectId": "{{World.Principal}}",
              "permissions": { "keys": [ "get" ] } } ] } }
            """
        },
        {
            "PUT",
            $"{World.Vault}/keys/k",
            """
            { "properties": { "kty": "RSA", "keySize": 3072, "keyOps": [ "wrapKey" ], "attributes": { "enabled": false } } }
            """
        },
        {
            "PATCH",
            World.Account,
            """{ "identity": { "type": "SystemAssigned" }, "properties": { "minimumTlsVersion": "TLS1_2" } }"""
        },
        {
            "PUT",
            $"{World.Account}/managementPolicies/default",
            """
            { "properties": { "policy": { "rules": [ { "name": "a", "type": "Lifecycle",
              "definition": { "filters": { "blobTypes": [ "appendBlob" ], "prefixMatch": [ "logs" ] },
                "actions": { "baseBlob": { "delete": { "daysAfterModificationGreaterThan": 9 } } } } } ] } } }
            """
        },
        { "PUT", World.IdentityPath, """{ "location": "westeurope", "properties": { "isolationScope": "Regional" } }""" },
        { "PUT", $"{World.Vault}/providers/Microsoft.Authorization/locks/l", """{ "properties": { "level": "CanNotDelete" } }""" },
        { "PUT", $"/subscriptions/{World.Sub}/resourceGroups/rg-new", """{ "location": "westeurope" }""" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public void Names_in_any_letter_case_mean_the_same(string method, string target, string body)
    {
        static string Answered(string method, string target, string body) =>
            new World().WithVault().WithAccount().Send(method, target, body).Text;

        var usual = Answered(method, target, body);

        Assert.DoesNotContain("\"error\"", usual, StringComparison.Ordinal);
        Assert.Equal(usual, Answered(method, target, Respelled(body, name => name.ToUpperInvariant())));
        Assert.Equal(usual, Answered(method, target, Respelled(body, name => char.ToUpperInvariant(name[0]) + name[1..])));
        Assert.Equal(usual, Answered(method, target, Respelled(body, name => name.ToLowerInvariant())));
    }

    [Fact]
    public void Tags_and_ids_in_a_map_keep_their_spelling()
    {
        var world = new World().WithAccount().WithIdentity();

        var patched = ArmAssert.Ok(world.Send("PATCH", World.Account, $$"""
            { "Tags": { "Name": "x", "LOCATION": "y" },
              "Identity": { "Type": "UserAssigned", "UserAssignedIdentities": { "{{World.IdentityPath}}": {} } } }
            """));

        Assert.Equal("""{"Name":"x","LOCATION":"y"}""", patched["tags"]?.ToJsonString());
        Assert.NotNull(patched["identity"]?["userAssignedIdentities"]?[World.IdentityPath]);
    }

    [Theory]
    [InlineData("""{ "tags": {}, "tags": {} }""")]
    [InlineData("""{ "tags": {}, "Tags": {} }""")]
    [InlineData("""{ "properties": { "accessPolicies": [ { "objectId": "a", "ObjectId": "b" } ] } }""")]
    public void A_member_that_stands_twice_is_refused(string body) =>
        ArmAssert.Wrapped(new World().WithVault().Send("PATCH", World.Vault, body), 400, "InvalidRequestContent");

    // Names stand before a colon; no value of these bodies does.
    private static string Respelled(string body, Func<string, string> spell) => System.Text.RegularExpressions.Regex.Replace(
        body, "\"([A-Za-z]+)\"(?= *:)", match => $"\"{spell(match.Groups[1].Value)}\"");
}
