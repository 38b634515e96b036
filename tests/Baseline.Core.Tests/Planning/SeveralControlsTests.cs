using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>What several controls have to do with one resource: which of them judge it, and what is read for it.</summary>
public sealed class SeveralControlsTests
{
    private const string Things = "Contoso.Toy/things";
    private const string Parts = "Contoso.Toy/parts";
    private const string Group = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg/providers";
    private const string Thing = $"{Group}/{Things}/t";
    private const string Extra = $"{Group}/Contoso.Toy/extras/e";
    private const string Setting = $"{Thing}/providers/{TypeNames.DiagnosticSetting}/s";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/st";

    private static readonly ListedType Listed = new(Things, "2026-01-01");

    private static readonly Script Maker = new("Maker", Make) { JudgedTypes = [Parts], Reads = [Listed] };

    private static readonly Script Both = new("Both", JudgeTheThing) { JudgedTypes = [Parts, Things], Reads = [Listed] };

    private static readonly Script Bystander = new("Bystander", (_, _) => []) { JudgedTypes = [Parts], Reads = [Listed] };

    // It accepts the setting that Logger gives to the thing.
    private static readonly Script Logger = new("Logger", Log)
    {
        JudgedTypes = [Things],
        LeadsToReceivers = true,
        Receivers = input => input.Estate.Row(ResourceId.Parse(Setting)) is { } setting
            ? [new LogReceiver(ResourceId.Parse(Account), "logs", setting.Id)]
            : [],
    };

    private static readonly Script Keeper = new("Keeper", (input, _) => input.Receivers
        .Select(one => new Finding("Keeper", one.Account, ComplianceState.Compliant, "Kept."))
        .Append(new Finding("Keeper", ResourceId.Subscription(EstateBuilder.DefaultSubscription), ComplianceState.Compliant, "Kept.")))
    {
        JudgesReceivers = true,
    };

    private static readonly ControlCatalogue Catalogue = ScriptedControls.Catalogue(Maker, Both, Bystander);

