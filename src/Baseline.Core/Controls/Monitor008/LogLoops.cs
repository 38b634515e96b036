using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// Logs that make logs: what receives them logs that it did, back to where they came from. Azure takes such settings
/// (docs/azure.md#destinations-that-are-refused).
/// </summary>
internal static class LogLoops
{
    private const string Consequence = "each event that is written is an event to log";

    /// <summary>Why a setting of a resource is part of a loop, as a sentence; null where it is not.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="setting">Its setting, which may export nothing.</param>
    public static string? WhyLoop(Estate estate, ResourceId resource, DiagnosticSetting setting)
    {
        foreach (var receiver in Receivers(setting))
        {
            if (resource.IsAtOrBelow(receiver))
            {
                var noun = receiver.IsOfType(TypeNames.StorageAccount)
                    ? "a storage account to the account"
                    : "a namespace to the namespace";
                return $"Setting \"{setting.Name}\" exports the logs of {noun} itself, and {Consequence}.";
            }

            if (Back(estate, receiver, resource) is { } back)
            {
                return $"Setting \"{setting.Name}\" exports logs to {receiver}, and setting \"{back.Name}\" exports its logs back, so that "
                    + $"{Consequence}.";
            }
        }

        return null;
    }

    /// <summary>The setting of a receiver of logs by which it exports its own to what sends them; null where there is none.</summary>
    private static DiagnosticSetting? Back(Estate estate, ResourceId receiver, ResourceId sender) =>
        estate.List(LogsOf(receiver), TypeNames.DiagnosticSetting).Resources
            .Select(setting => new DiagnosticSetting(setting))
            .FirstOrDefault(setting => Receivers(setting).Any(other => LogsOf(other) == sender));

    /// <summary>The accounts and namespaces of event hubs that receive logs of a setting.</summary>
    private static IEnumerable<ResourceId> Receivers(DiagnosticSetting setting) => setting.Logs.Any(row => row.Enabled)
        ? setting.Destinations
            .Where(sink => sink.Kind is SinkKind.StorageAccount or SinkKind.EventHub)
            .SelectMany(sink => sink.Resources.Take(1))
        : [];

    /// <summary>What logs that something was written: of an account its blob service.</summary>
    private static ResourceId LogsOf(ResourceId receiver) =>
        receiver.IsOfType(TypeNames.StorageAccount) ? StorageServices.BlobOf(receiver) : receiver;
}
