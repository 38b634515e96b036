using Baseline.Azure;

namespace Baseline.Arm.Monitor;

/// <summary>Microsoft.Insights/diagnosticSettings of a resource, a subscription or a management group.</summary>
internal sealed class DiagnosticSettingsClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId owner) => owner.Child("providers/microsoft.insights/diagnosticSettings");

    public Task<ArmList> ListAsync(ResourceId owner, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(owner).Text, ApiVersions.DiagnosticSettings, cancellationToken);
}
