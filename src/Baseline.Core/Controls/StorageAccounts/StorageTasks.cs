using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>
/// What Azure Storage Actions may delete in an account: tasks that are assigned to it. A task decides by conditions of its own,
/// so that no number of days follows from it (docs/azure.md#storage-tasks).
/// </summary>
public static class StorageTasks
{
    // A blob that is given an expiry is deleted too, only later.
    private static readonly string[] Deleting = ["DeleteBlob", "SetBlobExpiry"];

    /// <summary>The first of some assignments that may delete a log; null where none may, as far as is known.</summary>
    public static ObservedResource? ThatMayDelete(Estate estate, Listing assignments, LogPath log) =>
        assignments.Resources.FirstOrDefault(assignment => MayDelete(estate, assignment.Body, log));

    /// <summary>Why the assignments of an account are not known, in a few words; null where they are.</summary>
    public static string? WhyUnread(Listing assignments) =>
        assignments.Unreadable is { IsGone: false } entry ? entry.Why : null;

    private static bool MayDelete(Estate estate, JsonElement assignment, LogPath log)
    {
        if (assignment.At("properties.enabled").ValueKind == JsonValueKind.False || !Reaches(assignment, log))
        {
            return false;
        }

        if (!ResourceId.TryParse(assignment.TextAt("properties.taskId"), out var id))
        {
            return false;
        }

        var task = estate.Find(id);
        return task.Resource is { } found
            ? found.Body.At("properties.enabled").ValueKind != JsonValueKind.False && Operations(found.Body).Any(Deletes)
            : task.Presence == Presence.Unknown;
    }

    private static bool Reaches(JsonElement assignment, LogPath log)
    {
        var prefixes = assignment.TextsAt("properties.executionContext.target.prefix").ToList();
        return (prefixes.Count == 0 || prefixes.Exists(log.IsReachedBy))
            && !assignment.TextsAt("properties.executionContext.target.excludePrefix").Any(log.IsCoveredBy);
    }

    private static IEnumerable<JsonElement> Operations(JsonElement task) =>
        task.ItemsAt("properties.action.if.operations").Concat(task.ItemsAt("properties.action.else.operations"));

    private static bool Deletes(JsonElement operation) =>
        Deleting.Contains(operation.TextAt("name") ?? "", StringComparer.OrdinalIgnoreCase);
}
