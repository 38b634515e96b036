using System.Text;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>What holds of every part of every document over every estate: nothing outside of it is judged or written.</summary>
public sealed partial class PartTests
{
    private const string Exporting = "Monitor-007";

    private static readonly int[] Counts = [1, 2, 3, 7];

    private static readonly Planner Planner = new(ControlCatalogue.Product);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Any worlds, and from -1 down those in which everything is written.</summary>
    public static TheoryData<int> Worlds => [.. Enumerable.Range(1, World.Count), .. Enumerable.Range(1, ChainedWorld.Count).Select(number => -number)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_part_has_the_verdicts_of_the_whole_and_no_others(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var whole = await azure.PlanAsync(Cancel);
        foreach (var only in PartsOf(whole, world.Estate))
        {
            var before = azure.Requests.Count;
            var part = await azure.PlanAsync(new Selection { Only = only }, Cancel);

            Assert.True(part is not null, $"{only}\n{PlanText.Of(whole)}");
            var judged = Follows(only, world) ? whole : await WithoutAsync(Exporting, world);
            var wanted = judged.Findings.Where(finding => only.Matches(FindingSubject.Of(finding, world.Estate))).Select(Verdict);
            Assert.Equal(wanted, part.Findings.Select(Verdict));
            AssertServes(part, whole, only);
            AssertReadsLittle(azure, before, only, world);
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task After_an_apply_the_same_part_is_empty(int number)
    {
        var world = Numbered(number);
        using var first = new EmulatedAzure(world);
        foreach (var only in PartsOf(await first.PlanAsync(Cancel), world.Estate))
        {
            using var azure = new EmulatedAzure(world);
            var selection = new Selection { Only = only };
            var plan = Assert.IsType<Plan>(await azure.PlanAsync(selection, Cancel));

            var report = await azure.ApplyAsync(plan, Cancel);
            var second = Assert.IsType<Plan>(await azure.PlanAsync(selection, Cancel));

            Assert.True(report.Succeeded, $"{only}\n{PlanText.Of(plan)}");
            Assert.True(second.IsEmpty, $"{only}\n{PlanText.Of(plan)}\nThe second plan:\n{PlanText.Of(second)}");
            var written = azure.Requests.Where(request => request.Method is "PUT" or "PATCH" or "DELETE")
                .Select(request => ResourceId.Parse(request.PathAndQuery.Split('?')[0]));
            var planned = plan.Changes.Select(change => change.Resource.Split("/${")[0]).ToList();
            Assert.All(written, id => Assert.Contains(planned, target => id.Text.StartsWith(target, StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Slice after slice, until nothing is left: then all is as after one apply of the whole.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task The_first_changes_and_again_the_first_of_the_rest_are_all(int number)
    {
        var world = Numbered(number);
        using var whole = new EmulatedAzure(world);
        var all = await whole.PlanAsync(Cancel);
        await whole.ApplyAsync(all, Cancel);
        using var azure = new EmulatedAzure(world);
        var most = 1 + (Math.Abs(number) % 4);
        for (var turn = 0; turn <= all.Changes.Count; turn++)
        {
            var slice = Assert.IsType<Plan>(await azure.PlanAsync(new Selection { MaxChanges = most }, Cancel));
            var size = Assert.IsType<PlanSlice>(slice.Part?.Slice);
            Assert.True(turn > 0 || slice.Changes.Count + size.Left == all.Changes.Count, PlanText.Of(slice));
            Assert.True(slice.Changes.Count <= most || IsOneChain(slice), PlanText.Of(slice));
            Assert.True(!slice.IsEmpty || size.Left == 0, "Something is left, and nothing of it is planned.");
            if (slice.IsEmpty)
            {
                break;
            }

            Assert.True((await azure.ApplyAsync(slice, Cancel)).Succeeded, PlanText.Of(slice));
        }

        Assert.True((await azure.PlanAsync(Cancel)).IsEmpty, PlanText.Of(all));
        Assert.Equal(whole.Resources().Keys.Order(StringComparer.OrdinalIgnoreCase), azure.Resources().Keys.Order(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Every kind of condition is tried, each alone and two together.</summary>
    [Fact]
    public void Every_kind_of_condition_is_among_them()
    {
        var kinds = Worlds.Select(row => Numbered(row.Data))
            .SelectMany(world => PartsOf(Planner.Plan(world.Document, world.Estate, world.Today), world.Estate))
            .SelectMany(part => part.All)
            .Select(selector => selector.Kind)
            .ToHashSet();

        Assert.Equal(Enum.GetValues<SelectorKind>(), kinds.Order());
    }

    /// <summary>All shards of one estate together are the plan of it, byte for byte.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public void Shards_are_the_whole_once_they_are_merged(int number)
    {
        var world = Numbered(number);
        var whole = Planner.Plan(world.Document, world.Estate, world.Today);
        foreach (var count in Counts)
        {
            var plan = Merged(world, [.. Enumerable.Range(1, count).Select(index =>
                Assert.IsType<Plan>(Planner.Plan(world.Document, world.Estate, world.Today, new Selection { Shard = new Shard(index, count) }).Value))]);

            Assert.Equal(Encoding.UTF8.GetString(PlanFile.Write(whole)), Encoding.UTF8.GetString(PlanFile.Write(plan)));
        }
    }

    /// <summary>
    /// A shard that is read by itself does not know that another subscription's log reaches an account already: its change may wait
    /// for one more. And it can't say that an exemption matches nothing.
    /// </summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Shards_that_are_read_by_themselves_have_the_verdicts_and_writes_of_the_whole(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var whole = await azure.PlanAsync(Cancel);
        var shards = new List<Plan>();
        for (var index = 1; index <= 3; index++)
        {
            shards.Add(Assert.IsType<Plan>(await azure.PlanAsync(new Selection { Shard = new Shard(index, 3) }, Cancel)));
        }

        var plan = Merged(world, shards);

        Assert.Equal(whole.Findings.Select(Verdict), plan.Findings.Select(Verdict));
        Assert.Equal(whole.Changes.Select(Write).Order(StringComparer.Ordinal), plan.Changes.Select(Write).Order(StringComparer.Ordinal));
        Assert.Equal(Told(whole), Told(plan));
    }

    /// <summary>Each finding is in one wave, and each change in one at least.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public void Waves_are_the_whole(int number)
    {
        var world = Numbered(number);
        RolloutWave[] waves =
        [
            new("canary", new SelectorSet([new Selector(SelectorKind.Resource, "kv-a"), new Selector(SelectorKind.Resource, Names.Two)]), null),
            new("keys", new SelectorSet([new Selector(SelectorKind.ResourceGroup, "rg-k*")]), "canary"),
            new("rest", SelectorSet.Everything, "keys"),
        ];
        var document = world.Document with { Rollout = waves };
        var whole = Planner.Plan(document, world.Estate, world.Today);

        var plans = waves.Select(wave => Assert.IsType<Plan>(
            Planner.Plan(document, world.Estate, world.Today, new Selection { Wave = wave.Name }).Value)).ToList();

        Assert.Equal(
            whole.Findings.Select(Verdict).Order(StringComparer.Ordinal),
            plans.SelectMany(plan => plan.Findings).Select(Verdict).Order(StringComparer.Ordinal));
        // Of the rules that several controls want in one policy, each wave has those that it asks for.
        var shared = whole.Changes.Where(change => change.Type == TypeNames.LifecyclePolicy)
            .Where(change => change.Because.Select(cause => cause.Control).Distinct().Count() > 1)
            .Select(change => change.Resource)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        string WriteOrShared(Change change) => shared.Contains(change.Resource) ? change.Resource : Write(change);
        Assert.Equal(
            whole.Changes.Select(WriteOrShared).Distinct().Order(StringComparer.Ordinal),
            plans.SelectMany(plan => plan.Changes).Select(WriteOrShared).Distinct().Order(StringComparer.Ordinal));
        Assert.Null(plans[0].Part?.Wave?.Waits);
        Assert.Equal(plans[0].IsEmpty && !plans[0].IsIncomplete ? null : "canary", plans[1].Part?.Wave?.Waits);
    }

    private static Plan Merged(ConformanceCase world, IReadOnlyList<Plan> shards)
    {
        var merged = PlanMerge.Of([.. shards.Select((plan, at) => ($"plan-{at + 1}.json", plan))], ControlCatalogue.Product);
        Assert.Empty(merged.Diagnostics);
        var plan = Assert.IsType<Plan>(merged.Value);
        return plan with { Exceeded = new SavedPlanCheck(ControlCatalogue.Product).Exceeded(plan, world.Document) };
    }

    private static string Write(Change change) =>
        ReferenceNumber().Replace($"{change.Method} {change.Resource} {CanonicalJson.Text(change.Body)} {change.Precondition}", "c");

    private static IEnumerable<Notice> Told(Plan plan) => plan.Notices.Where(notice => notice.Code != "BL2001");

    [GeneratedRegex(@"(?<=[{:])c\d+(?=\.)")]
    private static partial Regex ReferenceNumber();

    /// <summary>
    /// Of subscriptions outside of the part no activity-log setting is read. Their vaults may be listed, where the key of an account
    /// that the part leads to is looked for.
    /// </summary>
    private static void AssertReadsLittle(EmulatedAzure azure, int before, SelectorSet only, ConformanceCase world)
    {
        var estate = world.Estate;
        var outside = estate.Subscriptions.Where(one => !only.TakesSubscription(one.Id, one.DisplayName)).Select(one => one.Id).ToList();
        var lists = azure.Requests.Skip(before).Select(request => request.PathAndQuery.Split('?')[0])
            .Where(path => path.EndsWith("/providers/Microsoft.Insights/diagnosticSettings", StringComparison.OrdinalIgnoreCase))
            .ToList();
        Assert.All(lists, path => Assert.DoesNotContain(outside, guid =>
            path.Split('/') is [_, _, var owner, "providers", ..] && owner.Equals(guid, StringComparison.OrdinalIgnoreCase)));

        var owners = lists.Select(path => ResourceId.Parse(path[..path.LastIndexOf("/providers/", StringComparison.Ordinal)]))
            .Where(owner => owner.ResourceGroup is not null)
            .Except(world.Document.Prerequisites.Concat(world.Document.NamedResources));
        Assert.All(owners, owner => Assert.True(only.TakesResource(owner, TagsOf(owner, estate)), $"{only}: {owner}"));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> TagsOf(ResourceId id, Estate estate) =>
        FindingSubject.Of(new Finding("", id, ComplianceState.Unknown, ""), estate).Tags;

    private static void AssertServes(Plan part, Plan whole, SelectorSet only)
    {
        var planned = whole.Changes.Select(change => change.Resource.Split("${")[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(part.Changes, change => Assert.Contains(change.Resource.Split("${")[0], planned));
        var kept = part.Findings.SelectMany(finding => finding.Changes).ToHashSet();
        var created = part.Changes.Where(change => change.Action == ChangeAction.Create).Select(change => change.Resource).ToList();
        Assert.All(part.Changes, change => Assert.True(
            kept.Contains(change.Id) || change.Because.All(cause => created.Contains(cause.Resource, StringComparer.OrdinalIgnoreCase)),
            $"{change.Id} serves nothing of {only}.\n{PlanText.Of(part)}"));
        var read = PlanFile.Read(PlanFile.Write(part), "plan.json", ControlCatalogue.Product.Types);
        Assert.Empty(read.Diagnostics);
    }

    /// <summary>
    /// Whether a part makes the exports that Monitor-006 judges in advance. Where it does not, it says what a document without them does.
    /// </summary>
    private static bool Follows(SelectorSet only, ConformanceCase world) => !only.TakesControl("Monitor-006") || only.TakesControl(Exporting)
        || world.Document.Controls.All(settings => settings.Control != Exporting);

    private static async Task<Plan> WithoutAsync(string control, ConformanceCase world)
    {
        var controls = world.Document.Controls.Where(settings => settings.Control != control);
        using var azure = new EmulatedAzure(world with { Document = world.Document with { Controls = [.. controls] } });
        return await azure.PlanAsync(Cancel);
    }

    private static bool IsOneChain(Plan plan) =>
        plan.Changes.Count(change => !plan.Changes.Any(other => other.DependsOn.Contains(change.Id))) == 1;

    /// <summary>Conditions on what the plan judges: each kind with the first and the last finding, a pattern, and two kinds together.</summary>
    private static IEnumerable<SelectorSet> PartsOf(Plan whole, Estate estate)
    {
        var ends = whole.Findings.Count == 0 ? [] : new[] { whole.Findings[0], whole.Findings[^1] }.Distinct();
        var parts = new List<SelectorSet>();
        foreach (var subject in ends.Select(finding => FindingSubject.Of(finding, estate)))
        {
            List<Selector> selectors =
            [
                new Selector(SelectorKind.Control, subject.Control.ToLowerInvariant()),
                new Selector(SelectorKind.Resource, subject.Resource.Name),
                new Selector(SelectorKind.Resource, subject.Resource.Text.ToUpperInvariant()),
                new Selector(SelectorKind.Resource, $"{subject.Resource.Name[..3]}*"),
                new Selector(SelectorKind.Type, subject.Resource.Type),
                .. subject.Resource.SubscriptionId is { } guid ? [new Selector(SelectorKind.Subscription, guid)] : Array.Empty<Selector>(),
                .. subject.Subscription.Length > 0 ? [new Selector(SelectorKind.Subscription, subject.Subscription)] : Array.Empty<Selector>(),
                .. subject.Resource.ResourceGroup is { } group ? [new Selector(SelectorKind.ResourceGroup, group)] : Array.Empty<Selector>(),
                .. subject.Tags.Select(tag => new Selector(SelectorKind.Tag, $"{tag.Key}={tag.Value}")),
            ];
            parts.AddRange(selectors.Select(selector => new SelectorSet([selector])));
            parts.Add(new SelectorSet([selectors[0], selectors[^1]]));
        }

        return parts.DistinctBy(part => part.ToString());
    }

    private static string Verdict(Finding finding) => $"{finding.Control} {finding.Resource} {finding.State}: {finding.Reason} {finding.Blocked}";

    private static ConformanceCase Numbered(int number) => number > 0 ? World.Number(number) : ChainedWorld.Number(-number - 1);
}
