using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>What of an account bears on how long it keeps a log, whichever resource logs to it.</summary>
/// <param name="Id">The account.</param>
/// <param name="PolicyRead">What was read of its lifecycle policy.</param>
/// <param name="Policy">The policy; without rules where none is known.</param>
/// <param name="ServiceRead">What was read of its blob service.</param>
/// <param name="IsVersioned">Whether it keeps a version of every blob that is deleted.</param>
/// <param name="Container">The log's container.</param>
/// <param name="TaskAssignments">The storage tasks that are assigned to it.</param>
public sealed record LogAccount(
    ResourceId Id,
    Lookup PolicyRead,
    LifecyclePolicy Policy,
    Lookup ServiceRead,
    bool IsVersioned,
    LogContainer Container,
    Listing TaskAssignments)
{
    /// <summary>Gathers it.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="account">The account.</param>
    /// <param name="container">The container of the log.</param>
    public static LogAccount Of(Estate estate, ResourceId account, string container)
    {
        var policy = estate.Find(LifecyclePolicy.IdOf(account));
        var service = estate.Find(StorageServices.BlobOf(account));
        return new LogAccount(
            account,
            policy,
            LifecyclePolicy.Of(policy.Resource),
            service,
            service.Resource?.Body.IsTrueAt("properties.isVersioningEnabled") == true,
            LogContainer.Of(estate, account, container),
            estate.List(account, TypeNames.StorageTaskAssignment));
    }
}
