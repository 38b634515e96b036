using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>What a plan for a part counts, tells and changes, for each way of narrowing it.</summary>
public sealed class PartOfPlanTests
{
    private const string One = EstateBuilder.DefaultSubscription;
    private const string Two = "22222222-2222-2222-2222-222222222222";
    private const string Third = "bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb";
    private const string Things = "Contoso.Toy/things";
    private const string InOne = $"/subscriptions/{One}/resourceGroups/rg/providers/{Things}";
    private const string InTwo = $"/subscriptions/{Two}/resourceGroups/rg/providers/{Things}";
    private const string Setting = $"{InOne}/new/providers/{TypeNames.DiagnosticSetting}/s";
    private const string Groups = "/providers/Microsoft.Management/managementGroups";
    private const string Account = $"/subscriptions/{One}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";

    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly RolloutWave[] Waves =
    [
        new("canary", new SelectorSet([new Selector(SelectorKind.Resource, "a"), new Selector(SelectorKind.Control, "Things")]), null),
        new("rest", SelectorSet.Everything, "canary"),
    ];

    [Theory]
    // Two things with findings lie in one subscription and one in the other. One, two and three have none and are judged as well; the
    // change for the first thing is made to one.
    [InlineData("max=9", "a b c one three two")]
    [InlineData("resource=a", "a one")]
    [InlineData("resource=b", "b")]
    [InlineData($"shard={One}", "a b one three")]
    [InlineData($"shard={One} resource=a", "a one")]
    [InlineData($"shard={Two} resource=c", "c")]
    [InlineData("wave=canary", "a one")]
    public void A_part_counts_what_it_judges_and_what_it_changes(string part, string judged) =>
        Assert.Equal(judged.Split(' ').Length, PlanOf(part, Findings("a", "b", "c")).Judged);

    [Theory]
    [InlineData($"shard={One}", "a b one three")]
    [InlineData($"shard={One} resource=a", "a one")]
    public void A_shard_names_what_it_counts(string part, string judged) => Assert.Equal(
        judged.Split(' '),
        PlanOf(part, Findings("a", "b", "c")).Part?.Judged.Select(id => id.Split('/')[^1]));

    [Theory]
    // About what the part judges, or what that lies beneath, or what lies beneath that.
    [InlineData("resource=a", "", $"{InOne}/a", true)]
    [InlineData("resource=a", "", $"{InOne}/a/parts/p", true)]
    [InlineData("resource=a", "", $"/subscriptions/{One}", true)]
    [InlineData("resource=a", "", $"/subscriptions/{Two}", false)]
    [InlineData("resource=a", "", $"{InOne}/b", false)]
    [InlineData("resource=a", "", $"{InOne}/bystander", false)]
    [InlineData("resource=a", "", "an entry of the document", true)]
    // A management group is above any part, but for shards: it is in one of them.
    [InlineData("resource=a", "", $"{Groups}/corp", true)]
    [InlineData($"shard={One}", "", $"{Groups}/corp", true)]
    [InlineData($"shard={One}", "", $"{Groups}/test", false)]
    // What nothing is chosen of by its kind has all that lies in it.
    [InlineData("max=9", "", $"{InOne}/bystander", true)]
    [InlineData($"shard={One}", "", $"{InOne}/bystander", true)]
    [InlineData($"shard={One}", "", $"{InTwo}/bystander", false)]
    [InlineData("wave=canary", "", $"{InOne}/a", true)]
    [InlineData("wave=canary", "", $"{InOne}/bystander", false)]
    // Of a control that is not asked for nothing is told.
    [InlineData("control=Things", "Things", $"{InOne}/a", true)]
    [InlineData("control=Things", "", $"{InOne}/a", true)]
    [InlineData("control=Things", "Others", $"{InOne}/a", false)]
    [InlineData("control=Others", "Things", $"{InOne}/a", false)]
    [InlineData("wave=canary", "Things", $"{InOne}/a", true)]
    [InlineData("wave=canary", "Others", $"{InOne}/a", false)]
    public void A_part_tells_what_concerns_it(string part, string control, string resource, bool isTold) =>
        Assert.Equal(isTold, IsTold(part, new Notice("BL2004", control, resource, "Mind this."), notAskedFor: 0));

    [Theory]
    [InlineData("BL2001", 0, true)]
    [InlineData("BL2001", 1, false)]
    [InlineData("BL2004", 1, true)]
    public void That_an_exemption_matches_nothing_is_not_said_where_a_subscription_was_not_asked_for(string code, int notAskedFor, bool isTold) =>
        Assert.Equal(isTold, IsTold("resource=a", new Notice(code, "Things", $"{InOne}/a", "Mind this."), notAskedFor));

