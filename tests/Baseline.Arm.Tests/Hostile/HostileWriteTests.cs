using Baseline.Applying;
using Baseline.Azure;
using Baseline.Findings;
using Baseline.Plans;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// Every kind of write with every kind of wrong answer, to the write itself or to the reads around it, in an apply and in an undo:
/// what is told as done holds, what others own is there afterwards, and a run without the wrong answers comes to the end that it
/// always has.
/// </summary>
public sealed class HostileWriteTests
{
    private const string ForeignRule = "finance-legal-hold";
    private const string Settings = "Microsoft.Insights/diagnosticSettings";
    private const string Policies = "Microsoft.Storage/storageAccounts/managementPolicies";
    private const string Accounts = "Microsoft.Storage/storageAccounts";
    private const string Vaults = "Microsoft.KeyVault/vaults";
    private const string AccessPolicies = "Microsoft.KeyVault/vaults/accessPolicies";
    private const string Roles = "Microsoft.Authorization/roleAssignments";

    private static readonly Dictionary<string, WriteKind> Kinds = new(StringComparer.Ordinal)
    {
        ["settings are written"] = new(Settings, "PUT", WrittenWorld.Settings, 0),
        ["a setting is restored"] = new(Settings, "PUT", WrittenWorld.Settings, 1),
        ["a created setting is deleted"] = new(Settings, "DELETE", WrittenWorld.Settings, 1),
        ["policies are written"] = new(Policies, "PUT", WrittenWorld.Settings, 0),
        ["a policy is restored"] = new(Policies, "PUT", WrittenWorld.Settings, 1),
        ["a created policy is deleted"] = new(Policies, "DELETE", WrittenWorld.Settings, 1),
        ["an identity is created"] = new("Microsoft.ManagedIdentity/userAssignedIdentities", "PUT", WrittenWorld.NewKey, 0),
        ["a vault is created"] = new(Vaults, "PUT", WrittenWorld.NewKey, 0),
        ["a vault is protected"] = new(Vaults, "PATCH", WrittenWorld.NewPolicy, 0),
        ["a key is created"] = new("Microsoft.KeyVault/vaults/keys", "PUT", WrittenWorld.NewKey, 0),
        ["a role is given"] = new(Roles, "PUT", WrittenWorld.NewKey, 0),
        ["a role is taken back"] = new(Roles, "DELETE", WrittenWorld.NewKey, 1),
        ["a role is given back"] = new(Roles, "PUT", WrittenWorld.NewKey, 2),
        ["access is given"] = new(AccessPolicies, "PUT add", WrittenWorld.NewPolicy, 0),
        ["access is taken back"] = new(AccessPolicies, "PUT remove", WrittenWorld.NewPolicy, 1),
        ["access is taken back beside that of others"] = new(AccessPolicies, "PUT replace", WrittenWorld.MorePolicy, 1),
        ["access is given back"] = new(AccessPolicies, "PUT add", WrittenWorld.NewPolicy, 2),
        ["an identity is attached"] = new(Accounts, "PATCH", WrittenWorld.NewKey, 0, "userAssignedIdentities"),
        ["an account is encrypted"] = new(Accounts, "PATCH", WrittenWorld.NewPolicy, 0, "keySource"),
        ["an account gets its old key back"] = new(Accounts, "PATCH", WrittenWorld.NewKey, 1, "keySource"),
    };

