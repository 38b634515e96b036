using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>Which document a plan was made from.</summary>
/// <param name="Name">The document's name.</param>
/// <param name="Digest">Digest of its content: comments, layout and the split over files don't matter.</param>
public sealed record PlanBaseline(string Name, string Digest);

/// <summary>Which estate a plan was made from.</summary>
/// <param name="Source">Where the estate came from.</param>
/// <param name="CapturedAt">When it was read, where recorded.</param>
public sealed record PlanEstate(string Source, DateTimeOffset? CapturedAt)
{
    /// <summary>The source of an estate that the emulator held.</summary>
    public const string Emulator = "emulator";

    /// <summary>
    /// The display names of subscriptions that the plan mentions, by GUID in lower case; empty where none is known, as in plans of
    /// releases up to 0.1.0.
    /// </summary>
    public IReadOnlyDictionary<string, string> Subscriptions { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The cloud that was read: <c>china</c>, <c>usgov</c>, or <c>other</c> for one of another address; null for the public cloud, and
    /// where it is not known.
    /// </summary>
    public string? Cloud { get; init; }
}

/// <summary>A limit of the document that the plan goes beyond; apply refuses such a plan.</summary>
/// <param name="Limit">The limit's name in the document.</param>
/// <param name="Allowed">How many it allows.</param>
/// <param name="Planned">How many the plan has.</param>
public sealed record ExceededLimit(string Limit, int Allowed, int Planned)
{
    /// <summary>The percentage that the document says; null where the limit is a number, and in plans of releases up to 0.1.0.</summary>
    public int? Percent { get; init; }

    /// <summary>What the percentage is taken of; null where there is none.</summary>
    public int? Judged { get; init; }
}

/// <summary>What to change and why: pure data, the same bytes for the same document and estate.</summary>
public sealed record Plan
{
    /// <summary>The version of the plan file format that this program writes.</summary>
    public const string CurrentFormatVersion = "1.0";

    /// <summary>Where the estate of an undo comes from.</summary>
    public const string UndoSource = "journal";

    /// <summary>The document.</summary>
    public required PlanBaseline Baseline { get; init; }

    /// <summary>The estate.</summary>
    public required PlanEstate Estate { get; init; }

    /// <summary>How many resources were judged: what the percentage limit is taken of.</summary>
    public required int Judged { get; init; }

    /// <summary>The controls of the document that judged nothing, because nothing was in their scope, sorted.</summary>
    public IReadOnlyList<string> NotInScope { get; init; } = [];

    /// <summary>All findings, sorted by control and resource.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>All changes, in the order in which they are applied.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>What a reviewer should know beside the verdicts, sorted.</summary>
    public required IReadOnlyList<Notice> Notices { get; init; }

    /// <summary>The document's limits that the plan goes beyond; empty when none.</summary>
    public required IReadOnlyList<ExceededLimit> Exceeded { get; init; }

    /// <summary>The document that the plan is compared with; null where it is not.</summary>
    public DocumentComparison? Against { get; init; }

    /// <summary>Which part of the document and estate it is made for; null: all.</summary>
    public PlanPart? Part { get; init; }

    /// <summary>Whether there is nothing to change.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Whether something in scope could not be decided.</summary>
    public bool IsIncomplete => Findings.Any(finding => finding.IsUndecided);

    /// <summary>
    /// How many findings have a verdict, and rest on something that could not be read all the same: like what is unknown and not
    /// accepted, they make the plan incomplete.
    /// </summary>
    public int RestingOnUnread => Findings.Count(finding => finding is { IsUndecided: true, State: not ComplianceState.Unknown });

    /// <summary>Whether some finding is noncompliant and can't, or can't wholly, be fixed.</summary>
    public bool HasBlocked => Findings.Any(finding => finding.Blocked is not null);

    /// <summary>Whether it takes back what a run did: it judges nothing, and nothing else asks for its changes.</summary>
    public bool IsUndo => this is { Estate.Source: UndoSource, Judged: 0, Findings.Count: 0 }
        && Changes.All(change => change.Because.All(cause => cause.Control == "undo"));

    /// <summary>How many findings are in a state.</summary>
    public int Count(ComplianceState state) => Findings.Count(finding => finding.State == state);

    /// <summary>How many changes have an action.</summary>
    public int Count(ChangeAction action) => Changes.Count(change => change.Action == action);
}
