namespace Baseline.Azure.StorageAccounts;

/// <summary>
/// The services of storage accounts, which have the logs that accounts themselves don't have. No list of Azure's shows them: which
/// ones there are follows from the kind of the account (docs/azure.md#services-of-storage-accounts).
/// </summary>
public static class StorageServices
{
    private const string Blob = "blobServices";
    private const string BlobDefault = $"{Blob}/default";
    private const string File = "fileServices";

    private static readonly string[] All = [Blob, File, "queueServices", "tableServices"];

    /// <summary>The types of the services, in Azure's spelling.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. All.Select(service => $"{TypeNames.StorageAccount}/{service}")];

    /// <summary>The blob service of an account, which has no other.</summary>
    public static ResourceId BlobOf(ResourceId account) => account.Child(BlobDefault);

    /// <summary>A container of blobs of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="name">The name of the container.</param>
    public static ResourceId ContainerOf(ResourceId account, string name) => BlobOf(account).Child($"containers/{name}");

    /// <summary>Whether an id, as it is written to, is that of the blob service of an account.</summary>
    public static bool IsBlob(string id) => id.EndsWith($"/{BlobDefault}", StringComparison.OrdinalIgnoreCase);

    /// <summary>The services that an account has.</summary>
    /// <param name="account">The account.</param>
    /// <param name="kind">Its kind, such as <c>StorageV2</c>; of an account without one all services are taken to be there.</param>
    public static IEnumerable<ResourceId> Of(ResourceId account, string? kind) =>
        Names(kind ?? "").Select(service => account.Child($"{service}/default"));

    private static string[] Names(string kind) =>
        kind.Equals("BlobStorage", StringComparison.OrdinalIgnoreCase)
            || kind.Equals("BlockBlobStorage", StringComparison.OrdinalIgnoreCase) ? [Blob]
        : kind.Equals("FileStorage", StringComparison.OrdinalIgnoreCase) ? [File]
        : All;
}
