using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>What must be there before something can be created: its resource group, and the registration of its provider.</summary>
internal static class Provisioning
{
    /// <summary>Everything that keeps Azure from creating a resource where its id says.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="id">What is to be created, in a resource group.</param>
    /// <param name="provider">The namespace of its provider, in Azure's spelling.</param>
    /// <param name="location">Its region.</param>
    public static IEnumerable<Obstacle> ObstaclesOf(ControlContext context, ResourceId id, string provider, string location)
    {
        IEnumerable<Obstacle?> found =
        [
            ObstacleOfGroup(context.Estate, id, location),
            id.SubscriptionId is { } guid ? context.WhyUnregistered(guid, provider, "Azure creates nothing of it there") : null,
        ];
        return found.OfType<Obstacle>();
    }

    private static Obstacle? ObstacleOfGroup(Estate estate, ResourceId id, string location)
    {
        if (id.ResourceGroup is not { } name || id.SubscriptionId is not { } guid)
        {
            return null;
        }

        var group = ResourceId.Subscription(guid).Child($"resourceGroups/{name}");
        var lookup = estate.Find(group);
        return estate.Row(group) is not null || HoldsAnything(estate, group) ? null
            : lookup.Presence == Presence.Unknown
            ? Obstacle.Unread(
                $"Resource group {name} of subscription {guid} could not be read ({lookup.Why})",
                "grant Microsoft.Resources/subscriptions/resourceGroups/read")
            : new Obstacle(
                "BL2140",
                $"Resource group {name} of subscription {guid} does not exist, and {id.Name} is to be created in it",
                $"run \"az group create --name {name} --location {location} --subscription {guid}\"");
    }

    /// <summary>A group need not be an entry of its own in a captured estate: what lies in it shows that it is there.</summary>
    private static bool HoldsAnything(Estate estate, ResourceId group) =>
        estate.HasAnythingBelow(group)
        || estate.Unreadable.Any(entry => !entry.IsGone && entry.Id != group && entry.Id.IsAtOrBelow(group));
}
