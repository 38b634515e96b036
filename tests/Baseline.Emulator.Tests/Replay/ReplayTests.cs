using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Replay;

/// <summary>
/// The emulator answers recorded requests as Azure answered them. The one conversation that is left out creates a
/// management group, which the emulator only reads.
/// </summary>
public sealed class ReplayTests
{
    private const string Group = $"/subscriptions/{World.Sub}/resourceGroups/clitest.rg000001";

    [Theory]
    [InlineData("diag settings CRUD on an NSG (azure-cli 2022-23)")]
    [InlineData("diag settings allLogs CRUD (ASO 2025)")]
    [InlineData("management policy lifecycle (azure-cli 2023-10)")]
    [InlineData("storage create LRO (ASO 2025-06-01)")]
    public void A_conversation_goes_as_recorded(string name)
    {
        var (world, recordings, seeds) = Open(name);
        if (name.StartsWith("management policy", StringComparison.Ordinal))
        {
            seeds.Add($"{Group}/providers/Microsoft.Storage/storageAccounts/clitest000002", "Microsoft.Storage/storageAccounts");
        }

        new Conversation(world, recordings).Run();
    }

    [Fact]
    public void The_settings_of_a_vault_go_as_recorded()
    {
        var (world, recordings, seeds) = Open("diag settings on a KEY VAULT (Java SDK 2023)");
        seeds.Body(recordings.FirstOrDefault(recording => recording.Method == "PUT")?.Answered);

        new Conversation(world, recordings).Run();
    }

    [Theory]
    [InlineData("subscription diag CRUD (azure-cli 2022)")]
    [InlineData("subscription diag: all-disabled setting vanishes (Java 2023)")]
    public void The_settings_of_a_subscription_go_as_recorded(string name)
    {
        var (world, recordings, seeds) = Open(name);
        var listed = recordings.SelectMany(recording => Values(recording.Answered));
        foreach (var setting in listed)
        {
            seeds.Body(setting);
        }

        new Conversation(world, recordings).Run();
    }

    [Fact]
    public void Pages_of_vaults_go_as_recorded()
    {
        var (world, recordings, seeds) = Open("vault paging with empty pages (c7n 2023)");
        foreach (var vault in recordings.SelectMany(recording => Values(recording.Answered)))
        {
            seeds.Body(vault);
        }

        world.Options = options => options with { LeadingEmptyPage = true, PageSize = 2 };

        new Conversation(world, recordings).Run();
    }

    [Fact]
    public void Keys_go_as_recorded()
    {
        var (world, recordings, _) = Open("vault keys over ARM (Go 2023)");

        new Conversation(world, recordings)
            .Before("kv-key-06", conversation => conversation.World.Send("DELETE", recordings[0].Target.Split('?')[0]))
            .Run();
    }

    [Fact]
    public void Encryption_with_the_system_identity_goes_as_recorded()
    {
        var (world, recordings, seeds) = Open("storage CMK with system-assigned identity (azure-cli 2023-11)");
        seeds.Body(recordings.Select(recording => recording.Answered).FirstOrDefault());
        SeedProtected(seeds, recordings.FirstOrDefault(recording => recording.File.Contains("kv-put"))?.Answered);
        SeedKeys(seeds, recordings);

        new Conversation(world, recordings).Run();
    }

    [Fact]
    public void Encryption_with_a_user_assigned_identity_goes_as_recorded()
    {
        var (world, recordings, seeds) = Open("storage CMK with user-assigned identity (azure-cli 2021-09)");
        var vault = $"{Group}/providers/Microsoft.KeyVault/vaults/clitest000002";
        seeds.Add(vault, "Microsoft.KeyVault/vaults", $$"""
            { "enablePurgeProtection": true, "enableSoftDelete": true, "vaultUri": "https://clitest000002.vault.azure.net/",
              "accessPolicies": [ {{Policy(World.Principal)}}, {{Policy("55555555-5555-5555-5555-555555555555")}} ] }
            """);
        seeds.Add(
            $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id000006",
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            $$"""{ "principalId": "{{World.Principal}}", "clientId": "{{World.Principal}}", "tenantId": "{{World.Tenant}}" }""");
        seeds.Body(SecondAccount(recordings.Select(recording => recording.Answered).FirstOrDefault(body => body is not null)));
        world.Options = options => options with { CreationPolls = 0 };
        SeedKeys(seeds, recordings);

        new Conversation(world, recordings)
            .Before("sa-patch-identity-sai-uai", conversation => AttachAgain(conversation.World))
            .Before("sa-patch-cmk-uai-to-sai", conversation => GrantSystemIdentity(conversation.World, vault))
            .Run();
    }

