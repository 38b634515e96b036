using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>What the controls of a document say of all that it covers. Pure.</summary>
internal sealed class JudgedWorld
{
    private readonly IReadOnlyList<IControl> _leading;
    private readonly IReadOnlyList<IControl> _receiving;
    private readonly FollowedExports _exports;
    private readonly IReadOnlyList<Evaluation> _evaluations;
    private readonly CreatedResources _created;
    private readonly ControlCatalogue _catalogue;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _writes;

    /// <summary>Judges everything in scope.</summary>
    /// <param name="catalogue">The controls and types of the tool.</param>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public JudgedWorld(ControlCatalogue catalogue, BaselineDocument document, Estate estate, DateOnly today)
    {
        _catalogue = catalogue;
        Document = document;
        Estate = estate;
        var controls = catalogue.ControlsOf(document).ToLookup(control => catalogue.Find(control.Id)?.JudgesReceivers == true);
        _leading = [.. controls[false]];
        _receiving = [.. controls[true]];
        var joint = new JointEvaluation(_leading, Planner.InputOf(document, estate, today));
        var input = joint.Input;
        Scope = input.Scope;
        _exports = new FollowedExports(catalogue.Types, document, input, _leading, joint.Evaluations);
        List<Evaluation> evaluations = [.. _exports.Revise(_ => true)];
        _created = new CreatedResources(catalogue.Types, document, input, _leading, evaluations);
        if (_receiving.Count > 0)
        {
            input = Receiving(input, Proposed(evaluations, _created.Changes.Select(one => one.Change)));
            evaluations.AddRange(_receiving.Select(control => control.Evaluate(input)));
        }

        Input = input;
        _evaluations = evaluations;
        _writes = new(() => Proposed(evaluations, _created.Changes.Select(one => one.Change)).Drafts
            .ToDictionary(draft => draft.Key, draft => draft.Resource, StringComparer.Ordinal));
        Judged = _evaluations.SelectMany(evaluation => evaluation.Judged).ToHashSet();
        Findings = [.. _evaluations.SelectMany(evaluation => evaluation.Findings)];
        var matched = _evaluations.SelectMany(evaluation => evaluation.Exempting).Concat(_created.Exempting).ToHashSet();
        List<Notice> notices =
        [
            .. _evaluations.SelectMany(evaluation => evaluation.Notices),
            .. _created.Notices,
            .. ExemptionNotices.Of(document.Exemptions, matched, Findings, Read(input), today),
            .. DisabledSubscriptions(input),
        ];
        Notices = [.. notices, .. FailedReads.Of(input, Findings, notices)];
        NotInScope =
        [
            .. document.Controls.Select(settings => catalogue.DefinitionOf(settings).Id)
                .Except(Findings.Select(finding => finding.Control))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What the controls judge by.</summary>
    public EvaluationInput Input { get; }

    /// <summary>The document.</summary>
    public BaselineDocument Document { get; }

    /// <summary>The estate.</summary>
    public Estate Estate { get; }

    /// <summary>What the document covers of it.</summary>
    public EstateScope Scope { get; }

    /// <summary>The resources that were judged.</summary>
    public IReadOnlySet<ResourceId> Judged { get; }

    /// <summary>All verdicts.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What a reviewer should know beside them.</summary>
    public IReadOnlyList<Notice> Notices { get; }

    /// <summary>The controls that judged nothing.</summary>
    public IReadOnlyList<string> NotInScope { get; }

    /// <summary>All changes.</summary>
    public IReadOnlyList<Change> Changes => Proposed(_evaluations, _created.Changes.Select(one => one.Change)).Assemble();

    /// <summary>
    /// What is said and changed where only the changes are made that wanted findings ask for. What is created for one of them is
    /// brought into the desired state of the wanted controls as well; what is for logs that those changes do not bring is left for later.
    /// </summary>
    /// <param name="keeps">Whether a finding is wanted.</param>
    /// <param name="takesControl">Whether a control is wanted.</param>
    /// <param name="says">
    /// Whether what a finding asks of a resource to which a wanted one writes is a part of that write.
    /// </param>
    public JudgedPart PartFor(Func<Cause, bool> keeps, Func<string, bool> takesControl, Func<Cause, bool> says)
    {
        var leading = _exports.Revise(says);
        var serving = Proposed(leading, []).Serving(keeps);
        var late = _created.Changes
            .Where(one => serving.Contains(one.Creation) && takesControl(one.Change.Cause.Control))
            .Select(one => one.Change)
            .ToList();
        var lateCauses = late.Select(change => change.Cause).ToHashSet();
        var changes = Kept(leading);
        var findings = leading.SelectMany(evaluation => evaluation.Findings);
        IReadOnlyList<Evaluation> whole = [.. _evaluations.Skip(_leading.Count)];
        var input = Receiving(Input, changes);
        List<Evaluation> receiving = [.. _receiving.Select(control => control.Evaluate(input))];
        var later = new LaterProtection(whole, receiving, _writes.Value);
        return new JudgedPart([.. findings, .. later.Findings], Kept([.. leading, .. receiving]), later.Count(keeps));

        ChangeSet Kept(IReadOnlyList<Evaluation> evaluations)
        {
            var set = Proposed(evaluations, late);
            set.Keep(
                cause => keeps(cause) || lateCauses.Contains(cause),
                cause => says(cause) || lateCauses.Contains(cause));
            return set;
        }
    }

    /// <summary>
    /// What a control judges a resource by once the others of the document have written where its logs go; null where they write
    /// nothing that the control follows.
    /// </summary>
    /// <param name="control">The control.</param>
    /// <param name="owner">The resource, such as a subscription.</param>
    public EvaluationInput? InputOncePlanned(IControl control, ResourceId owner) => _exports.InputFor(control, owner);

    /// <summary>What the accounts are judged by that receive logs once some changes are made.</summary>
    private EvaluationInput Receiving(EvaluationInput input, ChangeSet changes) =>
        input with { Receivers = LogReceivers.Of(Document, input, _leading, changes.Drafts) };

    private ChangeSet Proposed(IReadOnlyList<Evaluation> evaluations, IEnumerable<ProposedChange> more)
    {
        var set = new ChangeSet(_catalogue.Types);
        foreach (var evaluation in evaluations)
        {
            set.Add(evaluation);
        }

        set.Add(more);
        return set;
    }

    private static IEnumerable<ResourceId> Read(EvaluationInput input)
    {
        var notAskedFor = input.Estate.NotAskedFor.Select(one => one.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return input.Scope.Subscriptions.Where(id => !notAskedFor.Contains(id.Name))
            .Concat(input.Estate.Resources.Select(resource => resource.Id));
    }

    private static IEnumerable<Notice> DisabledSubscriptions(EvaluationInput input)
    {
        foreach (var subscription in input.Scope.Subscriptions)
        {
            if (input.Estate.Subscription(subscription.SubscriptionId) is { State: { } state } && state != "Enabled")
            {
                var word = state == "PastDue" ? "past due" : state.ToLowerInvariant();
                yield return new Notice("BL2016", "", subscription.Text, $"The subscription is {word}.");
            }
        }
    }
}
