using Baseline.Azure;

namespace Baseline.Arm.Monitor;

/// <summary>What diagnostic settings export to beside storage accounts, and what bears on how long an account keeps a log.</summary>
internal sealed class DestinationsClient(ArmConnection arm)
{
    private static readonly Dictionary<string, string> Versions = new(StringComparer.Ordinal)
    {
        ["microsoft.operationalinsights"] = ApiVersions.OperationalInsights,
        ["microsoft.eventhub"] = ApiVersions.EventHub,
        ["microsoft.storage"] = ApiVersions.Storage,
        ["microsoft.storageactions"] = ApiVersions.StorageActions,
        ["microsoft.resources"] = ApiVersions.ResourceGroupOfDestination,
    };

    public static ResourceId TasksOf(ResourceId account) => account.Child("storageTaskAssignments");

    /// <summary>A workspace, a namespace, an authorization rule, a blob service, a storage task or a resource group.</summary>
    public Task<ArmAnswer> GetAsync(ResourceId id, CancellationToken cancellationToken) =>
        arm.GetAsync(id.Text, Versions[id.Type.Split('/')[0]], cancellationToken);

    public Task<ArmList> ListTasksAsync(ResourceId account, CancellationToken cancellationToken) =>
        arm.ListAsync(TasksOf(account).Text, ApiVersions.Storage, cancellationToken);
}