    [Fact]
    public void A_role_assignment_to_a_new_principal_goes_as_recorded()
    {
        var (world, recordings, _) = Open("role assignment: PrincipalNotFound until replication (ASO)");
        world.Options = options => options with { PropagationTries = 2 };

        new Conversation(world, recordings).Before("ra-put-400-principalnotfound.json", conversation =>
        {
            var group = recordings[0].Target.Split("/providers")[0];
            var made = ArmAssert.Ok(
                conversation.World.Send(
                    "PUT",
                    $"{group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1",
                    """{ "location": "westus2" }"""),
                201);
            conversation.Translate(
                PrincipalOf(recordings[0]), (string?)made["properties"]?["principalId"]);
        }).Run();
    }

    [Fact]
    public void Role_assignments_go_as_recorded()
    {
        var (world, recordings, seeds) = Open("role assignment CRUD (ASO)");
        seeds.Add(
            $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1",
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            $$"""{ "principalId": "{{recordings.Select(PrincipalOf).FirstOrDefault()}}" }""");

        new Conversation(world, recordings).Run();
    }

    [Fact]
    public void Identities_go_as_recorded()
    {
        var (world, recordings, seeds) = Open("identity CRUD");
        foreach (var deleted in recordings.Where(recording => recording is { Method: "DELETE", Status: 200 }))
        {
            seeds.Add(deleted.Target.Split('?')[0], "Microsoft.ManagedIdentity/userAssignedIdentities");
        }

        new Conversation(world, recordings).Run();
    }

    private static (World World, IReadOnlyList<Recording> Recordings, Seeds Seeds) Open(string name)
    {
        var world = new World();
        var seeds = new Seeds(world);
        var recordings = Recordings.Conversation(name);
        seeds.Around(recordings);
        return (world, recordings, seeds);
    }

    private static string? PrincipalOf(Recording recording) => (string?)recording.Sent?["properties"]?["principalId"];

    private static JsonArray Values(JsonNode? answered) =>
        answered is JsonObject body && body["value"] is JsonArray values ? values : [];

    private static string Policy(string principal) => $$"""
        { "tenantId": "{{World.Tenant}}", "objectId": "{{principal}}",
          "permissions": { "keys": [ "get", "wrapKey", "unwrapKey" ] } }
        """;

    // The conversation goes on with another account, which is like the first but for its identity and encryption.
    private static JsonObject? SecondAccount(JsonNode? first)
    {
        if (first?.DeepClone() is not JsonObject account || account["properties"] is not JsonObject properties)
        {
            return null;
        }

        account["id"] = $"{Group}/providers/Microsoft.Storage/storageAccounts/sa2000004";
        account["name"] = "sa2000004";
        account["identity"] = new JsonObject
        {
            ["type"] = "SystemAssigned",
            ["principalId"] = "55555555-5555-5555-5555-555555555555",
        };
        properties["encryption"] = new JsonObject
        {
            ["services"] = properties["encryption"]?["services"]?.DeepClone(),
            ["keySource"] = "Microsoft.Storage",
        };
        return account;
    }

    private static void AttachAgain(World world) => world.Send(
        "PATCH",
        $"{Group}/providers/Microsoft.Storage/storageAccounts/sa1000003",
        $$"""
        { "identity": { "type": "UserAssigned", "userAssignedIdentities": {
          "{{Group}}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id000006": {} } } }
        """);

    private static void GrantSystemIdentity(World world, string vault)
    {
        var account = world.Send("GET", $"{Group}/providers/Microsoft.Storage/storageAccounts/sa1000003");
        var principal = (string?)ArmAssert.Ok(account)["identity"]?["principalId"] ?? "";
        world.Send("PUT", $"{vault}/accessPolicies/add", $$"""{ "properties": { "accessPolicies": [ {{Policy(principal)}} ] } }""");
    }

    private static void SeedProtected(Seeds seeds, JsonNode? vault)
    {
        if (vault?.DeepClone() is JsonObject body && body["properties"] is JsonObject properties)
        {
            properties["enablePurgeProtection"] = true;
            seeds.Body(body);
        }
    }

    private static void SeedKeys(Seeds seeds, IReadOnlyList<Recording> recordings)
    {
        var uris = recordings
            .Select(recording => (recording.Answered as JsonObject)?["properties"]?["encryption"]?["keyvaultproperties"])
            .Select(key => (string?)key?["currentVersionedKeyIdentifier"])
            .OfType<string>()
            .Distinct();
        foreach (var uri in uris.Select(uri => new Uri(uri)))
        {
            var key = $"{Group}/providers/Microsoft.KeyVault/vaults/{uri.Host.Split('.')[0]}/keys/{uri.Segments[2].Trim('/')}";
            seeds.Add(key, "Microsoft.KeyVault/vaults/keys", $$"""
                { "kty": "RSA", "keySize": 2048, "attributes": { "enabled": true }, "keyUriWithVersion": "{{uri}}" }
                """);
        }
    }
}
