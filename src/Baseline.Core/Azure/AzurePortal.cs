namespace Baseline.Azure;

/// <summary>Addresses of resources in the Azure portal. Pure.</summary>
/// <param name="types">The types, which know what the portal has a page of.</param>
/// <param name="cloud">The cloud's name on the command line; null for the public one. Of any other, no addresses are known.</param>
public sealed class AzurePortal(ResourceTypes types, string? cloud)
{
    private readonly string? _start = cloud switch
    {
        null or "public" => "https://portal.azure.com/#resource",
        "china" => "https://portal.azure.cn/#resource",
        "usgov" => "https://portal.azure.us/#resource",
        _ => null,
    };

    /// <summary>
    /// The page that shows a resource, with every character but letters, digits and <c>-._~/</c> spelled out; null where none is known,
    /// as for management groups.
    /// </summary>
    public string? PageOf(ResourceId id)
    {
        var shown = types.ShownAt(id);
        return _start is null || shown.SubscriptionId is null
            ? null
            : _start + string.Join('/', shown.Text.Split('/').Select(Uri.EscapeDataString));
    }
}
