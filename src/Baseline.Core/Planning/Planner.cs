using Baseline.Controls;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Plans;

namespace Baseline.Planning;

/// <summary>Document + estate → plan. Pure: the same inputs give the same plan.</summary>
public static class Planner
{
    /// <summary>Judges everything in scope and computes the changes that bring it into the desired state.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public static Plan Plan(BaselineDocument document, Estate estate, DateOnly today)
    {
        var context = ContextOf(document, estate, today);
        var findings = Evaluate(document, context);
        foreach (var notice in context.Exemptions.Notices(today))
        {
            context.Notice(notice);
        }

        NoticeDisabled(context);
        foreach (var notice in new FailedReads(context, findings).Notices.ToList())
        {
            context.Notice(notice);
        }

        var changes = context.Changes.Assemble();
        return new Plan
        {
            Baseline = new PlanBaseline(document.Name, document.Digest),
            Estate = new PlanEstate(estate.Source, estate.CapturedAt),
            Judged = context.Judged.Count,
            Findings = WithChanges(findings, changes),
            Changes = changes,
            Notices = context.Notices,
            Exceeded = PlanGuard.Exceeded(document.Limits.MaxChanges, document.Limits.MaxChangedPercent, changes, context.Judged),
        };
    }

    /// <summary>The controls of a document, in the order of their ids.</summary>
    public static IReadOnlyList<IControl> ControlsOf(BaselineDocument document)
    {
        IEnumerable<IControl?> controls =
        [
            document.KeyVault004 is { } keyVault ? new KeyVault004Control(keyVault) : null,
            document.Monitor006 is { } monitor ? new Monitor006Control(monitor) : null,
        ];
        return [.. controls.OfType<IControl>()];
    }

    /// <summary>What controls judge with.</summary>
    public static ControlContext ContextOf(BaselineDocument document, Estate estate, DateOnly today) => new(
        estate,
        new EstateScope(document.Scope, estate),
        new ExemptionRegister(document.Exemptions),
        document.NamedResources.ToHashSet(),
        today);

    /// <summary>What has to be read to judge a document.</summary>
    public static EstateRequest RequestFor(BaselineDocument document) => new(
        document.Scope.Tenant,
        document.Scope.ManagementGroups,
        document.Scope.Subscriptions,
        document.KeyVault004 is not null,
        document.Monitor006 is not null,
        [.. document.NamedResources, .. document.Prerequisites]);

    private static List<Finding> Evaluate(BaselineDocument document, ControlContext context)
    {
        var controls = ControlsOf(document);
        var findings = controls.SelectMany(control => control.Evaluate(context)).ToList();
        foreach (var keyVault in controls.OfType<KeyVault004Control>())
        {
            SeeToPlannedVaults(keyVault, context);
        }

        return findings;
    }

    private static void SeeToPlannedVaults(KeyVault004Control control, ControlContext context)
    {
        foreach (var (vault, createdBy) in context.PlannedVaults.Values.Where(planned => context.Changes.Contains(planned.CreatedBy.Key)))
        {
            var remedy = control.ForPlannedVault(context, vault, createdBy);
            foreach (var draft in remedy.Drafts)
            {
                context.Changes.Add(draft, new Cause(control.Id, vault.Id.Text));
            }

            foreach (var obstacle in remedy.Obstacles)
            {
                context.Notice(new Notice(
                    "BL2015",
                    control.Id,
                    vault.Id.Text,
                    $"This plan creates the vault, and it will not be logged: {obstacle.Text}"));
            }
        }
    }

    private static void NoticeDisabled(ControlContext context)
    {
        foreach (var subscription in context.Scope.Subscriptions)
        {
            if (context.Estate.Subscription(subscription.SubscriptionId) is { State: { } state } && state != "Enabled")
            {
                var word = state == "PastDue" ? "past due" : state.ToLowerInvariant();
                context.Notice(new Notice("BL2016", "", subscription.Text, $"The subscription is {word}."));
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
