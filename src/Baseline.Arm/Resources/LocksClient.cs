using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Authorization/locks.</summary>
internal sealed class LocksClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription) => subscription.Child("providers/Microsoft.Authorization/locks");

    public Task<ArmList> ListAtSubscriptionLevelAsync(ResourceId subscription, CancellationToken cancellationToken) =>
        arm.ListAsync(PathOf(subscription).Text, ApiVersions.Locks, cancellationToken);
}
