using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>Document + estate → plan. Pure: the same inputs give the same plan.</summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class Planner(ControlCatalogue catalogue)
{
    /// <summary>Judges everything in scope and computes the changes that bring it into the desired state.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public Plan Plan(BaselineDocument document, Estate estate, DateOnly today) =>
        PlanOf(new JudgedWorld(catalogue, document, estate, today));

    /// <summary>The plan for all of what was judged.</summary>
    internal static Plan PlanOf(JudgedWorld world) => Assembled(world, world.Findings, world.Changes, world.Notices, world.Judged);

    /// <summary>
    /// The plan for a part: all is judged as for the whole, then the findings of the part are kept, and the changes that serve them.
    /// Refused where the part is none.
    /// </summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    /// <param name="selection">The part.</param>
    public Diagnosed<Plan> Plan(BaselineDocument document, Estate estate, DateOnly today, Selection selection)
    {
        if (selection.IsEverything)
        {
            return new Diagnosed<Plan>(Plan(document, estate, today), []);
        }

        var part = new WorldPart(new JudgedWorld(catalogue, document, estate, today), selection);
        return part.WhyNone() is { } none
            ? new Diagnosed<Plan>(null, [none])
            : new Diagnosed<Plan>(PlanOf(part), []);
    }

    /// <summary>What a document alone says against a part; null where it says nothing against it. Nothing need be read for it.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="selection">The part.</param>
    public static Diagnostic? WhyNoPart(BaselineDocument document, Selection selection) =>
        SelectorMatches.WhyNeverAny(document, selection);

    private static Plan PlanOf(WorldPart part)
    {
        var (changes, slice) = part.Changes();
        var judged = part.Judged(changes);
        return Assembled(part.World, part.Findings, changes, part.Notices(changes), judged) with
        {
            Part = new PlanPart(part.Selection.Only, part.Wave(), part.Selection.Shard, slice)
            {
                Judged = part.Selection.Shard is null ? [] : [.. judged.Order().Select(id => id.Text)],
            },
        };
    }

    private static Plan Assembled(
        JudgedWorld world,
        IReadOnlyList<Finding> findings,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Notice> notices,
        IReadOnlySet<ResourceId> judged)
    {
        var limits = world.Document.Limits;
        var plan = new Plan
        {
            Baseline = new PlanBaseline(world.Document.Name, world.Document.Digest),
            Estate = new PlanEstate(world.Estate.Source, world.Estate.CapturedAt),
            Judged = judged.Count,
            NotInScope = world.NotInScope,
            Findings = WithChanges(findings, changes),
            Changes = changes,
            Notices = NoticeOrder.Of(NoticeSpelling.Of(notices, findings)),
            Exceeded = PlanGuard.Exceeded(limits.MaxChanges, limits.MaxChangedPercent, changes, judged),
        };
        return plan with { Estate = plan.Estate with { Subscriptions = SubscriptionNames.Of(plan, world.Estate) } };
    }

    /// <summary>What controls judge.</summary>
    public static EvaluationInput InputOf(BaselineDocument document, Estate estate, DateOnly today) => new(
        estate,
        new EstateScope(document.Scope, estate),
        document.Exemptions,
        document.NamedResources.ToHashSet(),
        today)
    {
        DecidedLogs = document.Controls.SelectMany(settings => settings.DecidesLogsOf).ToHashSet(StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>
    /// What has to be read to judge a part. Whether the turn of a wave has come is seen in the wave before it, wherever that lies.
    /// </summary>
    public EstateRequest RequestFor(BaselineDocument document, Selection selection)
    {
        var looksBack = selection.WaveReason is null
            && document.Rollout.Any(wave => wave.Name == selection.Wave && wave.After is not null);
        if (looksBack)
        {
            return RequestFor(document);
        }

        var wanted = document.Controls.Where(settings => selection.Only.TakesControl(settings.Control)).ToHashSet();

        // Which accounts receive logs is seen in what leads to them, wherever that lies.
        var receivers = wanted.Any(settings => catalogue.DefinitionOf(settings).JudgesReceivers);
        var read = document.Controls
            .Where(settings => wanted.Contains(settings) || (receivers && catalogue.DefinitionOf(settings).LeadsToReceivers));
        var request = RequestFor(document, read);
        return receivers ? request : request with { Part = selection };
    }

    /// <summary>What has to be read to judge a document.</summary>
    public EstateRequest RequestFor(BaselineDocument document) => RequestFor(document, document.Controls);

    /// <summary>What has to be read to judge by some controls of a document.</summary>
    internal EstateRequest RequestFor(BaselineDocument document, IEnumerable<IControlSettings> controls)
    {
        List<IControlSettings> read = [.. controls];
        return new EstateRequest(
            document.Scope.Tenant,
            document.Scope.ManagementGroups,
            document.Scope.Subscriptions,
            read.Select(settings => catalogue.DefinitionOf(settings).Needs(settings))
                .Aggregate(EstateNeeds.Nothing, (all, next) => all.And(next)),
            [.. document.NamedResources, .. document.Prerequisites])
        {
            ToReceive = [.. document.Controls.SelectMany(settings => settings.Exports).Select(export => export.Account)],
            StillNeeded = estate =>
            {
                var input = InputOf(document, estate, today: default);
                return read.SelectMany(settings => catalogue.DefinitionOf(settings).Create(settings).StillNeeded(input)).Distinct();
            },
        };
    }

    private static IReadOnlyList<Finding> WithChanges(IEnumerable<Finding> findings, IReadOnlyList<Change> changes)
    {
        var byCause = changes
            .SelectMany(change => change.Because.Select(cause => (Key: (cause.Control, cause.Resource.ToLowerInvariant()), change.Id)))
            .Distinct()
            .ToLookup(pair => pair.Key, pair => pair.Id);
        return
        [
            .. findings
                .OrderBy(finding => finding.Control, StringComparer.Ordinal)
                .ThenBy(finding => finding.Resource)
                .Select(finding => finding with { Changes = [.. byCause[(finding.Control, finding.Resource.Key)]] }),
        ];
    }
}
