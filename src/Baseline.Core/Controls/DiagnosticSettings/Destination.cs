using Baseline.Estates;
using Baseline.Findings;
using Baseline.Resources;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>What Azure would refuse about a destination of a diagnostic setting, whatever the setting belongs to.</summary>
internal static class Destination
{
    /// <summary>What keeps a setting from exporting to a storage account; null when nothing does.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="owner">The resource, subscription or management group that the setting belongs to.</param>
    /// <param name="region">The region that the account must lie in, normalised; null where any will do.</param>
    /// <param name="account">The storage account.</param>
    /// <param name="where">The entry of the document that names the account.</param>
    public static Obstacle? ObstacleOf(ControlContext context, ResourceId owner, string? region, ResourceId account, string where)
    {
        var lookup = context.Estate.Find(account);
        if (lookup.Resource is not { } found)
        {
            return lookup.Presence == Presence.Unknown
                ? new Obstacle("BL2107", $"{account}, given by {where}, could not be read ({lookup.Why})", "grant read access to it", Incomplete: true)
                : new Obstacle("BL2109", $"{account}, given by {where}, does not exist", "create it, or name another account");
        }

        return ObstacleOfKind(found, region, where)
            ?? ObstacleOfTenant(context, owner, account)
            ?? ObstacleOfLock(context, account);
    }

    /// <summary>Azure reads the account's keys when a setting that names it is written, and a ReadOnly lock forbids that.</summary>
    public static Obstacle? ObstacleOfLock(ControlContext context, ResourceId? account) =>
        context.ReadOnlyLock(account) is { } found
            ? new Obstacle("BL2105", $"The ReadOnly lock {found.Id} on the destination forbids settings that name it", "remove the lock for the time of the apply")
            : null;

    private static Obstacle? ObstacleOfKind(ObservedResource account, string? region, string where)
    {
        var location = Region.Normalize(account.Body.TextAt("location"));
        if (region is not null && location != region)
        {
            return new Obstacle(
                "BL2110",
                $"{account.Id}, given by {where}, lies in region {location}, and a vault in {region} can only export to an account in {region}",
                "name an account there");
        }

        return account.Body.TextAt("sku.name")?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) == true
            ? new Obstacle(
                "BL2111",
                $"{account.Id}, given by {where}, is a premium account, and diagnostic settings can't export to one",
                "name a standard account")
            : null;
    }

    private static Obstacle? ObstacleOfTenant(ControlContext context, ResourceId owner, ResourceId account)
    {
        var one = context.Estate.Subscription(owner.SubscriptionId)?.TenantId;
        var other = context.Estate.Subscription(account.SubscriptionId)?.TenantId;
        return one is not null && other is not null && !one.Equals(other, StringComparison.OrdinalIgnoreCase)
            ? new Obstacle("BL2112", $"{account} lies in tenant {other}, and {owner} in {one}", "name an account of the same tenant")
            : null;
    }
}