    [Theory]
    // What is created is brought into the desired state by the controls that are asked for, where its creation is asked for.
    [InlineData("resource=a", "new s")]
    [InlineData("resource=b", "one")]
    [InlineData("resource=a control=Things", "new")]
    [InlineData("max=9", "new one s")]
    public void A_part_changes_what_its_findings_ask_for(string part, string changed) => Assert.Equal(
        changed.Split(' '),
        PlanOf(part, Creating("a"), Judging("Others")).Changes.Select(change => change.Resource.Split('/')[^1]));

    [Theory]
    // Three things ask for a rule each in one lifecycle policy: two in one subscription and one in the other. Shards write the same.
    [InlineData("max=9", "a b c")]
    [InlineData("resource=a", "a")]
    [InlineData("resource=b", "b")]
    [InlineData("wave=canary", "a")]
    [InlineData($"shard={One}", "a b c")]
    [InlineData($"shard={Two}", "a b c")]
    [InlineData($"shard={One} resource=a", "a")]
    [InlineData($"shard={Two} resource=c", "c")]
    public void Of_a_write_that_several_ask_for_a_part_makes_its_own(string part, string rules)
    {
        List<string> things = ["a", "b", "c"];
        var script = new Script("Things", (_, context) => things.Select(name =>
        {
            var id = ResourceId.Parse($"{(name == "c" ? InTwo : InOne)}/{name}");
            context.Propose(Policy(name), id);
            return new Finding("Things", id, ComplianceState.Noncompliant, "Off.");
        }));

        Assert.Equal(rules.Split(' '), RulesOf(PlanOf(part, script).Changes.Single()));
    }

    [Theory]
    // Azure takes the rule of a only together with what the others ask for, so that it is never sent alone; that of b is.
    [InlineData("resource=a", "a b")]
    [InlineData("resource=b", "b")]
    public void What_rests_on_the_parts_of_others_is_one_write_with_them(string part, string rules)
    {
        List<string> things = ["a", "b"];
        var script = new Script("Things", (_, context) => things.Select(name =>
        {
            var id = ResourceId.Parse($"{InOne}/{name}");
            context.Propose(Policy(name) with { RestsOnOthers = name == "a" }, id);
            return new Finding("Things", id, ComplianceState.Noncompliant, "Off.");
        }));

        var change = PlanOf(part, script).Changes.Single();
        Assert.Equal(rules.Split(' '), RulesOf(change));
        Assert.Equal($"{InOne}/{part[^1]}", Assert.Single(change.Because).Resource);
    }

    [Theory]
    // What is created for a thing asks for a rule of its own in a policy of which another thing asks for one as well.
    [InlineData("max=9", "b new")]
    [InlineData("resource=a", "new")]
    [InlineData("resource=b", "b")]
    public void What_is_created_for_a_part_has_its_own_of_a_write_that_others_ask_for(string part, string rules)
    {
        var creating = Creating("a");
        var things = creating with
        {
            Judge = (input, context) =>
            {
                context.Propose(Policy("b"), ResourceId.Parse($"{InOne}/b"));
                return creating.Judge(input, context);
            },
        };
        var judging = Judging("Others") with
        {
            Judge = (input, context) =>
            {
                if (input.Only is { } only)
                {
                    context.Propose(Policy("new"), only);
                }

                return [];
            },
        };

        var plan = PlanOf(part, things, judging);

        Assert.Equal(rules.Split(' '), RulesOf(plan.Changes.Single(change => change.Type == TypeNames.LifecyclePolicy)));
    }

