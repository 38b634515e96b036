using Baseline.Azure;
using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>
/// Spells what notices are about as findings do: Azure answers with ids in more than one letter case, and a reader looks for one.
/// </summary>
internal static class NoticeSpelling
{
    private const string Insights = "/providers/Microsoft.Insights/";

    /// <summary>The notices, each with the id of its resource as the finding on it, or on what it belongs to, has it.</summary>
    /// <param name="notices">The notices.</param>
    /// <param name="findings">The findings of the same plan.</param>
    public static IReadOnlyList<Notice> Of(IReadOnlyList<Notice> notices, IEnumerable<Finding> findings)
    {
        var known = new Dictionary<ResourceId, ResourceId>();
        foreach (var finding in findings)
        {
            known.TryAdd(finding.Resource, finding.Resource);
        }

        return [.. notices.Select(notice => notice with { Resource = Spelled(notice.Resource, known) })];
    }

    private static string Spelled(string resource, Dictionary<ResourceId, ResourceId> known)
    {
        for (var id = ResourceId.TryParse(resource, out var parsed) ? parsed : null; id is not null; id = id.Parent)
        {
            if (known.TryGetValue(id, out var spelled))
            {
                return spelled.Text + resource[id.Text.Length..].Replace(Insights, Insights, StringComparison.OrdinalIgnoreCase);
            }
        }

        return resource;
    }
}
