using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans.Undoing;

/// <summary>A change, or a part of it, that is not taken back, and why.</summary>
/// <param name="Change">The change of the run.</param>
/// <param name="Why">What is left and why, as a sentence.</param>
public sealed record LeftChange(RecordedChange Change, string Why);

/// <summary>What it takes to restore what a run changed.</summary>
/// <param name="Plan">The changes, in reverse order of the run.</param>
/// <param name="Left">What can't be taken back, and what is kept because it belongs to others.</param>
public sealed record UndoResult(Plan Plan, IReadOnlyList<LeftChange> Left);

/// <summary>
/// Run journal → plan that takes back what the run did, and nothing else: each type of resource knows how. A write that the tool
/// never sends was not sent by it, whatever the journal says, and is left. Pure.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
public sealed class UndoPlanner(ResourceTypes types)
{
    /// <summary>Computes the plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="live">The live document of each recorded resource now; undefined when it does not exist.</param>
    /// <param name="estate">Where the live documents come from.</param>
    /// <param name="obstacle">
    /// What stands in the way of a write that alters some paths, once other writes were sent, as a sentence; null where nothing does.
    /// Nothing ever does by default.
    /// </param>
    public UndoResult Plan(
        RunRecord run,
        IReadOnlyDictionary<string, JsonElement> live,
        PlanEstate estate,
        Func<ArmWrite, IReadOnlyCollection<string>, IEnumerable<ArmWrite>, string?>? obstacle = null)
    {
        var undo = new Undo(types, obstacle ?? ((_, _, _) => null));
        foreach (var (index, recorded) in run.Changes.Where(change => change.MayHaveTakenEffect).Reverse().Index())
        {
            undo.Add(recorded, live.GetValueOrDefault(recorded.ChangeId), index);
        }

        return new UndoResult(
            new Plan
            {
                Baseline = new PlanBaseline(run.Baseline, run.BaselineDigest),
                Estate = estate,
                Judged = 0,
                Findings = [],
                Changes = undo.Changes.Assemble('u'),
                Notices = [],
                Exceeded = [],
            },
            undo.Left);
    }

    /// <summary>The id whose live document tells whether a recorded change still stands.</summary>
    public string ReadId(RecordedChange change) => types.ReadAt(change.Type, change.Resource);

    /// <summary>An undo as far as it is decided.</summary>
    private sealed class Undo(
        ResourceTypes types, Func<ArmWrite, IReadOnlyCollection<string>, IEnumerable<ArmWrite>, string?> obstacle)
    {
        private readonly List<string> _keys = [];
        private readonly List<ArmWrite> _planned = [];
        private readonly List<ArmWrite> _left = [];
        private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

        public ChangeSet Changes { get; } = new(types);

        public List<LeftChange> Left { get; } = [];

        public void Add(RecordedChange change, JsonElement now, int rank)
        {
            var recorded = change.Recorded;
            if (WhyNotOfTheTool(recorded) is { } why)
            {
                AddLeft(change, [$"baseline never sent such a change, whatever the journal says. {why}"]);
                return;
            }

            var step = Step(recorded, now);
            if (step.Write is not { } write)
            {
                AddLeft(change, step.Left);
                return;
            }

            var draft = Draft(change, write, now, rank);
            var altered = Altered(draft);
            if (altered.Count == 0)
            {
                AddLeft(change, step.Left);
            }
            else if (obstacle(write, altered, _planned) is { } blocked)
            {
                AddLeft(change, [blocked]);
            }
            else
            {
                var type = types.Find(write.Type);
                var before = _keys.Where((_, at) => type?.WaitsFor(write, _planned[at]) == true);
                Changes.Add(new ProposedChange(draft with { DependsOn = [.. before] }, new Cause("undo", change.Resource)));
                _keys.Add(draft.Key);
                _planned.Add(write);
                _written.Add(write.Resource);
                AddLeft(change, step.Left);
            }
        }

        private void AddLeft(RecordedChange change, IReadOnlyList<string> sentences)
        {
            Left.AddRange(sentences.Select(sentence => new LeftChange(change, sentence)));
            _left.AddRange(sentences.Select(_ => change.Recorded.Write));
        }

        /// <summary>What the type says; what it would send is held against what is there, as an apply does.</summary>
        private UndoStep Step(RecordedWrite recorded, JsonElement now)
        {
            var step = types.Find(recorded.Write.Type)?.Undo(recorded, now, new UndoSurroundings(_planned, _left)) ?? UndoStep.Nothing;
            return step.Write is { } write && (types.WhyNeverSent(write) ?? WhyNotOver(write, now)) is { } why
                ? UndoStep.Leave($"It is left. {why}")
                : step;
        }

        /// <summary>What goes back over an account is held against it as it will be: its key may go back first.</summary>
        private string? WhyNotOver(ArmWrite write, JsonElement now) =>
            _written.Contains(write.Resource) ? null : types.WhyNotOver(write, now);

        /// <summary>Why a recorded write can't be one of the tool: by what it is, or by what it was sent over.</summary>
        private string? WhyNotOfTheTool(RecordedWrite recorded) =>
            types.WhyNeverSent(recorded.Write) ?? types.WhyNotOver(recorded.Write, recorded.Before);

        /// <summary>The paths that a write would alter; none where it was restored already, by whomever: it is not written again.</summary>
        private List<string> Altered(ChangeDraft draft)
        {
            var alone = new ChangeSet(types);
            alone.Add(new ProposedChange(draft, new Cause("undo", draft.Resource)));
            return [.. alone.Assemble().SelectMany(change => change.Properties).Select(property => property.Path)];
        }

        private static ChangeDraft Draft(RecordedChange change, ArmWrite write, JsonElement now, int rank) =>
            new($"undo|{change.ChangeId}", rank)
            {
                Action = ActionOf(write, now),
                Resource = write.Resource,
                Type = write.Type,
                ApiVersion = write.ApiVersion,
                Method = write.Method,
                Body = write.Body.ValueKind == JsonValueKind.Object ? JsonNode.Parse(write.Body.GetRawText()) as JsonObject : null,
                Live = now,
            };

        private static ChangeAction ActionOf(ArmWrite write, JsonElement now) =>
            write.Method == "DELETE" || write.Resource.EndsWith("/accessPolicies/remove", StringComparison.OrdinalIgnoreCase)
                ? ChangeAction.Delete
            : now.ValueKind == JsonValueKind.Undefined ? ChangeAction.Create
            : ChangeAction.Update;
    }
}