    [Theory]
    // Two things export to one account, by settings that are to be made; the account is kept for both, and something of it for each.
    [InlineData("max=9", "a c kept of-a of-c", "Off.", 0)]
    [InlineData("max=1", "c kept", "Off.", 3)]
    [InlineData("resource=st", "", "Off. It is left for a later plan, once logs come there by {a} and {c}.", 0)]
    [InlineData("resource=st max=9", "", "Off. It is left for a later plan, once logs come there by {a} and {c}.", 3)]
    [InlineData("control=Keeper", "", "Off. It is left for a later plan, once logs come there by {a} and {c}.", 0)]
    [InlineData("wave=canary resource=st", "", "Off. It is left for a later plan, once logs come there by {a} and {c}.", 0)]
    [InlineData("resource=st resource=a", "a kept of-a", "Off. Some of it is left for a later plan, once logs come there by {c}.", 0)]
    [InlineData("resource=st resource=c", "c kept of-c", "Off. Some of it is left for a later plan, once logs come there by {a}.", 0)]
    [InlineData($"shard={One}", "a kept of-a", "Off. Some of it is left for a later plan, once logs come there by {c}.", 0)]
    [InlineData("resource=st resource=a max=9", "a kept of-a", "Off. Some of it is left for a later plan, once logs come there by {c}.", 1)]
    public void What_is_done_for_logs_is_left_for_later_in_a_part_that_does_not_bring_them(string part, string changed, string reason, int left)
    {
        var planned = new Planner(Catalogue(Exporting(), Keeper())).Plan(
            Document(Exporting(), Keeper()) with { Rollout = [new("canary", new SelectorSet([new Selector(SelectorKind.Control, "Keeper")]), null)] },
            Estate().Build(),
            Today,
            SelectionOf(part));

        var plan = Assert.IsType<Plan>(planned.Value);
        Assert.Equal(changed.Split(' ', StringSplitOptions.RemoveEmptyEntries), plan.Changes.Select(NameOf).Order(StringComparer.Ordinal));
        Assert.Equal(
            reason.Replace("{a}", SettingOf("a"), StringComparison.Ordinal).Replace("{c}", SettingOf("c"), StringComparison.Ordinal),
            Assert.Single(plan.Findings, finding => finding.Control == "Keeper").Reason);
        Assert.Equal(left, plan.Part?.Slice?.Left ?? 0);
        Assert.All(
            plan.Changes.Where(change => change.Because.All(cause => cause.Control == "Keeper")),
            change => Assert.Contains(Assert.Single(change.DependsOn), plan.Changes.Where(one => one.Type == TypeNames.DiagnosticSetting).Select(one => one.Id)));
    }

    [Theory]
    // The changes of the account count where its finding is wanted, and once where two controls ask for the same.
    [InlineData("resource=st max=9", 3)]
    [InlineData("control=Keeper max=9", 3)]
    [InlineData("control=Guard max=9", 3)]
    [InlineData("resource=a max=9", 0)]
    [InlineData("control=Things max=9", 0)]
    public void What_is_left_for_later_counts_once_and_only_where_it_is_wanted(string part, int left)
    {
        Script[] scripts = [Exporting(), Keeper(), Keeper("Guard")];

        var plan = new Planner(Catalogue(scripts)).Plan(Document(scripts), Estate().Build(), Today, SelectionOf(part)).Value;

        Assert.Equal(left, plan?.Part?.Slice?.Left ?? 0);
    }

    [Fact]
    public void The_first_wave_waits_for_nothing_whatever_is_in_no_wave()
    {
        var document = Document(Creating("a")) with { Rollout = [Waves[0]] };

        var plan = new Planner(Catalogue(Creating("a"))).Plan(document, Estate().Build(), Today, SelectionOf("wave=canary")).Value;

        Assert.Equal(new PlanWave("canary", null, null), plan?.Part?.Wave);
    }

    [Fact]
    public void What_is_left_of_a_wave_is_told_by_name_once_and_in_order()
    {
        var unknown = new Script("Unknowns", (_, _) =>
        [
            new Finding("Unknowns", ResourceId.Parse($"{InOne}/z"), ComplianceState.Unknown, "Unread."),
            new Finding("Unknowns", ResourceId.Parse($"{InOne}/m"), ComplianceState.Unknown, "Unread."),
            new Finding("Unknowns", ResourceId.Subscription(One), ComplianceState.Unknown, "Unread."),
        ]);
        var again = unknown with
        {
            Id = "Again",
            Judge = (_, _) => [new Finding("Again", ResourceId.Parse($"{InOne}/m"), ComplianceState.Unknown, "Unread.")],
        };
        Script[] scripts = [unknown, again, Creating("a"), Judging("Others")];
        var document = Document(scripts) with
        {
            Rollout =
            [
                new RolloutWave("canary", new SelectorSet([new Selector(SelectorKind.Subscription, One)]), null),
                new RolloutWave("rest", SelectorSet.Everything, "canary"),
            ],
        };

        var wave = new Planner(Catalogue(scripts)).Plan(document, Estate().Build(), Today, SelectionOf("wave=rest")).Value?.Part?.Wave;

        Assert.Equal(("rest", "canary", 3), (wave?.Name, wave?.Waits, wave?.Rest?.Changes));
        Assert.Equal(["a", "b"], wave?.Rest?.Changed);
        Assert.Equal(["prod", "m", "z"], wave?.Rest?.Undecided);
    }

