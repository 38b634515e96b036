using Baseline.Azure;

namespace Baseline.Arm.Resources;

/// <summary>Microsoft.Resources/subscriptions.</summary>
internal sealed class SubscriptionsClient(ArmConnection arm)
{
    public Task<ArmList> ListAsync(CancellationToken cancellationToken) =>
        arm.ListAsync("/subscriptions", ApiVersions.Subscriptions, cancellationToken);

    public Task<ArmAnswer> GetAsync(string subscription, CancellationToken cancellationToken) =>
        arm.GetAsync(ResourceId.Subscription(subscription).Text, ApiVersions.Subscriptions, cancellationToken);
}
