using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads what belongs to the storage accounts that receive logs, or that the document names for that, and protects the logs.
/// </summary>
internal sealed class ReceiverReading(EstateReads run, SubscriptionAccess access)
{
    /// <summary>Reads it.</summary>
    /// <param name="needs">What is needed.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="before">What was read of them before, which is not read again.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Found> ReadAsync(EstateNeeds needs, AccountsRead accounts, Found before, CancellationToken cancellationToken)
    {
        var known = before.Resources.Select(resource => resource.Id).Concat(before.Failed.Select(read => read.Id)).ToHashSet();
        var services = accounts.Accounts.Select(account => StorageServices.BlobOf(account.Id)).ToList();
        var own = run.GatherAsync(
            services.Where(service => needs.BlobServices && !known.Contains(service)),
            (service, token) => access.ReadAsync(service, inner => run.ReadAsync(service, inner), token),
            cancellationToken);
        var containers = run.GatherAsync(
            services.Where(_ => needs.LogContainers),
            (service, token) => access.ReadAsync(service, inner => ReadContainersAsync(service, needs, known, inner), token),
            cancellationToken);
        return (await own).And(await containers);
    }

    /// <summary>A list shows what keeps a container, and the container itself for how long.</summary>
    private async Task<Found> ReadContainersAsync(
        ResourceId service, EstateNeeds needs, HashSet<ResourceId> known, CancellationToken cancellationToken)
    {
        var list = ReadType.ListOf(TypeNames.BlobContainer, service);
        var found = Found.Of(await run.Resources.ListAsync(TypeNames.BlobContainer, service, cancellationToken), list);
        var wanted = found.Resources.Where(container => !known.Contains(container.Id)
            && (LogContainers.IsOfLogs(container.Id.Name) || needs.ContainerNames.Contains(container.Id.Name)));
        var read = await run.GatherAsync(
            wanted,
            (container, token) => container.Body.IsTrueAt("properties.hasImmutabilityPolicy")
                || container.Body.IsTrueAt("properties.hasLegalHold")
                ? run.ReadAsync(container.Id, token)
                : Task.FromResult(Found.Of(container)),
            cancellationToken);
        return new Found { Failed = found.Failed }.And(read);
    }
}
