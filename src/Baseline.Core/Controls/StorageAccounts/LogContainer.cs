using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>
/// The container that Azure Monitor writes a log to, as far as a policy of immutability bears on it
/// (docs/azure.md#immutable-containers).
/// </summary>
/// <param name="Id">The container.</param>
/// <param name="WhyUnread">Why nothing is known of it, in a few words; null where it was read, or is not there yet.</param>
/// <param name="ImmutableDays">For how many days after its last write a blob can't be deleted; null without a policy.</param>
/// <param name="IsLocked">Whether the policy is locked: only then can nobody take it away.</param>
/// <param name="AllowsAppends">Whether a blob can still be appended to, as Azure Monitor does.</param>
public sealed record LogContainer(ResourceId Id, string? WhyUnread, long? ImmutableDays, bool IsLocked, bool AllowsAppends)
{
    /// <summary>Where a container says which policy it is under.</summary>
    public const string PolicyPath = "properties.immutabilityPolicy.properties";

    /// <summary>For how many days nobody and nothing can delete what was logged; null where nothing says so.</summary>
    public long? LockedDays => IsLocked ? ImmutableDays : null;

    /// <summary>Why no log can be written to it; null where one can.</summary>
    public string? WhyClosed => ImmutableDays is not null && !AllowsAppends
        ? $"container {Id.Name} is under an immutability policy that allows no appends, and logs are appended: "
            + (IsLocked ? "export to another account, because a locked policy can't be changed" : "allow protected append writes")
        : null;

    /// <summary>The container of a log in an account; without a policy where it is not there.</summary>
    public static LogContainer Of(Estate estate, ResourceId account, string name)
    {
        var id = StorageServices.ContainerOf(account, name);
        var container = estate.Find(id);
        var policy = PolicyOf(estate, id);
        var days = policy.NumberAt("immutabilityPeriodSinceCreationInDays");
        return new LogContainer(
            id,
            container.Presence == Presence.Unknown && policy.ValueKind == JsonValueKind.Undefined ? container.Why : null,
            days is > 0 ? days : null,
            string.Equals(policy.TextAt("state"), "Locked", StringComparison.OrdinalIgnoreCase),
            policy.IsTrueAt("allowProtectedAppendWrites") || policy.IsTrueAt("allowProtectedAppendWritesAll"));
    }

    /// <summary>The properties of the policy of a container, as they were read; undefined where there is none.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="container">The container.</param>
    public static JsonElement PolicyOf(Estate estate, ResourceId container) =>

        // The policy comes with its container; where it was read by itself, that is the newer of the two.
        estate.Find(container.Child("immutabilityPolicies/default")).Resource?.Body.At("properties")
            ?? estate.Find(container).Resource?.Body.At(PolicyPath)
            ?? default;
}
