using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Plans.Undoing;

/// <summary>Which locks stand in the way of an undo. Pure.</summary>
public static class LockObstacles
{
    /// <summary>
    /// The lock that forbids a write, on its resource or on anything above it, as a sentence with the cure; null where none is
    /// known. ReadOnly forbids every write, also of a setting that names a locked account (docs/azure.md#rights-at-a-destination), and
    /// CanNotDelete a deletion.
    /// </summary>
    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="write">The write.</param>
    /// <param name="estate">An estate with the locks of the write's subscription.</param>
    /// <param name="earlier">What is sent before it: a lock that goes by that forbids nothing.</param>
    public static string? WhyBlocked(ResourceTypes types, ArmWrite write, Estate estate, IEnumerable<ArmWrite> earlier)
    {
        if (!ResourceId.TryParse(write.Resource, out var target))
        {
            return null;
        }

        // Locks forbid nothing that is done to locks (docs/azure.md#locks).
        if (write.IsOfType(TypeNames.Lock))
        {
            return null;
        }

        var isDelete = write.Method == "DELETE";
        return Lock(target, isDelete) is { } found
            ? $"The {found.Body.TextAt("properties.level")} lock {found.Id} forbids {(isDelete ? "deleting" : "writing to")} {target}: "
                + "remove the lock while you undo."
            : !isDelete && types.Find(write.Type)?.KeysReadFor(write) is { } account && Lock(account, isDelete: false) is { } there
            ? $"The ReadOnly lock {there.Id} on the destination forbids settings that name it: remove the lock while you undo."
            : null;

        ObservedResource? Lock(ResourceId id, bool isDelete) => estate.OfType(TypeNames.Lock)
            .Where(one => one.Id.Parent is { } scope && id.IsAtOrBelow(scope))
            .Where(one => IsOfLevel(one, "ReadOnly") || (isDelete && IsOfLevel(one, "CanNotDelete")))
            .FirstOrDefault(one => !IsRemoved(one.Id, earlier));
    }

    private static bool IsRemoved(ResourceId found, IEnumerable<ArmWrite> earlier) =>
        earlier.Any(sent => sent.Method == "DELETE" && sent.IsOfType(TypeNames.Lock) && ResourceId.Parse(sent.Resource) == found);

    private static bool IsOfLevel(ObservedResource one, string level) =>
        string.Equals(one.Body.TextAt("properties.level"), level, StringComparison.OrdinalIgnoreCase);
}
