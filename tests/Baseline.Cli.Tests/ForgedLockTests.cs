using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>
/// What nobody can take back is sent only as the document asks for it, whatever a saved plan says of itself: also where it says that it
/// undoes a run, or was made from another policy.
/// </summary>
public sealed class ForgedLockTests : IDisposable
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Account = $"{Subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs";
    private const string Containers = $"{Account}/blobServices/default/containers";
    private const string Logs = "insights-activity-logs";
    private const string Days = "immutabilityPeriodSinceCreationInDays";

    private const string Document = """
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: locks }
        scope: { subscriptions: [11111111-1111-1111-1111-111111111111] }
        controls:
          Monitor-007: { categories: [Policy], destination: { accept: storageAccount } }
          LogStorage: { immutability: { containers: logs, days: 365, locked: true }, irreversible: [immutabilityLock] }
        """;

    private readonly Workspace _workspace = new();

    /// <summary>The container, its days, and how a plan for the logs at 365 days is altered; and what is said of it.</summary>
    [Theory]
    [InlineData(Logs, 400, "Unlocked", "lock", false, "It locks only a policy of the 365 days that the document asks for, and this one has 400.")]
    [InlineData(Logs, 400, "Unlocked", "lock", true, "It locks only a policy of the 365 days that the document asks for, and this one has 400.")]
    [InlineData("customer-data", 365, "Unlocked", "lock", false, "It writes policies only of containers of logs")]
    [InlineData("customer-data", 365, "Unlocked", "lock", true, "It writes policies only of containers of logs")]
    [InlineData(Logs, 365, "Locked", "extend", false, "The document asks for 365 days, and these are more.")]
    [InlineData(Logs, 365, "Locked", "extend", true, "The document asks for 365 days, and these are more.")]
    public async Task Nothing_is_locked_or_extended_but_as_the_document_asks(
        string container, int days, string state, string action, bool asUndo, string why)
    {
        File.WriteAllText(_workspace.At("baseline.yaml"), Document);
        File.WriteAllText(_workspace.At("estate.json"), Estate(Logs, 365, "Unlocked"));
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        var plan = PlanFile.Read(File.ReadAllBytes(_workspace.At("plan.json")), "plan.json").Value
            ?? throw new InvalidOperationException("The plan can't be read.");
        var estate = Estate(container, days, state);
        File.WriteAllText(_workspace.At("estate.json"), estate);
        File.WriteAllBytes(_workspace.At("plan.json"), PlanFile.Write(Forged(plan, container, days, state, action, asUndo)));

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error BL5105: Not a change of baseline", ran.Error, StringComparison.Ordinal);
        Assert.Contains(why, ran.Error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(estate, _workspace.Read("estate.json"));
    }

    /// <summary>An account in scope to which nothing exports logs, and a container of another log than the account receives.</summary>
    [Theory]
    [InlineData("stlogs", "insights-logs-auditevent")]
    [InlineData("stother", Logs)]
    public async Task Nothing_is_locked_that_receives_no_logs(string account, string container)
    {
        File.WriteAllText(_workspace.At("baseline.yaml"), Document);
        File.WriteAllText(_workspace.At("estate.json"), Estate(Logs, 365, "Unlocked"));
        await _workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");
        var plan = PlanFile.Read(File.ReadAllBytes(_workspace.At("plan.json")), "plan.json").Value
            ?? throw new InvalidOperationException("The plan can't be read.");
        var estate = Estate(container, 365, "Unlocked", account);
        File.WriteAllText(_workspace.At("estate.json"), estate);
        var forged = Forged(plan, container, 365, "Unlocked", "lock", asUndo: false);
        var elsewhere = forged.Changes.Select(change => change with
        {
            Resource = change.Resource.Replace("stlogs", account, StringComparison.Ordinal),
        });
        File.WriteAllBytes(_workspace.At("plan.json"), PlanFile.Write(forged with { Changes = [.. elsewhere] }));

        var ran = await _workspace.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains("error BL5107: Not to be changed any more", ran.Error, StringComparison.Ordinal);
        Assert.Contains(
            "nothing that the document accepts exports logs there",
            ran.Error.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(estate, _workspace.Read("estate.json"));
    }

    public void Dispose() => _workspace.Dispose();

    private static Plan Forged(Plan plan, string container, int days, string state, string action, bool asUndo)
    {
        var live = JsonSerializer.SerializeToElement(new JsonObject { ["properties"] = Policy(days, state) });
        var honest = Assert.Single(plan.Changes);
        var altered = honest with
        {
            Resource = $"{Containers}/{container}/immutabilityPolicies/default/{action}",
            Body = action == "extend"
                ? JsonSerializer.SerializeToElement(new JsonObject { ["properties"] = new JsonObject { [Days] = 146000 } })
                : honest.Body,
            Because = asUndo ? [.. honest.Because.Select(cause => cause with { Control = "undo" })] : honest.Because,
        };
        altered = altered with
        {
            Properties = new ResourceNormalizer(ControlCatalogue.Product.Types).Shown(altered, live),
            Precondition = Precondition.Digest(altered, live, ControlCatalogue.Product.Types),
        };
        return plan with
        {
            Changes = [altered],
            Estate = asUndo ? new PlanEstate(Plan.UndoSource, null) : plan.Estate,
            Findings = asUndo ? [] : plan.Findings,
            Judged = asUndo ? 0 : plan.Judged,
        };
    }

    private static JsonObject Policy(int days, string state) =>
        new() { [Days] = days, ["state"] = state, ["allowProtectedAppendWrites"] = true };

    /// <summary>The activity log is exported to stlogs, and an account has a container with a policy.</summary>
    private static string Estate(string container, int days, string state, string account = "stlogs") => new JsonObject
    {
        ["formatVersion"] = "1.0",
        ["source"] = "azure",
        ["subscriptions"] = new JsonArray(new JsonObject
        {
            ["id"] = Subscription.Split('/')[^1],
            ["displayName"] = "production",
            ["state"] = "Enabled",
            ["managementGroups"] = new JsonArray(),
        }),
        ["resources"] = new JsonArray(
            new JsonObject
            {
                ["id"] = $"{Subscription}/providers/Microsoft.Insights/diagnosticSettings/audit",
                ["type"] = TypeNames.DiagnosticSetting,
                ["properties"] = new JsonObject
                {
                    ["storageAccountId"] = Account,
                    ["logs"] = new JsonArray(new JsonObject { ["category"] = "Policy", ["enabled"] = true }),
                },
            },
            StorageAccount(Account),
            StorageAccount(Account.Replace("stlogs", "stother", StringComparison.Ordinal)),
            new JsonObject
            {
                ["id"] = $"{Containers}/{container}".Replace("stlogs", account, StringComparison.Ordinal),
                ["type"] = TypeNames.BlobContainer,
                ["properties"] = new JsonObject
                {
                    ["hasImmutabilityPolicy"] = true,
                    ["immutabilityPolicy"] = new JsonObject { ["etag"] = "\"1\"", ["properties"] = Policy(days, state) },
                },
            }),
    }.ToJsonString();

    private static JsonObject StorageAccount(string id) => new()
    {
        ["id"] = id,
        ["type"] = TypeNames.StorageAccount,
        ["location"] = "westeurope",
        ["kind"] = "StorageV2",
        ["sku"] = new JsonObject { ["name"] = "Standard_LRS", ["tier"] = "Standard" },
        ["properties"] = new JsonObject(),
    };
}
