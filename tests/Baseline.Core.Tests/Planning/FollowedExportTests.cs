using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>
/// What is planned where one control sends a log elsewhere and another follows it: what the follower says of today's export gives way
/// to what it says of the export as it will be.
/// </summary>
public sealed class FollowedExportTests
{
    private const string Owner = $"/subscriptions/{EstateBuilder.DefaultSubscription}";
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Accounts = $"{Owner}/resourceGroups/rg/providers/{Account}";

    // Azure spells an id in more than one letter case.
    private static readonly ResourceId Log = ResourceId.Parse(Owner.Replace("subscriptions", "SUBSCRIPTIONS", StringComparison.Ordinal));

    private static readonly ResourceId Else = ResourceId.Parse($"{Accounts}/else");

    [Theory]
    // The verdicts of today and then, that of an account that only the new export leads to, and what is said. Nothing is new:
    [InlineData("Compliant", "Noncompliant", "", "Compliant", "Today.", "")]
    [InlineData("Noncompliant", "Noncompliant", "", "Noncompliant", "Today.", "In the way then: move it.")]
    [InlineData("Noncompliant", "Compliant", "Compliant", "Noncompliant", "Today.", "In the way then: move it.")]
    // What is wrong stays wrong, and a read that failed makes nothing wrong.
    [InlineData("Compliant", "Noncompliant", "Noncompliant", "Noncompliant", $"Once this plan is applied: {Accounts}/a: Then.", "In the way then: move it.")]
    [InlineData("Compliant", "Unknown", "Unknown", "Unknown", $"Once this plan is applied: {Accounts}/a: Then.", "In the way then: move it.")]
    [InlineData("Noncompliant", "Unknown", "Unknown", "Noncompliant", $"Today. Once this plan is applied: {Accounts}/a: Then.", "In the way then: move it.")]
    public void A_finding_tells_of_today_and_of_what_the_new_export_leads_to(
        string today, string then, string found, string state, string reason, string blocked)
    {
        var plan = PlanOf(
            _ => [Finding(Log, StateOf(today), "Today.") with { Details = [Detail("z", today)] }],
            _ =>
            [
                Finding(Log, StateOf(then), "Then.") with
                {
                    Details = found.Length == 0 ? [Detail("z", then)] : [Detail("z", then), Detail("a", found)],
                    Obstacles = [new Obstacle("BL2105", "In the way then", "move it")],
                },
            ]);

        var finding = Assert.Single(plan.Findings, one => one.Control == "Follower");
        Assert.Equal((state, reason, blocked), ($"{finding.State}", finding.Reason, finding.Blocked ?? ""));
        Assert.Equal(
            found.Length == 0 || found == "Compliant" ? ["z"] : ["a", "z"],
            finding.Details.Select(detail => detail.Resource.Name));
    }

    [Fact]
    public void What_today_asks_for_gives_way_to_what_is_asked_for_then_but_for_a_setting_that_is_still_needed()
    {
        var plan = PlanOf(
            context =>
            {
                context.Propose(OfAccount("old"), Log);
                context.Propose(Setting("own"), Log);
                context.Propose(OfAccount("elsewhere"), Else);
                return [Finding(Log, ComplianceState.Noncompliant, "Today.")];
            },
            context =>
            {
                context.Propose(Setting("then"), Log);
                context.Propose(OfAccount("new"), Log);
                return [Finding(Log, ComplianceState.Noncompliant, "Then.")];
            });

        Assert.Equal(
            ["elsewhere: Follower", "new: Follower", "own: Follower", "written: Writer"],
            Causes(plan));
    }

    [Fact]
    public void A_setting_of_today_goes_where_the_new_export_makes_it_superfluous()
    {
        var plan = PlanOf(
            context =>
            {
                context.Propose(Setting("own"), Log);
                return [Finding(Log, ComplianceState.Noncompliant, "Today.")];
            },
            context =>
            {
                context.Propose(OfAccount("new"), Log);
                return [Finding(Log, ComplianceState.Noncompliant, "Then.")];
            });

        Assert.Equal(["new: Follower", "written: Writer"], Causes(plan));
    }

    [Fact]
    public void A_setting_that_both_ask_for_is_asked_for_by_both_and_the_other_by_one()
    {
        var plan = PlanOf(
            context =>
            {
                context.Propose(Setting("written"), Log);
                return [Finding(Log, ComplianceState.Noncompliant, "Today.")];
            },
            _ => [Finding(Log, ComplianceState.Compliant, "Then.")],
            "written", "more");

        Assert.Equal(["more: Writer", "written: Follower, Writer"], Causes(plan));
    }

