using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.Monitor008;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads what decides how long destinations keep the logs of resources: the policies of the logs' containers in accounts, and the
/// tables of workspaces. One list for each account and workspace holds them, however many categories there are.
/// </summary>
internal sealed class LogRetentionReading(EstateReads run, SubscriptionAccess access)
{
    /// <summary>Reads the containers of logs in accounts.</summary>
    /// <param name="logs">The resources that log, with what they offer.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="accounts">The accounts that are there; of others nothing is read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadContainersAsync(
        LogsRead logs, IReadOnlyList<ResourceId> named, AccountsRead accounts, CancellationToken cancellationToken)
    {
        var wanted = logs.Found.OfType(TypeNames.LogCategory)
            .Select(category => LogContainers.OfCategory(category.Id.Name))
            .ToHashSet(StringComparer.Ordinal);
        return run.GatherAsync(
            logs.StorageAccounts.Concat(named).Where(id => id.IsOfType(TypeNames.StorageAccount) && accounts.Has(id)).Distinct().Order(),
            (account, token) => access.ReadAsync(account, inner => ReadContainersAsync(account, wanted, inner), token),
            cancellationToken);
    }

    /// <summary>Reads the tables of logs in workspaces.</summary>
    /// <param name="logs">The resources that log.</param>
    /// <param name="workspaces">The workspaces, which are there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadTablesAsync(LogsRead logs, IEnumerable<ResourceId> workspaces, CancellationToken cancellationToken)
    {
        var wanted = logs.Found.OfType(TypeNames.LogCategory)
            .Select(category => category.Id.Parent is { } resource
                ? LogTypeCatalogue.Product.Find(resource.Type)?.Find(category.Id.Name)?.Table
                : null)
            .OfType<string>()
            .Append(LogTables.Shared)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return run.GatherAsync(
            workspaces,
            (workspace, token) => access.ReadAsync(workspace, inner => ReadTablesAsync(workspace, wanted, inner), token),
            cancellationToken);
    }

    /// <summary>A list shows who has a policy, and the container itself which.</summary>
    private async Task<Found> ReadContainersAsync(ResourceId account, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var service = StorageServices.BlobOf(account);
        var list = await run.Resources.ListAsync(TypeNames.BlobContainer, service, cancellationToken);
        if (list.Failure is { } failure)
        {
            return Unreadable(wanted.Select(name => StorageServices.ContainerOf(account, name)), failure);
        }

        var containers = Found.Of(list, ReadType.ListOf(TypeNames.BlobContainer, service));
        return await run.GatherAsync(
            containers.Resources.Where(container => wanted.Contains(container.Id.Name)),
            (container, token) => container.Body.IsTrueAt("properties.hasImmutabilityPolicy")
                ? run.ReadAsync(container.Id, token)
                : Task.FromResult(Found.Of(container)),
            cancellationToken);
    }

    private async Task<Found> ReadTablesAsync(ResourceId workspace, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.WorkspaceTable, workspace, cancellationToken);
        if (list.Failure is { } failure)
        {
            return Unreadable(wanted.Select(name => workspace.Child($"tables/{name}")), failure);
        }

        var tables = Found.Of(list, ReadType.ListOf(TypeNames.WorkspaceTable, workspace));
        return tables with { Resources = [.. tables.Resources.Where(table => wanted.Contains(table.Id.Name))] };
    }

    /// <summary>A list that could not be read leaves unknown each of those that matter, and no others.</summary>
    private static Found Unreadable(IEnumerable<ResourceId> ids, ArmFailure failure) =>
        Found.Merge([.. ids.Order().Select(id => Found.Unreadable(id, failure))]);
}
