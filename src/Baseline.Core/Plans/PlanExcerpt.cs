using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>
/// Some findings of a saved plan, with the changes that serve them: to be read, and never to be applied, because its digest is not
/// the plan's. Pure.
/// </summary>
public static class PlanExcerpt
{
    /// <summary>By what a plan can be read in part: it does not keep tags.</summary>
    public static IReadOnlyList<SelectorKind> Kinds { get; } =
        [SelectorKind.Subscription, SelectorKind.Control, SelectorKind.ResourceGroup, SelectorKind.Resource, SelectorKind.Type];

    /// <summary>The excerpt; without a value where a condition, or all of them together, match nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="only">The conditions.</param>
    public static Diagnosed<Plan> Of(Plan plan, SelectorSet only)
    {
        var subjects = plan.Findings.Select(finding => (Finding: finding, Subject: PlanSubjects.Of(finding, plan.Estate))).ToList();
        var vain = only.All.FirstOrDefault(selector => !subjects.Exists(pair => selector.Matches(pair.Subject)));
        if (vain is not null)
        {
            return new Diagnosed<Plan>(
                null, [PartDiagnostics.NoMatch(vain, [.. subjects.Select(pair => NameOf(vain.Kind, pair.Subject)).OfType<string>()])]);
        }

        List<Finding> findings = [.. subjects.Where(pair => only.Matches(pair.Subject)).Select(pair => pair.Finding)];
        return findings.Count == 0
            ? new Diagnosed<Plan>(null, [PartDiagnostics.NothingTogether(only)])
            : new Diagnosed<Plan>(Excerpt(plan, only, findings), []);
    }

    private static Plan Excerpt(Plan plan, SelectorSet only, List<Finding> findings)
    {
        var wanted = Serving(plan, findings.SelectMany(finding => finding.Changes));
        var resources = findings.Select(finding => finding.Resource).ToHashSet();
        var part = plan.Part ?? new PlanPart(SelectorSet.Everything, null, null, null);

        // Of one kind the excerpt's own conditions say more than those of the plan, which all of it satisfies.
        var kinds = only.All.Select(selector => selector.Kind).ToHashSet();
        return plan with
        {
            Judged = resources.Count,
            NotInScope = [],
            Findings = findings,
            Changes = [.. plan.Changes.Where(change => wanted.Contains(change.Id))],
            Notices = [.. plan.Notices.Where(notice => !ResourceId.TryParse(notice.Resource, out var id) || resources.Contains(id))],
            Against = null,
            Part = part with { Only = new SelectorSet(part.Only.All.Where(selector => !kinds.Contains(selector.Kind)).Concat(only.All)) },
        };
    }

    /// <summary>Changes, and all that must have succeeded before them.</summary>
    private static HashSet<string> Serving(Plan plan, IEnumerable<string> changes)
    {
        var byId = plan.Changes.ToDictionary(change => change.Id, StringComparer.Ordinal);
        var serving = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(changes);
        while (open.TryPop(out var id))
        {
            if (serving.Add(id) && byId.TryGetValue(id, out var change))
            {
                foreach (var before in change.DependsOn)
                {
                    open.Push(before);
                }
            }
        }

        return serving;
    }

    private static string? NameOf(SelectorKind kind, Subject subject) => kind switch
    {
        SelectorKind.Subscription => subject.Subscription.Length > 0 ? subject.Subscription : subject.Resource.SubscriptionId,
        SelectorKind.Control => subject.Control,
        SelectorKind.ResourceGroup => subject.Resource.ResourceGroup,
        SelectorKind.Resource => subject.Resource.Name,
        SelectorKind.Type => subject.Resource.Type,
        SelectorKind.Tag => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of selector."),
    };
}
