using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Baseline.Yaml;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>What several controls have to do with one resource: which of them judge it, and what is read for it.</summary>
public sealed class SeveralControlsTests
{
    private const string Things = "Contoso.Toy/things";
    private const string Parts = "Contoso.Toy/parts";
    private const string Thing = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg/providers/{Things}/t";

    private static readonly ControlCatalogue Catalogue = new(
        [new Definition("Maker", [Parts]), new Definition("Both", [Parts, Things]), new Definition("Bystander", [Parts])],
        ControlCatalogue.Product.Types);

    private static readonly BaselineDocument Document = new(
        "test",
        "sha256:0",
        new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], [new Exclusion(null, "sandbox", null, null)]),
        [new Settings("Maker"), new Settings("Both"), new Settings("Bystander")],
        [],
        new LimitSettings(null, null));

    [Fact]
    public void What_one_creates_is_judged_by_those_that_judge_its_type_and_by_no_other()
    {
        var plan = new Planner(Catalogue).Plan(
            Document, new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription).Build(), new DateOnly(2026, 11, 22));

        Assert.Equal(Thing, Assert.Single(plan.Changes).Resource);
        Assert.Equal(
            new Notice("BL2015", "Both", Thing, "This plan creates it, and Both will not hold for it: Something is in the way: move it."),
            Assert.Single(plan.Notices));
    }

    [Fact]
    public void The_tags_of_what_one_of_them_judges_are_read_before_a_saved_plan_is_applied()
    {
        var write = new ArmWrite(Things, "PUT", Thing, "2026-01-01", default);

        Assert.Equal([ResourceId.Parse(Thing)], WriteScope.RequestFor(Catalogue, Document, [write, write]).Named);
    }

    [Fact]
    public void A_type_that_several_of_them_need_is_read_once() =>
        Assert.Equal(Things, Assert.Single(new Planner(Catalogue).RequestFor(Document).Needs.Types).Name);

    private sealed record Settings(string Control) : IControlSettings
    {
        public SourceSpan Span => new("baseline.yaml", 1, 1);
    }

    private sealed class Control(string id, IReadOnlyList<string> judged) : IControl
    {
        public string Id => id;

        public IReadOnlyList<string> JudgedTypes => judged;

        public Evaluation Evaluate(EvaluationInput input)
        {
            var context = new ControlContext(input, id);
            if (input.Only is { } only)
            {
                return context.Conclude(
                [
                    new Finding(id, only, ComplianceState.Noncompliant, "Off.") { Obstacles = [new Obstacle("BL2105", "Something is in the way", "move it")] },
                ]);
            }

            if (id == "Maker")
            {
                context.Propose(
                    new ChangeDraft("thing", 10)
                    {
                        Action = ChangeAction.Create,
                        Resource = Thing,
                        Type = Things,
                        ApiVersion = "2026-01-01",
                        Method = "PUT",
                        Body = [],
                    },
                    ResourceId.Subscription(EstateBuilder.DefaultSubscription));
            }

            return context.Conclude([]);
        }

        public bool Owns(ArmWrite write, ResourceId owner) => false;

        public string? WhyNotAsked(SavedWrite write, SavedPlan plan) => null;
    }

    private sealed class Definition(string id, IReadOnlyList<string> judged) : ControlDefinition<Settings>
    {
        public override string Id => id;

        public override string Title => id;

        public override string Requires => "It holds.";

        public override Uri RulePage => new("https://example.org/toy");

        public override string Schema => "{}";

        public override ExemptionTargets Exempts { get; } = new([Things], "things");

        public override IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string>();

        public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new Settings(id);

        public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => "";

        protected override IControl Create(Settings settings) => new Control(id, judged);

        protected override EstateNeeds Needs(Settings settings) => new(KeyVaults: false, ActivityLog: false)
        {
            Types = [new ListedType(Things, "2026-01-01")],
        };

        protected override RoleActions Actions(Settings settings) => new([], [], [], []);
    }
}
