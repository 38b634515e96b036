using Baseline.Azure;

namespace Baseline.Arm.Monitor;

/// <summary>Microsoft.Insights/logprofiles, which Azure retires on 2026-09-15.</summary>
internal sealed class LogProfilesClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription) => subscription.Child("providers/microsoft.insights/logprofiles");

    public Task<ArmList> ListAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(subscription).Text, ApiVersions.LogProfiles, cancellationToken);
}