    [Theory]
    [InlineData("wave=nope", "BL0030")]
    [InlineData("control=Nope", "BL0031")]
    [InlineData("resource=nope", "BL0031")]
    [InlineData("resource=b control=Others", "BL0032")]
    public void A_part_that_is_none_is_refused(string part, string code)
    {
        Script[] scripts = [Findings("a", "b"), Judging("Others")];

        var planned = new Planner(Catalogue(scripts)).Plan(Document(scripts), Estate().Build(), Today, SelectionOf(part));

        Assert.Equal(code, Assert.Single(planned.Diagnostics).Code);
    }

    [Theory]
    // An exemption of what can't be read is needless once it was read, and matches nothing where nobody asked.
    [InlineData(One, "BL2046")]
    [InlineData(Third, "BL2001")]
    public void Whether_an_exemption_is_needed_is_told_of_what_was_asked_for(string subscription, string code)
    {
        var document = Document(Judging("Things")) with
        {
            Scope = new ScopeSettings(false, [], [One, Third], []),
            Exemptions =
            [
                new Exemption("Things", new ResourcePattern($"/subscriptions/{subscription}"), "Closing.", "team-a", new DateOnly(2027, 6, 30), new SourceSpan("baseline.yaml", 1, 1))
                {
                    AllowsUnreadable = true,
                },
            ],
        };
        var estate = new Estate("test", null, [new EstateSubscription(One, "prod", [])], [], [])
        {
            NotAskedFor = [new EstateSubscription(Third.ToUpperInvariant(), "dev", [])],
        };

        Assert.Equal(code, Assert.Single(new Planner(Catalogue(Judging("Things"))).Plan(document, estate, Today).Notices).Code);
    }

    private static bool IsTold(string part, Notice notice, int notAskedFor)
    {
        var things = Findings("a", "b", "c");
        var noticing = things with
        {
            Judge = (input, context) =>
            {
                context.Notice(notice);
                return things.Judge(input, context);
            },
        };
        var estate = Estate().Build();
        var plan = PlanOf(
            part,
            new Estate(estate.Source, estate.CapturedAt, estate.Subscriptions, estate.Resources, estate.Unreadable)
            {
                NotAskedFor = [.. Enumerable.Repeat(new EstateSubscription(Third, "dev", []), notAskedFor)],
            },
            noticing,
            Judging("Others", "a"));
        return plan.Notices.Any(one => one.Message == "Mind this.");
    }

    /// <summary>A control by which the first of some things is wrong; what it changes for it is judged as well.</summary>
    private static Script Findings(params string[] things) => new("Things", (_, context) =>
    {
        context.MarkJudged(ResourceId.Parse($"{InOne}/one"));
        context.MarkJudged(ResourceId.Parse($"{InTwo}/two"));
        context.MarkJudged(ResourceId.Parse($"{InOne}/three"));
        return things.Select(name =>
        {
            var id = ResourceId.Parse($"{(name == "c" ? InTwo : InOne)}/{name}");
            context.MarkJudged(id);
            if (name == "a")
            {
                context.Propose(Draft("one", $"{InOne}/one", ChangeAction.Update), id);
            }

            return new Finding("Things", id, name == "a" ? ComplianceState.Noncompliant : ComplianceState.Compliant, "Judged.");
        });
    });

    /// <summary>A control that creates a thing for one finding, and changes another for a second.</summary>
    private static Script Creating(string creator) => new("Things", (_, context) =>
    {
        var first = ResourceId.Parse($"{InOne}/{creator}");
        var second = ResourceId.Parse($"{InOne}/b");
        context.Propose(Draft("new", $"{InOne}/new", ChangeAction.Create), first);
        context.Propose(Draft("one", $"{InOne}/one", ChangeAction.Update), second);
        return
        [
            new Finding("Things", first, ComplianceState.Noncompliant, "Off."),
            new Finding("Things", second, ComplianceState.Noncompliant, "Off."),
        ];
    });

    /// <summary>A control that accepts some things, and asks for a setting of what is created.</summary>
    private static Script Judging(string id, params string[] things) => new(id, (input, context) =>
    {
        if (input.Only is { } only)
        {
            context.Propose(Draft("setting", Setting, ChangeAction.Create) with { Type = TypeNames.DiagnosticSetting }, only);
            return [];
        }

        return things.Select(name => new Finding(id, ResourceId.Parse($"{InOne}/{name}"), ComplianceState.Compliant, "Fine."));
    })
    {
        JudgedTypes = [Things],
    };

