using Baseline.Cli.Tests.Faults;
using Baseline.Emulator;
using Baseline.TestKit;

namespace Baseline.Cli.Tests.Hostile;

/// <summary>
/// A folder with a document, and an emulated Azure that needs a setting, a lifecycle rule, a role, an identity and a key to be as
/// the document says.
/// </summary>
internal sealed class HostileFolder : IDisposable
{
    private const string Logs = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-logs/providers";

    private const string Document = $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: hostile }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365]
            manageLifecycle: true
            destination:
              storageAccounts: { westeurope: {{Logs}}/Microsoft.Storage/storageAccounts/stlogs }
          Monitor-006:
            keySource: Microsoft.Keyvault
            key: { vault: {{Logs}}/Microsoft.KeyVault/vaults/kv-log, name: log-key, version: latest }
            identity: { id: {{Logs}}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log }
            grant: auto

        """;

    private static readonly byte[] Seed = new EstateBuilder()
        .Subscription(EstateBuilder.DefaultSubscription)
        .Account("stlogs")
        .Account("stactivity").SubscriptionSetting("activity", storage: "stactivity")
        .Identity("id-log")
        .Vault("kv-log", group: "rg-logs").PurgeProtected().Setting("kv-log", "audit", storage: "stlogs")
        .Key("kv-log", "log-key")
        .Vault("kv-silent")
        .ToJson();

    public HostileFolder()
    {
        File.WriteAllText(Path.Combine(Root, "baseline.yaml"), Document);
        using var stream = new MemoryStream(Seed);
        Azure = ArmEmulator.Load(stream, new EmulatorOptions(new HastyClock()));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("baseline-hostile-").FullName;

    /// <summary>What answers rightly.</summary>
    public ArmEmulator Azure { get; }

    /// <summary>How many writes it was asked for.</summary>
    public int Writes => Azure.Log.Count(exchange => exchange.Method is "PUT" or "PATCH" or "DELETE");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