    [Theory]
    // The verdicts of today and then, and whether the other's setting is what fixes it.
    [InlineData("Noncompliant", "Compliant", true)]
    [InlineData("Noncompliant", "Unknown", true)]
    [InlineData("Noncompliant", "Noncompliant", false)]
    [InlineData("Noncompliant", "Compliant Noncompliant", false)]
    [InlineData("Compliant", "Compliant", false)]
    public void A_setting_that_fixes_a_finding_of_another_control_is_asked_for_by_it(string today, string then, bool isFixed)
    {
        var plan = PlanOf(
            context =>
            {
                context.Propose(OfAccount("elsewhere"), Else);
                context.Propose(OfAccount("old"), Log);
                return [Finding(Log, StateOf(today), "Today."), Finding(Else, ComplianceState.Noncompliant, "Off.")];
            },
            _ => then.Split(' ').Select(state => Finding(Log, StateOf(state), "Then.")));

        Assert.Equal(["elsewhere: Follower", isFixed ? "written: Follower, Writer" : "written: Writer"], Causes(plan));
    }

    [Fact]
    public void What_is_wanted_only_for_the_new_export_waits_for_it()
    {
        var plan = PlanOf(
            context =>
            {
                context.Propose(OfAccount("elsewhere"), Else);
                context.Propose(OfAccount("purpose"), Else);
                context.Propose(OfAccount("known", ChangeRanks.Attach), Log);
                context.Wait("elsewhere", "purpose");
                return [Finding(Log, ComplianceState.Noncompliant, "Today.")];
            },
            context =>
            {
                context.Propose(OfAccount("attach", ChangeRanks.Attach), Log);
                context.Propose(OfAccount("encrypt", ChangeRanks.Encryption), Log);
                context.Propose(OfAccount("known", ChangeRanks.Attach), Log);
                context.Propose(OfAccount("vault", ChangeRanks.Vault), Log);
                context.Wait("vault", "known");
                return [Finding(Log, ComplianceState.Noncompliant, "Then.")];
            });

        Assert.Equal(
            ["attach: written", "elsewhere: purpose", "encrypt: written", "known: ", "purpose: ", "vault: known", "written: "],
            Lines(plan, change => string.Join(", ", change.DependsOn.Select(id => NameOf(plan.Changes.Single(one => one.Id == id))))));
    }

    [Fact]
    public void What_is_judged_today_and_what_is_judged_then_both_count()
    {
        var plan = PlanOf(
            context =>
            {
                context.MarkJudged(Else);
                return [Finding(Log, ComplianceState.Compliant, "Today.")];
            },
            context =>
            {
                context.MarkJudged(ResourceId.Parse($"{Accounts}/new"));
                return [Finding(Log, ComplianceState.Compliant, "Then.")];
            });

        Assert.Equal(2, plan.Judged);
    }

    [Theory]
    // What the other control writes is not written where only this one is wanted.
    [InlineData("control=Follower", "old: Follower")]
    [InlineData("control=Follower control=Keeper", "kept: Keeper;old: Follower")]
    [InlineData("control=Follower control=Writer", "new: Follower;written: Writer")]
    [InlineData("control=Keeper", "kept: Keeper")]
    public void An_export_is_followed_where_it_is_written(string only, string causes) => Assert.Equal(
        causes.Split(';'),
        Causes(PlanOf(
            new SelectorSet(only.Split(' ').Select(Selector.Parse).OfType<Selector>()),
            Follower(Older, Newer), Writer(Setting("written")), Keeper())));

    /// <summary>Two findings about one log are in different waves: what the one writes is not there yet where the other is judged.</summary>
    [Theory]
    [InlineData("first", "Today.", "old: Follower")]
    [InlineData("second", "", "written: Writer")]
    [InlineData("both", $"Once this plan is applied: {Accounts}/a: Then.", "new: Follower;written: Writer")]
    public void An_export_of_another_wave_is_not_followed(string wave, string reason, string causes)
    {
        Script[] scripts =
        [
            Follower(
                context => Older(context).Select(finding => finding with { State = ComplianceState.Compliant }),
                context => Newer(context).Select(finding => finding with { Details = [Detail("a", "Noncompliant")] })),
            Writer(Setting("written")),
        ];
        var follower = new SelectorSet([new Selector(SelectorKind.Control, "Follower")]);
        var document = ScriptedControls.Document(scripts) with
        {
            Rollout = wave == "both"
                ? [new RolloutWave("both", SelectorSet.Everything, null)]
                : [new RolloutWave("first", follower, null), new RolloutWave("second", SelectorSet.Everything, null)],
        };

        var plan = new Planner(ScriptedControls.Catalogue(scripts)).Plan(
            document,
            new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Build(),
            new DateOnly(2026, 11, 22),
            new Selection { Wave = wave }).Value;

        Assert.Equal(reason, string.Concat(plan?.Findings.Where(finding => finding.Control == "Follower").Select(finding => finding.Reason) ?? []));
        Assert.Equal(causes.Split(';'), plan is null ? [] : Causes(plan));
    }

