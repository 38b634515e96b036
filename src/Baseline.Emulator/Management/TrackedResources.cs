using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>
/// What Azure's own lists of everything show: resources of a group, and of what hangs beneath them the types with a life of their own.
/// </summary>
internal static class TrackedResources
{
    private static readonly HashSet<string> Children =
    [
        "microsoft.azuredatatransfer/connections/flows",
        "microsoft.cdn/profiles/endpoints",
        "microsoft.healthcareapis/workspaces/dicomservices",
        "microsoft.healthcareapis/workspaces/fhirservices",
        "microsoft.healthcareapis/workspaces/iotconnectors",
        "microsoft.machinelearningservices/workspaces/onlineendpoints",
        "microsoft.media/mediaservices/liveevents",
        "microsoft.media/mediaservices/streamingendpoints",
        "microsoft.netapp/netappaccounts/capacitypools",
        "microsoft.netapp/netappaccounts/capacitypools/volumes",
        "microsoft.network/networkmanagers/ipampools",
        "microsoft.notificationhubs/namespaces/notificationhubs",
        "microsoft.signalrservice/signalr/replicas",
        "microsoft.signalrservice/webpubsub/replicas",
        "microsoft.sql/managedinstances/databases",
        "microsoft.sql/servers/databases",
        "microsoft.synapse/workspaces/bigdatapools",
        "microsoft.synapse/workspaces/kustopools",
        "microsoft.synapse/workspaces/scopepools",
        "microsoft.synapse/workspaces/sqlpools",
        "microsoft.timeseriesinsights/environments/eventsources",
        "microsoft.web/sites/slots",
    ];

    /// <summary>Whether the lists show a resource. Keys, settings and grants belong to another resource, and are not shown.</summary>
    public static bool Contains(ResourcePath path) =>
        Children.Contains(path.Type)
        || (path.Parent.IsResourceGroup
            && path.Type.Count(letter => letter == '/') == 1
            && !path.Type.StartsWith("microsoft.insights/diagnostic", StringComparison.Ordinal)
            && !path.Type.StartsWith("microsoft.authorization/", StringComparison.Ordinal));
}
