using System.Text;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.TestKit;
using Baseline.TestKit.Loopback;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>An estate with everything that the tool reads and writes, and the tool over a socket, with short bounds.</summary>
internal static class HostileRun
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Logs = $"{Subscription}/resourceGroups/rg-logs/providers";

    private static readonly DateOnly Today = new(2026, 11, 22);

    private const string Groups = "managementGroups: [corp]";

    private const string Yaml = $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: hostile }
        scope:
          {{Groups}}
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365]
            manageLifecycle: true
            destination:
              accept: storageAccount
              storageAccounts: { westeurope: {{Logs}}/Microsoft.Storage/storageAccounts/stlogs }
          Monitor-006:
            keySource: Microsoft.Keyvault
            key:
              vault: {{Logs}}/Microsoft.KeyVault/vaults/kv-log
              name: log-key
              version: latest
              create: { type: RSA, size: 2048 }
            identity:
              id: {{Logs}}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log
              create: { location: westeurope }
            grant: auto
            irreversible: [purgeProtection]
        """;

    /// <summary>The document over a management group.</summary>
    public static BaselineDocument OfGroup { get; } = Read(Yaml);

    /// <summary>The same over the whole tenant.</summary>
    public static BaselineDocument OfTenant { get; } = Read(Yaml.Replace(Groups, "tenant: true", StringComparison.Ordinal));

    /// <summary>The emulator with the estate.</summary>
    public static ArmEmulator Emulator()
    {
        using var stream = new MemoryStream(Seed());
        return ArmEmulator.Load(stream, new EmulatorOptions(new ImpatientClock()));
    }

    /// <summary>Reads and plans over a socket.</summary>
    public static async Task<Plan> PlanAsync(
        Uri endpoint, CancellationToken cancellationToken, bool batch = false, BaselineDocument? document = null)
    {
        var wanted = document ?? OfGroup;
        using var connection = Connect(endpoint);
        var reader = new ArmEstateReader(connection, "azure", null, new ReadOptions { Inventory = Inventory.Auto, Batch = batch });
        return new Planner(ControlCatalogue.Product).Plan(wanted, await reader.ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(wanted), cancellationToken), Today);
    }

    /// <summary>Carries out a plan over a socket.</summary>
    public static async Task<ApplyReport> ApplyAsync(Uri endpoint, Plan plan, CancellationToken cancellationToken)
    {
        using var connection = Connect(endpoint);
        return await ApplyAsync(connection, plan, Stream.Null, cancellationToken);
    }

    /// <summary>Carries out a plan.</summary>
    public static async Task<ApplyReport> ApplyAsync(ArmConnection connection, Plan plan, Stream record, CancellationToken cancellationToken)
    {
        var clock = connection.Options.Clock;
        var journal = new RunJournal(record, clock);
        journal.Begin(plan, PlanFile.DigestOf(plan), overLimits: null);
        return await new Applier(ControlCatalogue.Product.Types, new ArmChangeWriter(connection), journal, ApplyPace.InMemory, clock).ApplyAsync(plan, new SilentObserver(), cancellationToken);
    }

    /// <summary>A way to what answers at an address, with short bounds.</summary>
    public static ArmConnection Connect(Uri endpoint) => new(new ArmOptions
    {
        Cloud = ArmCloud.Custom(endpoint),
        Clock = new ImpatientClock(),
        NetworkTimeout = TimeSpan.FromMilliseconds(400),
        MaxRetries = 1,
        PollInterval = TimeSpan.FromSeconds(30),
        MaxAnswerBytes = HostileServer.HugeBytes,
        MaxPages = 20,
        MaxIdlePages = 5,
    });

    private static byte[] Seed() => new EstateBuilder()
        .Subscription(EstateBuilder.DefaultSubscription, "Payments", "corp")
        .Account("stlogs").Lifecycle("stlogs", new LifecycleRule("finance-legal-hold", 30, "finance"))
        .Account("stgood").Lifecycle("stgood", new LifecycleRule("keep", 365))
        .Account("stshort").Lifecycle("stshort", new LifecycleRule("short", 30))
        .Account("stactivity")
        .Account("stgroup").CustomerKey("kv-log", "group-key", "id-log")
        .Identity("id-log")
        .Vault("kv-log", group: "rg-logs").PurgeProtected()
        .Key("kv-log", "group-key")
        .Key("kv-log", "log-key")
        .Vault("kv-kept").Setting("kv-kept", "audit", storage: "stlogs")
        .Vault("kv-good").Setting("kv-good", "audit", storage: "stgood")
        .Vault("kv-short").Setting("kv-short", "audit", storage: "stshort")
        .Vault("kv-silent")
        .SubscriptionSetting("activity", storage: "stactivity")
        .ManagementGroupSetting("corp", "group", storage: "stgroup")
        .ToJson();

    /// <summary>A document, from its text.</summary>
    public static BaselineDocument Read(string yaml)
    {
        var result = new BaselineReader(new OneFile(yaml), ControlCatalogue.Product.All).Read("baseline.yaml");
        return result.Value ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => Encoding.UTF8.GetBytes(text);
    }
}