    [Theory]
    [InlineData("PUT", TypeNames.Lock, $"{Owner}/providers/{TypeNames.Lock}/other")]
    [InlineData("PUT", TypeNames.DiagnosticSetting, $"{Accounts}/st/providers/{TypeNames.DiagnosticSetting}/other")]
    [InlineData("DELETE", TypeNames.DiagnosticSetting, $"{Owner}/providers/{TypeNames.DiagnosticSetting}/other")]
    public void Only_a_diagnostic_setting_of_what_is_followed_sends_its_log_elsewhere(string method, string type, string resource)
    {
        var other = Setting("other") with { Method = method, Type = type, Resource = resource };

        Assert.Equal(
            ["old: Follower", "other: Writer"],
            Causes(PlanOf(SelectorSet.Everything, Follower(Older, Newer), Writer(other))));
    }

    private static IEnumerable<Finding> Older(ControlContext context)
    {
        context.Propose(OfAccount("old"), Log);
        return [Finding(Log, ComplianceState.Noncompliant, "Today.")];
    }

    private static IEnumerable<Finding> Newer(ControlContext context)
    {
        context.Propose(OfAccount("new"), Log);
        return [Finding(Log, ComplianceState.Noncompliant, "Then.")];
    }

    private static Plan PlanOf(
        Func<ControlContext, IEnumerable<Finding>> today, Func<ControlContext, IEnumerable<Finding>> then, params string[] written) =>
        PlanOf(SelectorSet.Everything, Follower(today, then), Writer([.. (written.Length == 0 ? ["written"] : written).Select(Setting)]));

    private static Plan PlanOf(SelectorSet only, params Script[] scripts)
    {
        var planned = new Planner(ScriptedControls.Catalogue(scripts)).Plan(
            ScriptedControls.Document(scripts),
            new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Build(),
            new DateOnly(2026, 11, 22),
            new Selection { Only = only });
        return planned.Value ?? throw new InvalidOperationException(string.Join('\n', planned.Diagnostics));
    }

    private static Script Follower(
        Func<ControlContext, IEnumerable<Finding>> today, Func<ControlContext, IEnumerable<Finding>> then) =>
        new("Follower", (input, context) => input.Only is null ? today(context) : then(context))
        {
            Follows = id => id.IsOfType(TypeNames.Subscription),
        };

    // It judges by what the others lead to, and so after them.
    private static Script Keeper() => new("Keeper", (_, context) =>
    {
        context.Propose(OfAccount("kept"), Log);
        return [Finding(Log, ComplianceState.Noncompliant, "Off.") with { Control = "Keeper" }];
    })
    {
        JudgesReceivers = true,
    };

    private static Script Writer(params ChangeDraft[] drafts) => new("Writer", (input, context) =>
    {
        foreach (var draft in drafts)
        {
            context.Propose(draft, Log);
        }

        return [Finding(Log, ComplianceState.Noncompliant, "Off.") with { Control = "Writer" }];
    });

    private static Finding Finding(ResourceId resource, ComplianceState state, string reason) => new("Follower", resource, state, reason);

    private static FindingDetail Detail(string account, string state) =>
        new(ResourceId.Parse($"{Accounts}/{account}"), StateOf(state), account == "a" ? "Then." : "Known.");

    private static ComplianceState StateOf(string state) => Enum.Parse<ComplianceState>(state);

    private static ChangeDraft OfAccount(string name, int rank = ChangeRanks.Attach) => new(name, rank)
    {
        Action = ChangeAction.Update,
        Resource = $"{Accounts}/{name}",
        Type = Account,
        ApiVersion = "2025-06-01",
        Method = "PATCH",
        Body = [],
    };

    private static ChangeDraft Setting(string name) => new(name, ChangeRanks.Export)
    {
        Action = ChangeAction.Update,
        Resource = $"{Owner}/providers/{TypeNames.DiagnosticSetting}/{name}",
        Type = TypeNames.DiagnosticSetting,
        ApiVersion = "2021-05-01-preview",
        Method = "PUT",
        Body = [],
    };

    private static IEnumerable<string> Causes(Plan plan) =>
        Lines(plan, change => string.Join(", ", change.Because.Select(cause => cause.Control)));

    private static IEnumerable<string> Lines(Plan plan, Func<Change, string> told) =>
        plan.Changes.Select(change => $"{NameOf(change)}: {told(change)}").Order(StringComparer.Ordinal);

    private static string NameOf(Change change) => change.Resource.Split('/')[^1];
}
