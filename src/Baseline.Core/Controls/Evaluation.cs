using Baseline.Azure;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>What a control judges.</summary>
/// <param name="Estate">What was observed.</param>
/// <param name="Scope">What the document covers.</param>
/// <param name="Exemptions">The document's exemptions.</param>
/// <param name="Named">Resources that the document itself names: in scope wherever they lie.</param>
/// <param name="AsOf">The day of the run, in UTC.</param>
public sealed record EvaluationInput(
    Estate Estate, EstateScope Scope, IReadOnlyList<Exemption> Exemptions, IReadOnlySet<ResourceId> Named, DateOnly AsOf)
{
    /// <summary>Types of resources about whose logs one control alone decides, in any letter case; empty by default.</summary>
    public IReadOnlySet<string> DecidedLogs { get; init; } = new HashSet<string>();

    /// <summary>
    /// The storage accounts that receive logs because of the other controls of the document, or will once the plan is applied; empty
    /// by default. They are known only to a control whose definition says <see cref="ControlReader.JudgesReceivers"/>.
    /// </summary>
    public IReadOnlyList<LogReceiver> Receivers { get; init; } = [];

    /// <summary>
    /// What controls ask for of resources of which several have a part (<see cref="ChangeDraft.IsPartOfResource"/>), once for each
    /// control and resource; empty by default. What a control asked for itself counts for nothing in its verdicts.
    /// </summary>
    public IReadOnlyList<ProposedChange> Beside { get; init; } = [];

    /// <summary>
    /// The only resource whose verdict is wanted, with its evidence: one that has a finding, or a part of one such as a storage
    /// account. Null for all verdicts, without evidence.
    /// </summary>
    public ResourceId? Only { get; init; }
}

/// <summary>A change that a finding asks for.</summary>
/// <param name="Draft">The change.</param>
/// <param name="Cause">The finding.</param>
public sealed record ProposedChange(ChangeDraft Draft, Cause Cause);

/// <summary>A change that serves another one, and is not applied where that one fails.</summary>
/// <param name="Key">The change that waits, by its key.</param>
/// <param name="Purpose">The change that it waits for, by its key.</param>
public sealed record Waiting(string Key, string Purpose);

/// <summary>What a control says of an estate.</summary>
/// <param name="Findings">The verdicts.</param>
/// <param name="Changes">What would bring about the desired state, in the order of the findings.</param>
/// <param name="Waits">Which of them wait for which, whoever asks for either.</param>
/// <param name="Notices">What a reviewer should know beside the verdicts.</param>
/// <param name="Judged">The resources that were judged, such as vaults and storage accounts: the whole of limits in percent.</param>
/// <param name="Exempting">The exemptions that match something that was looked at.</param>
public sealed record Evaluation(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<ProposedChange> Changes,
    IReadOnlyList<Waiting> Waits,
    IReadOnlyList<Notice> Notices,
    IReadOnlySet<ResourceId> Judged,
    IReadOnlySet<Exemption> Exempting)
{
    /// <summary>
    /// The steps that lead to the verdict on the only resource that was asked for, in the order in which they were taken; empty
    /// where all verdicts were asked for.
    /// </summary>
    public IReadOnlyList<EvidenceStep> Evidence { get; init; } = [];

    /// <summary>
    /// The keys of changes of which it hangs on the other controls' parts whether Azure takes them; empty by default.
    /// </summary>
    public IReadOnlySet<string> HangsOn { get; init; } = new HashSet<string>();
}
