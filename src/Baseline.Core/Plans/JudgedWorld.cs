using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>What the controls of a document say of all that it covers. Pure.</summary>
internal sealed class JudgedWorld
{
    private readonly IReadOnlyList<IControl> _leading;
    private readonly FollowedExports _exports;
    private readonly IReadOnlyList<Evaluation> _evaluations;
    private readonly CreatedResources _created;
    private readonly ControlCatalogue _catalogue;

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
        var input = Planner.InputOf(document, estate, today);
        Scope = input.Scope;
        _exports = new FollowedExports(
            catalogue.Types, document, input, _leading, [.. _leading.Select(control => control.Evaluate(input))]);
        List<Evaluation> evaluations = [.. _exports.Revise(_ => true)];
        _created = new CreatedResources(catalogue.Types, document, input, _leading, evaluations);
        if (controls[true].Any())
        {
            var changes = evaluations.SelectMany(evaluation => evaluation.Changes).Concat(_created.Changes.Select(one => one.Change));
            input = input with { Receivers = LogReceivers.Of(catalogue.Types, document, input, _leading, changes) };
            evaluations.AddRange(controls[true].Select(control => control.Evaluate(input)));
        }

        Input = input;
        _evaluations = evaluations;
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
    /// The changes that wanted findings ask for. What is created for one of them is brought into the desired state of the wanted
    /// controls as well.
    /// </summary>
    /// <param name="keeps">Whether a finding is wanted.</param>
    /// <param name="takesControl">Whether a control is wanted.</param>
    /// <param name="says">
    /// Whether what a finding asks of a resource to which a wanted one writes is a part of that write.
    /// </param>
    public ChangeSet ChangesFor(Func<Cause, bool> keeps, Func<string, bool> takesControl, Func<Cause, bool> says)
    {
        var evaluations = EvaluationsWhere(takesControl);
        var serving = Proposed(evaluations, []).Serving(keeps);
        var late = _created.Changes
            .Where(one => serving.Contains(one.Creation) && takesControl(one.Change.Cause.Control))
            .Select(one => one.Change)
            .ToList();
        var lateCauses = late.Select(change => change.Cause).ToHashSet();
        var set = Proposed(evaluations, late);
        set.Keep(
            cause => keeps(cause) || lateCauses.Contains(cause),
            cause => says(cause) || lateCauses.Contains(cause));
        return set;
    }

    /// <summary>
    /// What a control judges a resource by once the others of the document have written where its logs go; null where they write
    /// nothing that the control follows.
    /// </summary>
    /// <param name="control">The control.</param>
    /// <param name="owner">The resource, such as a subscription.</param>
    public EvaluationInput? InputOncePlanned(IControl control, ResourceId owner) => _exports.InputFor(control, owner);

    private IReadOnlyList<Evaluation> EvaluationsWhere(Func<string, bool> takesControl)
    {
        if (_leading.All(control => takesControl(control.Id)))
        {
            return _evaluations;
        }

        var revised = _exports.Revise(takesControl);
        return [.. revised, .. _evaluations.Skip(revised.Count)];
    }

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
