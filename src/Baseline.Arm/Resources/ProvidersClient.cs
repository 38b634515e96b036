using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Resources/subscriptions/providers: which resource providers a subscription is registered to use.</summary>
internal sealed class ProvidersClient(ArmConnection arm)
{
    public static ResourceId PathOf(ResourceId subscription, string name) => subscription.Child($"providers/{name}");

    public Task<ArmAnswer> GetAsync(ResourceId subscription, string name, CancellationToken cancellationToken) =>
        arm.GetAsync(PathOf(subscription, name).Text, ApiVersions.Subscriptions, cancellationToken);
}
