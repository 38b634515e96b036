using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>The part of a judged world that is wanted. Pure.</summary>
internal sealed class WorldPart
{
    private readonly Dictionary<(string Control, ResourceId Resource), Subject> _subjects;
    private readonly HashSet<(string Control, ResourceId Resource)> _kept;
    private readonly RolloutWave? _wave;
    private readonly Lazy<JudgedPart> _part;

    /// <summary>Chooses the part.</summary>
    /// <param name="world">What was judged.</param>
    /// <param name="selection">The part.</param>
    public WorldPart(JudgedWorld world, Selection selection)
    {
        World = world;
        Selection = selection;
        _wave = world.Document.Rollout.FirstOrDefault(wave => wave.Name == selection.Wave);
        _subjects = world.Findings.ToDictionary(finding => (finding.Control, finding.Resource), SubjectOf);
        _kept = [.. _subjects.Where(pair => IsIn(pair.Value)).Select(pair => pair.Key)];
        _part = new(() => world.PartFor(IsKept, TakesControl, IsOfAnyShard));
    }

    /// <summary>What was judged.</summary>
    public JudgedWorld World { get; }

    /// <summary>Which part.</summary>
    public Selection Selection { get; }

    /// <summary>What the part has verdicts on.</summary>
    public IReadOnlySet<(string Control, ResourceId Resource)> Kept => _kept;

    /// <summary>The verdicts of the part, as they are where only its changes are made.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. _part.Value.Findings.Where(finding => _kept.Contains((finding.Control, finding.Resource)))];

    /// <summary>Why there is no such part; null where there is one.</summary>
    public Diagnostic? WhyNone() =>
        SelectorMatches.WhyNeverAny(World.Document, Selection) ?? SelectorMatches.WhyNone(World, Selection.Only, _subjects.Values);

    /// <summary>The changes that serve the part, as many as are wanted.</summary>
    public (IReadOnlyList<Change> Changes, PlanSlice? Slice) Changes()
    {
        var set = _part.Value.Changes;
        var slice = Selection.MaxChanges is { } most ? new PlanSlice(most, set.KeepFirst(most) + _part.Value.Later) : null;
        return (set.Assemble(), slice);
    }

    /// <summary>The wave, and whether its turn has come; null where none is wanted.</summary>
    public PlanWave? Wave()
    {
        if (_wave is null)
        {
            return null;
        }

        var before = World.Document.Rollout.FirstOrDefault(wave => wave.Name == _wave.After);
        return before is null || RestOf(before) is not { IsNothing: false } rest
            ? new PlanWave(_wave.Name, null, null)
            : new PlanWave(_wave.Name, before.Name, Selection.WaveReason) { Rest = rest };
    }

    /// <summary>What is judged of the part.</summary>
    /// <param name="changes">The changes of the part.</param>
    public IReadOnlySet<ResourceId> Judged(IReadOnlyList<Change> changes)
    {
        if (IsOfAllKinds && Selection.Shard is null)
        {
            return World.Judged;
        }

        var reach = ReachOf(changes);
        return World.Judged.Where(id => reach.Contains(id) || (IsOfAllKinds && Selection.Shard?.Covers(id) == true)).ToHashSet();
    }

    /// <summary>What a reviewer of the part should know.</summary>
    /// <param name="changes">The changes of the part.</param>
    public IReadOnlyList<Notice> Notices(IReadOnlyList<Change> changes)
    {
        var near = ReachOf(changes);
        var above = near.SelectMany(AtAndAbove).ToHashSet();
        return [.. World.Notices.Where(notice => IsTold(notice, IsNear))];

        // An exemption may be one of many resources.
        bool IsNear(ResourceId id) => ResourcePattern.HasWildcard(id.Text)
            ? near.Any(new ResourcePattern(id.Text).MatchesAlong)
            : above.Contains(id) || AtAndAbove(id).Any(near.Contains);
    }

    private bool IsTold(Notice notice, Func<ResourceId, bool> isNear)
    {
        // That an exemption matches nothing can't be said of what was not read.
        if (notice.Code == "BL2001" && World.Estate.NotAskedFor.Count > 0)
        {
            return false;
        }

        if (notice.Control is not "" && !TakesControl(notice.Control))
        {
            return false;
        }

        return !ResourceId.TryParse(notice.Resource, out var id)
            || (id.SubscriptionId is null && Selection.Shard is null)
            || (IsOfAllKinds && Selection.Shard?.Covers(id) != false)
            || isNear(id);
    }

    private static IEnumerable<ResourceId> AtAndAbove(ResourceId id)
    {
        for (ResourceId? at = id; at is not null; at = at.Parent)
        {
            yield return at;
        }
    }

    /// <summary>What the part is about: what its findings judge, and what its changes are made to.</summary>
    private HashSet<ResourceId> ReachOf(IReadOnlyList<Change> changes)
    {
        HashSet<ResourceId> reach =
        [
            .. Findings.Select(finding => finding.Resource),
            .. Findings.SelectMany(finding => finding.Details).Select(detail => detail.Resource),
        ];
        reach.UnionWith(changes.Select(change => PlanGuard.SubjectOf(change, World.Judged.Contains)).OfType<ResourceId>());
        return reach;
    }

    private WaveRest RestOf(RolloutWave wave)
    {
        var own = _subjects.Where(pair => RolloutWave.Of(World.Document.Rollout, pair.Value) == wave).Select(pair => pair.Key).ToHashSet();
        var part = World.PartFor(IsOwn, _ => true, IsOwn);
        var findings = part.Findings.Where(finding => own.Contains((finding.Control, finding.Resource))).ToList();
        var changes = part.Changes.Assemble();
        var changed = changes.SelectMany(change => change.Because).Select(KeyOf).ToHashSet();
        return new WaveRest(
            changes.Count,
            NamesOf(findings.Where(finding => changed.Contains((finding.Control, finding.Resource)))),
            NamesOf(findings.Where(finding => finding.IsUndecided)));

        bool IsOwn(Cause cause) => own.Contains(KeyOf(cause));
    }

    private IReadOnlyList<string> NamesOf(IEnumerable<Finding> findings) =>
    [
        .. findings.Select(finding => finding.Resource).Distinct().Order().Select(id =>
            id.IsOfType(TypeNames.Subscription) && World.Estate.Subscription(id.SubscriptionId)?.DisplayName is { Length: > 0 } name
                ? name
                : id.Name),
    ];

    private bool IsOfAllKinds => Selection.Only.IsEmpty && _wave is null;

    private bool IsKept(Cause cause) => _kept.Contains(KeyOf(cause));

    /// <summary>Whether a cause is wanted, whichever shard it is of: shards write the same to what several of them write to.</summary>
    private bool IsOfAnyShard(Cause cause) =>
        _subjects.TryGetValue(KeyOf(cause), out var subject) && IsInAnyShard(subject);

    private bool TakesControl(string control) => Selection.Only.TakesControl(control) && _wave?.Only.TakesControl(control) != false;

    private bool IsIn(Subject subject) => IsInAnyShard(subject) && Selection.Shard?.Covers(subject.Resource) != false;

    private bool IsInAnyShard(Subject subject) =>
        Selection.Only.Matches(subject) && (_wave is null || RolloutWave.Of(World.Document.Rollout, subject) == _wave);

    // The causes of a world that was judged name what its findings are about.
    private static (string Control, ResourceId Resource) KeyOf(Cause cause) => (cause.Control, ResourceId.Parse(cause.Resource));

    private Subject SubjectOf(Finding finding) => FindingSubject.Of(finding, World.Estate);
}