    private static readonly BaselineDocument Document = ScriptedControls.Document(Maker, Both, Bystander) with
    {
        Scope = new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], [new Exclusion(null, "sandbox", null, null)]),
    };

    /// <summary>What no control judges, such as an identity, is not there yet when it is judged.</summary>
    [Fact]
    public void What_one_creates_is_judged_by_those_that_judge_its_type_and_by_no_other()
    {
        var plan = PlanOf(Maker, Both, Bystander);

        Assert.Equal([Extra, Thing], plan.Changes.Select(change => change.Resource));
        Assert.Equal(
            new Notice("BL2015", "Both", Thing, "This plan creates it, and Both will not hold for it: Something is in the way: move it."),
            Assert.Single(plan.Notices));
    }

    [Fact]
    public void The_accounts_that_receive_the_logs_of_what_is_created_are_judged() =>
        Assert.Contains(PlanOf(Maker, Logger, Keeper).Findings, finding => finding.Resource.Text == Account);

    [Fact]
    public void What_judges_accounts_that_receive_logs_does_so_where_there_are_none() =>
        Assert.Equal("Keeper", Assert.Single(PlanOf(Keeper).Findings).Control);

    [Fact]
    public void Controls_that_judged_nothing_are_named_in_order() =>
        Assert.Equal(["Both", "Bystander", "Maker"], PlanOf(Maker, Bystander, Both).NotInScope);

    [Fact]
    public void The_tags_of_what_one_of_them_judges_are_read_before_a_saved_plan_is_applied()
    {
        var write = new ArmWrite(Things, "PUT", Thing, "2026-01-01", default);

        Assert.Equal([ResourceId.Parse(Thing)], WriteScope.RequestFor(Catalogue, Document, [write, write]).Named);
    }

    [Fact]
    public void A_type_that_several_of_them_need_is_read_once() =>
        Assert.Equal(Things, Assert.Single(new Planner(Catalogue).RequestFor(Document).Needs.Types).Name);

    [Fact]
    public void What_several_of_them_still_need_is_read_once()
    {
        Script[] scripts =
        [
            Maker with { StillNeeded = _ => [ResourceId.Parse(Thing), ResourceId.Parse(Extra)] },
            Both with { StillNeeded = _ => [ResourceId.Parse(Thing)] },
        ];

        var request = new Planner(ScriptedControls.Catalogue(scripts)).RequestFor(ScriptedControls.Document(scripts));

        Assert.Equal([Thing, Extra], request.StillNeeded(new EstateBuilder().Build()).Select(id => id.Text));
    }

    [Theory]
    // Which accounts receive logs is seen in what leads to them, wherever it lies, and in nothing else.
    [InlineData("control=Keeper", true, "Leads,Keeps")]
    [InlineData("control=Logger", false, "Leads")]
    [InlineData("control=Maker", false, Things)]
    [InlineData("resource=t", true, "Leads,Keeps,Contoso.Toy/things")]
    public void For_a_part_is_read_what_its_controls_need(string only, bool isWhole, string types)
    {
        Script[] scripts = [Maker, Logger with { Reads = [new ListedType("Leads", "1")] }, Keeper with { Reads = [new ListedType("Keeps", "1")] }];
        var selection = new Selection { Only = new SelectorSet([Assert.IsType<Selector>(Selector.Parse(only))]) };

        var request = new Planner(ScriptedControls.Catalogue(scripts)).RequestFor(ScriptedControls.Document(scripts), selection);

        Assert.Equal(types.Split(',').Order(StringComparer.Ordinal), request.Needs.Types.Select(type => type.Name));
        Assert.Equal(isWhole ? Selection.Everything : selection, request.Part);
    }

    [Theory]
    // Whether the turn of a wave has come is seen in the one before it, unless it is taken all the same.
    [InlineData("canary", null, false)]
    [InlineData("rest", null, true)]
    [InlineData("rest", "A repair that can't wait.", false)]
    public void For_a_wave_is_read_what_tells_whether_its_turn_has_come(string wave, string? reason, bool isWhole)
    {
        var document = Document with
        {
            Rollout =
            [
                new RolloutWave("canary", new SelectorSet([new Selector(SelectorKind.Resource, "t")]), null),
                new RolloutWave("rest", SelectorSet.Everything, "canary"),
            ],
        };
        var selection = new Selection { Wave = wave, WaveReason = reason };

        Assert.Equal(isWhole ? Selection.Everything : selection, new Planner(Catalogue).RequestFor(document, selection).Part);
    }

    private static Plan PlanOf(params Script[] scripts) => new Planner(ScriptedControls.Catalogue(scripts)).Plan(
        ScriptedControls.Document(scripts),
        new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Build(),
        new DateOnly(2026, 11, 22));

    private static IEnumerable<Finding> Make(EvaluationInput input, ControlContext context)
    {
        foreach (var (key, type, resource) in new[] { ("extra", "Contoso.Toy/extras", Extra), ("thing", Things, Thing) })
        {
            context.Propose(Creation(key, type, resource), ResourceId.Subscription(EstateBuilder.DefaultSubscription));
        }

        return [];
    }

    private static IEnumerable<Finding> JudgeTheThing(EvaluationInput input, ControlContext context) => input.Only is not { } only ? [] :
    [
        new Finding("Both", only, ComplianceState.Noncompliant, "Off.")
        {
            Obstacles =
            [
                new Obstacle("BL2105", input.Estate.Row(ResourceId.Parse(Extra)) is null ? "Something is in the way" : "The extra is", "move it"),
            ],
        },
    ];

    private static IEnumerable<Finding> Log(EvaluationInput input, ControlContext context)
    {
        if (input.Only is { } only)
        {
            context.Propose(Creation("setting", TypeNames.DiagnosticSetting, Setting), only);
        }

        return [];
    }

    private static ChangeDraft Creation(string key, string type, string resource) => new(key, 10)
    {
        Action = ChangeAction.Create,
        Resource = resource,
        Type = type,
        ApiVersion = "2026-01-01",
        Method = "PUT",
        Body = [],
    };
}
