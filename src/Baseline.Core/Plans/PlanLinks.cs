using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Checks that the parts of a plan file fit together: a change may rest only on earlier ones, so that the order of the file
/// is an order in which they can be applied, and the counts are those of the content.
/// </summary>
internal static class PlanLinks
{
    /// <summary>Reports every change, finding and count that names something that is not there.</summary>
    public static void Check(FileValue root, Plan plan)
    {
        var places = root.Objects("changes").Zip(plan.Changes);
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, change) in places)
        {
            if (!order.TryAdd(change.Id, order.Count))
            {
                place.Of("id").Report(
                    "BL4012", "Change stands twice", $"Another change is called \"{change.Id}\" already.", PlanReading.MakeAgain);
            }
        }

        foreach (var (place, change) in places)
        {
            CheckOrder(place, change, order);
        }

        foreach (var (place, finding) in root.Objects("findings").Zip(plan.Findings))
        {
            foreach (var id in finding.Changes.Where(id => !order.ContainsKey(id)))
            {
                ReportUnknown(place.Of("changes"), id);
            }
        }

        CheckSummary(root, plan);
    }

    private static void CheckOrder(FileValue place, Change change, Dictionary<string, int> order)
    {
        foreach (var id in change.DependsOn)
        {
            CheckEarlier(place.Of("dependsOn"), change, id, order);
        }

        foreach (var id in ChangeReference.ChangesIn(change.Resource))
        {
            CheckEarlier(place.Of("resource"), change, id, order);
        }

        foreach (var id in ChangeReference.ChangesIn(CanonicalJson.Text(change.Body)))
        {
            CheckEarlier(place.Of("body"), change, id, order);
        }
    }

    private static void CheckEarlier(FileValue place, Change change, string id, Dictionary<string, int> order)
    {
        if (!order.TryGetValue(id, out var at))
        {
            ReportUnknown(place, id);
        }
        else if (at >= order[change.Id])
        {
            place.Report(
                "BL4014",
                "Change rests on a later one",
                $"Change \"{change.Id}\" needs \"{id}\", which does not come before it, so there is no order to apply them in.",
                PlanReading.MakeAgain);
        }
    }

    private static void ReportUnknown(FileValue place, string id) => place.Report(
        "BL4013", "Unknown change", $"No change of the plan is called \"{id}\".", PlanReading.MakeAgain);

    private static void CheckSummary(FileValue root, Plan plan)
    {
        if (root.Object("summary") is not { } summary)
        {
            return;
        }

        foreach (var (name, count) in PlanSummary.Of(plan))
        {
            var said = summary.Number(name);
            if (said != count && summary.IsGiven(name))
            {
                summary.Of(name).Report(
                    "BL4015", "Wrong count", $"The summary says {said}, and the plan has {count}.", PlanReading.MakeAgain);
            }
        }
    }
}
