using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.TestKit;
using Baseline.Yaml;

namespace Baseline.Core.Tests.Planning;

/// <summary>What a control of a test says, so that what is planned of several can be tested without the rules of real ones.</summary>
/// <param name="Id">The control's id.</param>
/// <param name="Judge">Its verdicts; changes and notices are left in the context on the way.</param>
internal sealed record Script(string Id, Func<EvaluationInput, ControlContext, IEnumerable<Finding>> Judge)
{
    public IReadOnlyList<string> JudgedTypes { get; init; } = [];

    public IReadOnlyList<ListedType> Reads { get; init; } = [];

    public IReadOnlyList<string> Parts { get; init; } = [];

    public Func<ResourceId, bool> Follows { get; init; } = _ => false;

    public Func<ArmWrite, bool> Owns { get; init; } = _ => false;

    public Func<EvaluationInput, IEnumerable<LogReceiver>> Receivers { get; init; } = _ => [];

    public Func<EvaluationInput, IEnumerable<ResourceId>> StillNeeded { get; init; } = _ => [];

    public IReadOnlyList<ResourceId> NeededForSavedPlan { get; init; } = [];

    public bool LeadsToReceivers { get; init; }

    public bool JudgesReceivers { get; init; }
}

/// <summary>Catalogues and documents of such controls.</summary>
internal static class ScriptedControls
{
    public static ControlCatalogue Catalogue(params Script[] scripts) =>
        new([.. scripts.Select(script => new Definition(script))], ControlCatalogue.Product.Types);

    /// <summary>A document that has all of them and covers one subscription.</summary>
    public static BaselineDocument Document(params Script[] scripts) => new(
        "test",
        new("sha256:0"),
        new ScopeSettings(false, [], [EstateBuilder.DefaultSubscription], []),
        [.. scripts.Select(script => new Settings(script.Id))],
        [],
        new LimitSettings(null, null));

    private sealed record Settings(string Control) : IControlSettings
    {
        public SourceSpan Span => new("baseline.yaml", 1, 1);

        public IEnumerable<ResourceId> Destinations => [];
    }

    private sealed class Control(Script script) : IControl
    {
        public string Id => script.Id;

        public IReadOnlyList<string> JudgedTypes => script.JudgedTypes;

        public Evaluation Evaluate(EvaluationInput input)
        {
            var context = new ControlContext(input, script.Id);
            return context.Conclude(script.Judge(input, context));
        }

        public IEnumerable<LogReceiver> Receivers(EvaluationInput input) => script.Receivers(input);

        public IEnumerable<ResourceId> StillNeeded(EvaluationInput input) => script.StillNeeded(input);

        public IEnumerable<ResourceId> NeededForSavedPlan(IReadOnlyList<ResourceId> owners) => script.NeededForSavedPlan;

        public bool FollowsExportOf(ResourceId resource) => script.Follows(resource);

        public bool Owns(ArmWrite write, ResourceId owner) => script.Owns(write);

        public string? WhyNotAsked(SavedWrite write, SavedPlan plan) => null;

        public IEnumerable<string> PartsOf(ArmWrite write, IReadOnlyCollection<string>? altered) => script.Parts;
    }

    private sealed class Definition(Script script) : ControlDefinition<Settings>
    {
        public override string Id => script.Id;

        public override string Title => script.Id;

        public override string Requires => "It holds.";

        public override Uri RulePage => new("https://example.org/toy");

        public override string Schema => "{}";

        public override ExemptionTargets Exempts { get; } = new(script.JudgedTypes, "things");

        public override IReadOnlyDictionary<string, string> Examples { get; } = new Dictionary<string, string>();

        public override bool LeadsToReceivers => script.LeadsToReceivers;

        public override bool JudgesReceivers => script.JudgesReceivers;

        public override IControlSettings Read(MapReader control, DiagnosticBag bag) => new Settings(script.Id);

        public override string Starter(Estate estate, EstateScope scope, DateOnly asOf) => "";

        protected override IControl Create(Settings settings) => new Control(script);

        protected override EstateNeeds Needs(Settings settings) => new(KeyVaults: false, ActivityLog: false) { Types = script.Reads };

        protected override RoleActions Actions(Settings settings) => new([], [], [], []);
    }
}
