using System.Text;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>
/// Whether an account keeps versions of what is deleted is asked of those where a lifecycle rule deletes logs, or may come to: once of
/// each, and of no others.
/// </summary>
public sealed class VersionReadTests
{
    private const string OfVaults = "KeyVault-004: { auditEvent: enabled, destination: { STORAGE }, manageLifecycle: true, retentionDays: ";
    private const string OfActivity = "Monitor-007: { categories: all, destination: { storageAccounts: { '*': ACCOUNTS/stact } }, manageLifecycle: true, retentionDays: ";
    private const string Activity = $"controls: {{ {OfActivity}[365] }} }}";
    private const string Protection = "LogStorage: { softDelete: { blobs: 7 } }";

    private static readonly ReadOptions[] Ways =
        [new(), new() { Inventory = Inventory.Graph }, new() { Batch = true }, new() { Inventory = Inventory.Auto, Batch = true }];

    /// <summary>What a document says, and the accounts that are asked.</summary>
    public static TheoryData<string, string> Documents => new()
    {
        { $"controls: {{ {OfVaults}[365] }} }}", "stnamed stpolicy sttwo stvault" },
        { $"controls: {{ {OfVaults}[90, 365] }} }}", "stnamed stpolicy sttwo stvault" },

        // Where a log may stay forever, or no rule may be written, an account without a policy is as good as it can be.
        { $"controls: {{ {OfVaults}[365, 0] }} }}", "stpolicy" },
        { $"controls: {{ {OfVaults}{{ atLeast: 365 }} }} }}", "stpolicy" },
        { $"controls: {{ {OfVaults}[365] }} }}".Replace("manageLifecycle: true, ", "", StringComparison.Ordinal), "stpolicy" },

        // Only what the document names counts.
        { $"controls: {{ {OfVaults}[365] }} }}".Replace("{ STORAGE", "{ accept: mapped, STORAGE", StringComparison.Ordinal), "stnamed stpolicy" },

        // What is excluded is never written to.
        { $"scope: {{ exclude: [{{ resource: ACCOUNTS/stvault }}] }}\ncontrols: {{ {OfVaults}[365] }} }}", "stnamed stpolicy sttwo" },

        // The day does not matter: an account is asked whether its exemption has ended or not.
        {
            "exemptions: [{ control: KeyVault-004, resource: ACCOUNTS/stvault, reason: Moves, owner: team, expires: 2026-11-01 }]\n"
                + $"controls: {{ {OfVaults}[365] }} }}",
            "stnamed stpolicy sttwo stvault"
        },
        { Activity, "stact" },
        { Activity.Replace("[365]", "[365, 0]", StringComparison.Ordinal), "" },
        { $"controls: {{ {OfVaults}[365] }}, {OfActivity}[365] }} }}", "stact stnamed stpolicy sttwo stvault" },

        // Asked for soft delete, they are not asked again.
        { $"controls: {{ {OfVaults}[365] }}, {Protection} }}", "stfrozen stnamed stpolicy sttwo stv1 stvault" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Accounts_that_a_rule_may_come_to_are_asked_once(string document, string accounts)
    {
        foreach (var way in Ways)
        {
            Assert.Equal(accounts, await AskedAsync(new Planner(ControlCatalogue.Product).RequestFor(Read(document)), way));
        }
    }

    [Fact]
    public async Task A_snapshot_has_the_versions_of_all_that_receive_logs() =>
        Assert.Equal("stact stfrozen stpolicy sttwo stv1 stvault", await AskedAsync(EstateRequest.Everything([Sub]), new ReadOptions()));

    [Fact]
    public async Task A_check_of_single_writes_asks_none() =>
        Assert.Equal("", await AskedAsync(WriteScope.RequestFor(ControlCatalogue.Product, Read(Activity), []), new ReadOptions()));

    /// <summary>The names of the accounts whose blob service was asked for, as often as it was.</summary>
    private static async Task<string> AskedAsync(EstateRequest request, ReadOptions way)
    {
        using var seed = new MemoryStream(Estate().ToJson());
        var clock = new ImpatientClock();
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(clock));
        using var connection = new ArmConnection(Options(new ArmEmulatorHandler(emulator), clock));
        await new ArmEstateReader(connection, "emulator", null, way).ReadAsync(request, TestContext.Current.CancellationToken);
        var names = emulator.Log
            .Where(sent => sent.Method == "GET" && sent.PathAndQuery.Contains("/blobServices/default?", StringComparison.OrdinalIgnoreCase))
            .Select(sent => sent.PathAndQuery.Split('/')[8]);
        return string.Join(' ', names.Order(StringComparer.Ordinal));
    }

    private static EstateBuilder Estate()
    {
        var estate = new EstateBuilder().Account("stnamed").Account("stact").Account("staside");
        foreach (var name in (string[])["stvault", "sttwo", "stpolicy", "stv1", "stfrozen"])
        {
            estate.Account(name);
            if (name == "stv1")
            {
                estate.With(body => body["kind"] = "Storage");
            }

            estate.Vault($"kv-{name}").Setting($"kv-{name}", "s", storage: name, null, "AuditEvent");
        }

        // Two vaults log to one account, and one to an account that is gone.
        return estate.Vault("kv-more").Setting("kv-more", "s", storage: "stvault", null, "AuditEvent")
            .Vault("kv-gone").Setting("kv-gone", "s", storage: "stgone", null, "AuditEvent")
            .Lifecycle("stpolicy", new LifecycleRule("backups", 30, "backups/"))
            .Lock("stfrozen")
            .SubscriptionSetting("s", "stact");
    }

    private static BaselineDocument Read(string text)
    {
        const string accounts = $"{SubPath}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts";
        var scope = text.StartsWith("scope:", StringComparison.Ordinal)
            ? text.Replace("scope: {", $"scope: {{ subscriptions: [{Sub}],", StringComparison.Ordinal)
            : $"scope: {{ subscriptions: [{Sub}] }}\n{text}";
        var whole = $"apiVersion: baseline/v1\nkind: Baseline\nmetadata: {{ name: one }}\n{scope}\n"
            .Replace("STORAGE", "storageAccounts: { westeurope: ACCOUNTS/stnamed }", StringComparison.Ordinal)
            .Replace("ACCOUNTS", accounts, StringComparison.Ordinal);
        var read = new BaselineReader(new OneFile(whole), ControlCatalogue.Product.All).Read("baseline.yaml");
        return read.Value ?? throw new InvalidOperationException(string.Join('\n', read.Diagnostics));
    }

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => Encoding.UTF8.GetBytes(text);
    }
}