    private static readonly string[] Ends = ["a", "c"];

    /// <summary>A control by which two things, one in each subscription, are to export to an account.</summary>
    private static Script Exporting() => new("Things", (_, context) => Ends.Select(name =>
    {
        var id = ResourceId.Parse($"{(name == "c" ? InTwo : InOne)}/{name}");
        context.Propose(Draft(name, SettingOf(name), ChangeAction.Create) with { Type = TypeNames.DiagnosticSetting }, id);
        return new Finding("Things", id, ComplianceState.Noncompliant, "Off.");
    }))
    {
        LeadsToReceivers = true,
        Receivers = input => input.Estate.OfType(TypeNames.DiagnosticSetting)
            .Select(setting => new LogReceiver(ResourceId.Parse(Account), setting.Id.Name, setting.Id)),
    };

    /// <summary>A control that asks for something of the account that receives logs, and for something else for each setting.</summary>
    private static Script Keeper(string id = "Keeper") => new(id, (input, context) => input.Receivers.GroupBy(one => one.Account).Select(received =>
    {
        context.Propose(Draft("kept", $"{Account}/things/kept", ChangeAction.Update), received.Key);
        context.Wait("kept", received.Select(one => one.PlannedBy).Max(StringComparer.Ordinal) ?? "");
        foreach (var one in received)
        {
            context.Propose(Draft($"of-{one.Container}", $"{Account}/things/of-{one.Container}", ChangeAction.Update), received.Key);
            context.Wait($"of-{one.Container}", one.PlannedBy ?? "");
        }

        return new Finding(id, received.Key, ComplianceState.Noncompliant, "Off.");
    }))
    {
        JudgesReceivers = true,
    };

    private static string SettingOf(string name) =>
        $"{(name == "c" ? InTwo : InOne)}/{name}/providers/{TypeNames.DiagnosticSetting}/{name}";

    private static string NameOf(Change change) => change.Resource.Split('/')[^1];

    /// <summary>A lifecycle policy with one rule, as one control asks for it.</summary>
    private static ChangeDraft Policy(string rule) => Draft("policy", $"{Account}/managementPolicies/default", ChangeAction.Create) with
    {
        Type = TypeNames.LifecyclePolicy,
        Body = new JsonObject
        {
            ["properties"] = new JsonObject { ["policy"] = new JsonObject { ["rules"] = new JsonArray(new JsonObject { ["name"] = rule }) } },
        },
    };

    private static IEnumerable<string?> RulesOf(Change change) =>
        change.Body.ItemsAt("properties.policy.rules").Select(rule => rule.TextAt("name"));

    private static ChangeDraft Draft(string key, string resource, ChangeAction action) => new(key, 10)
    {
        Action = action,
        Resource = resource,
        Type = Things,
        ApiVersion = "2026-01-01",
        Method = "PUT",
        Body = [],
    };

    private static Plan PlanOf(string part, params Script[] scripts) => PlanOf(part, Estate().Build(), scripts);

    private static Plan PlanOf(string part, Estate estate, params Script[] scripts)
    {
        var planned = new Planner(Catalogue(scripts)).Plan(Document(scripts) with { Rollout = Waves }, estate, Today, SelectionOf(part));
        return planned.Value ?? throw new InvalidOperationException(string.Join('\n', planned.Diagnostics));
    }

    private static ControlCatalogue Catalogue(params Script[] scripts) => ScriptedControls.Catalogue(scripts);

    private static BaselineDocument Document(params Script[] scripts) => ScriptedControls.Document(scripts) with
    {
        Scope = new ScopeSettings(false, [], [One, Two], []),
    };

    private static EstateBuilder Estate() => new EstateBuilder().Subscription(One, "prod").Subscription(Two, "test");

    /// <summary>Conditions as they are written; a shard of two is named by a subscription in it.</summary>
    private static Selection SelectionOf(string part)
    {
        var words = part.Split(' ').Select(word => (Name: word.Split('=')[0], Value: word.Split('=')[1])).ToLookup(word => word.Name, word => word.Value);
        return new Selection
        {
            Only = new SelectorSet(part.Split(' ').Select(Selector.Parse).OfType<Selector>()),
            Wave = words["wave"].SingleOrDefault(),
            Shard = words["shard"].Select(guid => new Shard(1, 2) is var first && first.Covers(guid) ? first : new Shard(2, 2)).SingleOrDefault(),
            MaxChanges = words["max"].Select(most => (int?)int.Parse(most, System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault(),
        };
    }
}
