namespace Baseline.Azure;

/// <summary>Addresses of resources in the Azure portal. Pure.</summary>
/// <param name="types">The types, which know what the portal has a page of.</param>
/// <param name="cloud">The cloud's name on the command line; null for the public one. Of any other, no addresses are known.</param>
public sealed class AzurePortal(ResourceTypes types, string? cloud)
{
    /// <summary>What the address of a page begins with, before the id; null where none is known.</summary>
    public string? Start { get; } = cloud switch
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
        return Start is null || shown.SubscriptionId is null
            ? null
            : Start + string.Join('/', shown.Text.Split('/').Select(Uri.EscapeDataString));
    }
}