    public static TheoryData<string, WrongAnswer> KindsAndAnswers
    {
        get
        {
            var rows = new TheoryData<string, WrongAnswer>();
            foreach (var kind in Kinds.Keys)
            {
                foreach (var answer in Enum.GetValues<WrongAnswer>().Where(answer => answer != WrongAnswer.EndlessPages))
                {
                    rows.Add(kind, answer);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> Names => [.. Kinds.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(KindsAndAnswers))]
    public async Task A_write_that_is_answered_wrongly_is_told_as_it_is(string name, WrongAnswer wrong)
    {
        var kind = Kinds[name];
        await Task.WhenAll(CheckAsync(kind, wrong, kind.Is, takesEffect: true), CheckAsync(kind, wrong, kind.Is, takesEffect: false));
    }

    [Theory]
    [MemberData(nameof(KindsAndAnswers))]
    public async Task A_wrong_answer_to_the_reads_around_a_write_loses_nothing(string name, WrongAnswer wrong)
    {
        var kind = Kinds[name];
        await CheckAsync(kind, wrong, kind.IsReadBy, takesEffect: true);
    }

    /// <summary>The plan of a row makes a write of its kind, which Azure takes when it is honest.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_kind_of_write_is_made(string name)
    {
        var (start, plan) = await BeforeAsync(Kinds[name]);

        Assert.Contains(plan.Changes, Kinds[name].Is);
        var report = await WrittenWorld.ApplyAsync(start, plan, Token);
        Assert.True(report.Succeeded, string.Join('\n', report.Changes.Select(change => $"{change.Outcome} {change.Change.Method} {change.Change.Resource} {change.Detail}")));
    }

    /// <summary>
    /// Whatever a type accepts is among the kinds: what is written to each type, with every method and every verb, is either never
    /// sent or a row.
    /// </summary>
    [Fact]
    public async Task Every_write_that_a_type_accepts_is_among_the_kinds()
    {
        var written = new List<ArmWrite>();
        foreach (var kind in Kinds.Values)
        {
            var (_, plan) = await BeforeAsync(kind);
            written.AddRange(plan.Changes.Select(WriteKind.WriteOf));
        }

        var accepted = written.SelectMany(Variants).Where(write => ResourceTypes.WhyNeverSent(write) is null)
            .Select(write => (write.Type, WriteKind.NameOf(write.Type, write.Method, write.Resource))).Distinct().Order();

        Assert.Equal(accepted, Kinds.Values.Select(kind => (kind.Type, kind.Method)).Distinct().Order());
        Assert.Equal(ResourceTypes.All.Select(type => type.Name).Order(), Kinds.Values.Select(kind => kind.Type).Distinct().Order());
    }

    [Theory]
    [InlineData(WrongAnswer.HtmlNotFound)]
    [InlineData(WrongAnswer.EmptyNotFound)]
    [InlineData(WrongAnswer.InvalidResourceType)]
    [InlineData(WrongAnswer.EmptyObject)]
    public async Task Rules_of_others_survive_a_policy_that_is_hidden_from_plan_and_apply_alike(WrongAnswer wrong)
    {
        var emulator = HostileRun.Emulator();
        await using var server = new HostileServer(emulator, wrong, (method, path) => method == "GET" && IsPolicy(path));

        var plan = await HostileRun.PlanAsync(server.Address, Token);
        await HostileRun.ApplyAsync(server.Address, plan, Token);

        Assert.Contains(ForeignRule, System.Text.Encoding.UTF8.GetString(WrittenWorld.Save(emulator)), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Changes, change => IsPolicy(change.Resource));
        Assert.Contains(plan.Findings, finding => finding.State == ComplianceState.Unknown);
    }

    private static async Task CheckAsync(WriteKind kind, WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect)
    {
        var (emulator, plan) = await BeforeAsync(kind);
        var (before, runs) = await kind.World.BeforeAsync(kind.Undos);
        ApplyReport report;
        await using (var server = new HostileServer(emulator, wrong, isAttacked, takesEffect))
        {
            report = await HostileRun.ApplyAsync(server.Address, plan, Token);
            Assert.True(server.Attacked > 0, "Nothing was answered wrongly.");
        }

        Kept(kind.World, before, emulator);
        var left = await kind.World.PlanAsync(emulator, runs, Token);
        var open = left.Changes.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(
            report.Changes.Where(change => change.Outcome is ChangeOutcome.Applied or ChangeOutcome.AlreadyDone),
            change => Assert.DoesNotContain(Text(change.Change), open));
        Assert.False(report.Succeeded && left.Changes.Count > 0, "It is told as done, and is not.");
        await WrittenWorld.ApplyAsync(emulator, left, Token);
        Assert.Empty((await kind.World.PlanAsync(emulator, runs, Token)).Changes);
        Kept(kind.World, before, emulator);
    }

    private static async Task<(Emulator.ArmEmulator Emulator, Plan Plan)> BeforeAsync(WriteKind kind)
    {
        var (estate, runs) = await kind.World.BeforeAsync(kind.Undos);
        var emulator = WrittenWorld.Load(estate);
        return (emulator, await kind.World.PlanAsync(emulator, runs, Token));
    }

    private static void Kept(WrittenWorld world, byte[] before, Emulator.ArmEmulator after)
    {
        foreach (var ((mark, count), (_, now)) in world.OfOthers(before).Zip(world.OfOthers(WrittenWorld.Save(after))))
        {
            Assert.True(count > 0, $"Nobody has {mark}.");
            Assert.True(now >= count, $"{mark} is lost.");
        }
    }

    private static IEnumerable<ArmWrite> Variants(ArmWrite write) =>
        from method in (string[])["PUT", "PATCH", "POST", "DELETE"]
        from resource in Resources(write)
        from body in (System.Text.Json.JsonElement[])[write.Body, default]
        where ResourceTypes.Find(write.Type)?.ApiVersion == write.ApiVersion
        select write with { Method = method, Resource = resource, Body = body };

    private static IEnumerable<string> Resources(ArmWrite write) => write.Type == AccessPolicies
        ? ((string[])["add", "remove", "replace", "merge"]).Select(verb => $"{write.Resource[..write.Resource.LastIndexOf('/')]}/{verb}")
        : [write.Resource];

    private static bool IsPolicy(string path) => path.Contains("/managementPolicies/", StringComparison.OrdinalIgnoreCase);

    private static string Text(Change change) => $"{change.Method} {change.Resource} {change.Body}";
}
