using Baseline.Azure;

namespace Baseline.Cli.Formats.Text;

/// <summary>Where names lead on a terminal that has links.</summary>
/// <param name="view">What is shown, and where.</param>
internal sealed class PortalLinks(PlanView view)
{
    private readonly AzurePortal? _portal = view.Palette.HasLinks ? new AzurePortal(view.Types, view.Plan.Estate.Cloud) : null;

    /// <summary>The page of a resource in the Azure portal; null where there are no links, or no page is known.</summary>
    public string? Of(ResourceId? id) => id is null ? null : _portal?.PageOf(id);
}
