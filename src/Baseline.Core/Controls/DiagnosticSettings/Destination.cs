using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>What Azure would refuse about a destination of a diagnostic setting (docs/azure.md#destinations-that-are-refused).</summary>
public static class Destination
{
    private const string Send = "Send";

    private static readonly string[] WantedRights = ["Listen", "Manage", Send];

    // Azure Monitor appends to blobs, and these hold none that can be appended to.
    private static readonly string[] UnfitKinds = ["FileStorage", "BlockBlobStorage"];

    /// <summary>What keeps a setting from exporting to a storage account; null when nothing does.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="owner">The resource, subscription or management group that the setting belongs to.</param>
    /// <param name="region">The region that the account must lie in, normalised; null where any will do.</param>
    /// <param name="account">The storage account.</param>
    /// <param name="where">The entry of the document, or the setting, that names the account.</param>
    public static Obstacle? ObstacleOf(ControlContext context, ResourceId owner, string? region, ResourceId account, string where)
    {
        var lookup = context.Estate.Find(account);
        if (lookup.Resource is not { } found)
        {
            return lookup.Presence == Presence.Unknown
                ? Obstacle.Unread($"{account}, given by {where}, could not be read ({lookup.Why})", "grant read access to it")
                : new Obstacle(
                    "BL2109",
                    $"{account}, given by {where}, does not exist{AlsoMissing(context, account)}",
                    "create it, or name another account");
        }

        return ObstacleOfItself(owner, account, where)
            ?? ObstacleOfRegion(found, region, where)
            ?? ObstacleOfKind(found, where)
            ?? ObstacleOfTenant(context, owner, account, "an account")
            ?? ObstacleOfKeys(context, account);
    }

    /// <summary>Whether diagnostic settings can export to accounts like this one.</summary>
    public static bool TakesLogs(ObservedResource account) => ObstacleOfKind(account, "") is null;

    /// <summary>
    /// Reading an account's keys is part of writing a setting, and neither a ReadOnly lock nor a disabled subscription lets anybody do
    /// that (docs/azure.md#rights-at-a-destination).
    /// </summary>
    public static Obstacle? ObstacleOfKeys(ControlContext context, ResourceId? account) =>
        account is not null && context.ReadOnlySubscription(account) is { } disabled ? disabled
        : context.ReadOnlyLock(account) is { } found
            ? new Obstacle(
                "BL2105",
                $"The ReadOnly lock {found.Id} on the destination forbids settings that name it",
                "remove the lock while you apply")
            : null;

    /// <summary>
    /// What keeps a setting that has other destinations beside its storage account from being written: Azure looks at all of
    /// them again. One that could not be read may be refused, so it stands in the way as well; what is known to be refused is told
    /// before it. Null when nothing does.
    /// </summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="owner">What the setting belongs to.</param>
    /// <param name="region">The region that an event hub must lie in, normalised; null where any will do.</param>
    /// <param name="setting">The setting that is to be written.</param>
    /// <param name="dropped">Destinations that it will not have any more; none by default.</param>
    public static Obstacle? ObstacleOfOthers(
        ControlContext context, ResourceId owner, string? region, DiagnosticSetting setting, IReadOnlyList<Sink>? dropped = null)
    {
        var found = setting.OtherDestinations.Except(dropped ?? [])
            .Select(sink => ObstacleOfOther(context, owner, region, setting, sink)).OfType<Obstacle>().ToList();
        return found.Find(obstacle => !obstacle.Incomplete) ?? found.FirstOrDefault();
    }

    /// <summary>The destinations of a setting that are known not to exist, storage accounts left out.</summary>
    public static IReadOnlyList<Sink> GoneOthers(Estate estate, DiagnosticSetting setting) =>
        [.. setting.OtherDestinations.Where(sink => sink.LookUp(estate).Presence == Presence.Absent)];

    private static Obstacle? ObstacleOfOther(
        ControlContext context, ResourceId owner, string? region, DiagnosticSetting setting, Sink sink)
    {
        var lookup = sink.LookUp(context.Estate);
        if (lookup.Presence == Presence.Absent)
        {
            return new Obstacle(
                "BL2131",
                $"Setting \"{setting.Name}\" names {sink.Text} as well, which does not exist, and Azure takes no setting that names it",
                $"correct or delete setting \"{setting.Name}\"");
        }

        if (sink.Resources.Count == 0)
        {
            return null;
        }

        if (lookup.Presence == Presence.Unknown)
        {
            return Obstacle.Unread(
                $"{sink.Text}, given by setting \"{setting.Name}\", could not be read ({lookup.Why})", "grant read access to it");
        }

        var where = $"setting \"{setting.Name}\"";
        return (sink.Kind == SinkKind.EventHub ? ObstacleOfHub(context, region, sink, lookup.Resource, where, $"named by {where}") : null)
            ?? ObstacleOfTenant(context, owner, sink.Resources[^1], "a destination");
    }

    /// <summary>What Azure would refuse about an event hub that is there.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="region">The region that it must lie in, normalised; null where any will do.</param>
    /// <param name="sink">The event hub.</param>
    /// <param name="rule">Its authorization rule, where it was read.</param>
    /// <param name="where">The entry of the document, or the setting, that names it.</param>
    /// <param name="named">The same as a participle.</param>
    internal static Obstacle? ObstacleOfHub(
        ControlContext context, string? region, Sink sink, ObservedResource? rule, string where, string named)
    {
        var space = context.Estate.Find(sink.Resources[0]).Resource;
        if (space is not null && ObstacleOfRegion(space, region, where) is { } elsewhere)
        {
            return elsewhere;
        }

        var rights = rule?.Body.TextsAt("properties.rights").ToList() ?? [];
        return rights.Count > 0 && !WantedRights.All(right => rights.Contains(right, StringComparer.OrdinalIgnoreCase))
            ? new Obstacle(
                "BL2132",
                $"Authorization rule {sink.Text}, {named}, has the rights {string.Join(", ", rights)} only",
                "give it Manage, Send and Listen, which Azure wants of the rule of a diagnostic setting")
            : null;
    }

    /// <summary>Whether an authorization rule is known to lack the right without which nothing can be sent to an event hub.</summary>
    /// <param name="rule">The rule, where it was read; nothing else has rights.</param>
    public static bool IsUnableToSend(ObservedResource? rule) =>
        rule?.Body.TextsAt("properties.rights").ToList() is { Count: > 0 } rights
        && !rights.Contains(Send, StringComparer.OrdinalIgnoreCase);

    /// <summary>What keeps a setting from sending anything to a destination that is accepted; null where nothing does.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="accepts">Whether a destination counts.</param>
    public static Obstacle? ObstacleOfSending(ControlContext context, DiagnosticSetting setting, Func<Sink, bool> accepts) =>
        setting.OtherDestinations.Where(accepts)
            .Select(sink => (Sink: sink, Rule: sink.LookUp(context.Estate).Resource))
            .Where(one => IsUnableToSend(one.Rule))
            .Select(one => ObstacleOfHub(
                context, region: null, one.Sink, one.Rule, $"setting \"{setting.Name}\"", $"named by setting \"{setting.Name}\""))
            .FirstOrDefault();

    internal static Obstacle? ObstacleOfItself(ResourceId owner, ResourceId account, string where) =>
        owner.IsAtOrBelow(account)
            ? new Obstacle(
                "BL2133",
                $"{account}, given by {where}, would export its logs to itself, and each event written would be an event to log",
                account.IsOfType(TypeNames.StorageAccount) ? "name another account" : "name another event hub")
            : null;

    private static Obstacle? ObstacleOfRegion(ObservedResource destination, string? region, string where)
    {
        var location = Region.Normalize(destination.Body.TextAt("location"));
        var what = destination.Id.IsOfType(TypeNames.StorageAccount) ? "an account" : "an event hub";
        if (region is { Length: 0 } || (region is not null && location.Length == 0))
        {
            return new Obstacle(
                "BL2137",
                $"Azure gave no region for {(region.Length == 0 ? "it" : $"{destination.Id}, given by {where},")} "
                    + $"and a resource can only export to {what} of its own region",
                "plan again, or give it its location where the estate file was written by hand; "
                    + "if Azure keeps giving none, ask Azure's support");
        }

        return region is not null && location != region
            ? new Obstacle(
                "BL2110",
                $"{destination.Id}, given by {where}, lies in region {location}, "
                    + $"and a resource in {region} can only export to {what} in {region}",
                $"name {what} there")
            : null;
    }

    private static Obstacle? ObstacleOfKind(ObservedResource account, string where)
    {
        var kind = account.Body.TextAt("kind");
        if (account.Body.TextAt("sku.name")?.StartsWith("Premium", StringComparison.OrdinalIgnoreCase) == true)
        {
            return new Obstacle(
                "BL2111",
                $"{account.Id}, given by {where}, is a premium account, and diagnostic settings can't export to one",
                "name a standard account");
        }

        if (Array.Exists(UnfitKinds, unfit => unfit.Equals(kind, StringComparison.OrdinalIgnoreCase)))
        {
            return new Obstacle(
                "BL2111",
                $"{account.Id}, given by {where}, is of kind {kind}, and diagnostic settings can't export to one",
                "name a standard account of kind StorageV2");
        }

        return string.Equals(account.Body.TextAt("properties.dnsEndpointType"), "AzureDnsZone", StringComparison.OrdinalIgnoreCase)
            ? new Obstacle(
                "BL2130",
                $"{account.Id}, given by {where}, has the endpoints of an Azure DNS zone, and diagnostic settings can't export to one",
                "name an account with standard endpoints, because an account keeps those that it was created with")
            : null;
    }

    /// <summary>
    /// Another tenant is in reach where one of the two subscriptions is delegated to it. Usually it is the customer's that is
    /// delegated to the provider, who keeps the logs.
    /// </summary>
    internal static Obstacle? ObstacleOfTenant(ControlContext context, ResourceId owner, ResourceId destination, string what)
    {
        var here = context.Estate.Subscription(owner.SubscriptionId);
        var there = context.Estate.Subscription(destination.SubscriptionId);
        return here?.TenantId is { } one && there?.TenantId is { } other
            && !one.Equals(other, StringComparison.OrdinalIgnoreCase)
            && !here.ManagedByTenants.Contains(other, StringComparer.OrdinalIgnoreCase)
            && !there.ManagedByTenants.Contains(one, StringComparer.OrdinalIgnoreCase)
            ? new Obstacle(
                "BL2112",
                $"{destination} lies in tenant {other}, and {owner} in {one}, and neither subscription is delegated to the other's tenant",
                $"name {what} of the same tenant, or delegate the subscription (Azure Lighthouse)")
            : null;
    }

    /// <summary>An account can't be created where its group is not there either.</summary>
    internal static string AlsoMissing(ControlContext context, ResourceId account) =>
        account.Parent is { } group
        && context.Estate.Find(group).Presence == Presence.Absent
        && !context.Estate.HasAnythingBelow(group)
            ? $", nor does its resource group {group.Name}"
            : "";
}
