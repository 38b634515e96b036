using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>Document + estate → plan. Pure: the same inputs give the same plan.</summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class Planner(ControlCatalogue catalogue)
{
    /// <summary>Judges everything in scope and computes the changes that bring it into the desired state.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public Plan Plan(BaselineDocument document, Estate estate, DateOnly today)
    {
        var controls = catalogue.ControlsOf(document);
        var input = InputOf(document, estate, today);
        var evaluations = controls.Select(control => control.Evaluate(input)).ToList();
        var set = new ChangeSet(catalogue.Types);
        foreach (var evaluation in evaluations)
        {
            set.Add(evaluation);
        }

        var created = new CreatedResources(document, input, controls, evaluations);
        foreach (var proposed in created.Changes)
        {
            set.Add(proposed);
        }

        var changes = set.Assemble();
        var judged = evaluations.SelectMany(evaluation => evaluation.Judged).ToHashSet();
        var matched = evaluations.SelectMany(evaluation => evaluation.Exempting).Concat(created.Exempting).ToHashSet();
        var findings = evaluations.SelectMany(evaluation => evaluation.Findings).ToList();
        List<Notice> notices =
        [
            .. evaluations.SelectMany(evaluation => evaluation.Notices),
            .. created.Notices,
            .. ExemptionNotices.Of(document.Exemptions, matched, findings, today),
            .. DisabledSubscriptions(input),
        ];
        var plan = new Plan
        {
            Baseline = new PlanBaseline(document.Name, document.Digest),
            Estate = new PlanEstate(estate.Source, estate.CapturedAt),
            Judged = judged.Count,
            NotInScope =
            [
                .. document.Controls.Select(settings => catalogue.DefinitionOf(settings).Id)
                    .Except(findings.Select(finding => finding.Control))
                    .Order(StringComparer.Ordinal),
            ],
            Findings = WithChanges(findings, changes),
            Changes = changes,
            Notices = NoticeOrder.Of([.. notices, .. FailedReads.Of(input, findings, notices)]),
            Exceeded = PlanGuard.Exceeded(document.Limits.MaxChanges, document.Limits.MaxChangedPercent, changes, judged),
        };
        return plan with { Estate = plan.Estate with { Subscriptions = SubscriptionNames.Of(plan, estate) } };
    }

    /// <summary>What controls judge.</summary>
    public static EvaluationInput InputOf(BaselineDocument document, Estate estate, DateOnly today) => new(
        estate,
        new EstateScope(document.Scope, estate),
        document.Exemptions,
        document.NamedResources.ToHashSet(),
        today);

    /// <summary>What has to be read to judge a document.</summary>
    public EstateRequest RequestFor(BaselineDocument document)
    {
        var needs = document.Controls.Select(settings => catalogue.DefinitionOf(settings).Needs(settings)).ToList();
        return new EstateRequest(
            document.Scope.Tenant,
            document.Scope.ManagementGroups,
            document.Scope.Subscriptions,
            needs.Exists(need => need.KeyVaults),
            needs.Exists(need => need.ActivityLog),
            [.. document.NamedResources, .. document.Prerequisites])
        {
            Types = [.. needs.SelectMany(need => need.Types).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal)],
        };
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
