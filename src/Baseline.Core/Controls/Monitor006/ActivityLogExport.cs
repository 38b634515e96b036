using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>A setting or legacy log profile that exports an activity log to a storage account.</summary>
/// <param name="Source">The setting or profile.</param>
/// <param name="Account">Where it exports to.</param>
/// <param name="IsLegacy">Whether it is a log profile (docs/azure.md#log-profiles).</param>
public sealed record ExportRoute(ObservedResource Source, ResourceId Account, bool IsLegacy);

/// <summary>How the activity log of a subscription or management group is exported.</summary>
/// <param name="Subject">The subscription or group.</param>
/// <param name="Settings">The subject's own settings.</param>
/// <param name="Routes">Every way into a storage account, those of groups above included, sorted by account.</param>
/// <param name="SilentSettings">Settings with a storage account and no category on: as good as none.</param>
/// <param name="WhyUnreadable">Why the settings could not be read; null when they were.</param>
public sealed record ActivityLogExport(
    ResourceId Subject,
    IReadOnlyList<DiagnosticSetting> Settings,
    IReadOnlyList<ExportRoute> Routes,
    IReadOnlyList<DiagnosticSetting> SilentSettings,
    string? WhyUnreadable)
{
    /// <summary>Reads the export of a subscription: its own settings and profiles, and the settings of groups above it in scope.</summary>
    public static ActivityLogExport OfSubscription(ControlContext context, ResourceId subscription)
    {
        var own = context.Estate.List(subscription, TypeNames.DiagnosticSetting);
        var profiles = context.Estate.List(subscription, TypeNames.LogProfile);
        var above = context.Scope.GroupsAbove(subscription.Name)
            .Select(group => context.Estate.List(group, TypeNames.DiagnosticSetting))
            .ToList();
        var unreadable = new[] { own.Unreadable, profiles.Unreadable }.Concat(above.Select(listing => listing.Unreadable))
            .Append(context.Scope.UnreadGroupAbove(subscription.Name))
            .FirstOrDefault(entry => entry is not null);
        var settings = Read(own);
        IEnumerable<DiagnosticSetting> all = [.. settings, .. above.SelectMany(Read)];
        var routes = RoutesOf(all).Concat(profiles.Resources.Select(Route).OfType<ExportRoute>());
        return Build(subscription, settings, all, routes, unreadable);
    }

    /// <summary>Reads the export by the settings of a subject itself: all that there is for a management group.</summary>
    public static ActivityLogExport OfOwnSettings(ControlContext context, ResourceId subject)
    {
        var own = context.Estate.List(subject, TypeNames.DiagnosticSetting);
        var settings = Read(own);
        return Build(subject, settings, settings, RoutesOf(settings), own.Unreadable);
    }

    /// <summary>Every storage account that receives an activity log today, as far as the estate shows it.</summary>
    public static HashSet<ResourceId> Receivers(Estate estate)
    {
        var settings = estate.OfType(TypeNames.DiagnosticSetting)
            .Where(resource => HasActivityLog(resource.Id.ParentType))
            .Select(resource => new DiagnosticSetting(resource));
        var routes = RoutesOf(settings).Concat(estate.OfType(TypeNames.LogProfile).Select(Route).OfType<ExportRoute>());
        return [.. routes.Select(route => route.Account)];
    }

    private static bool HasActivityLog(string type) =>
        type.Equals(TypeNames.Subscription, StringComparison.OrdinalIgnoreCase)
        || type.Equals(TypeNames.ManagementGroup, StringComparison.OrdinalIgnoreCase);

    private static ActivityLogExport Build(
        ResourceId subject,
        IReadOnlyList<DiagnosticSetting> settings,
        IEnumerable<DiagnosticSetting> all,
        IEnumerable<ExportRoute> routes,
        UnreadableResource? unreadable) =>
        new(
            subject,
            settings,
            [.. routes.OrderBy(route => route.Account).ThenBy(route => route.Source.Id)],
            [.. all.Where(setting => setting.StorageAccount is not null && !setting.ExportsLogs)],
            unreadable?.Why);

    private static List<DiagnosticSetting> Read(Listing listing) =>
        [.. listing.Resources.Select(resource => new DiagnosticSetting(resource))];

    private static IEnumerable<ExportRoute> RoutesOf(IEnumerable<DiagnosticSetting> settings) =>
        settings.Where(setting => setting.ExportsLogs && setting.StorageAccount is not null)
            .Select(setting => new ExportRoute(setting.Resource, setting.StorageAccount ?? setting.Resource.Id, IsLegacy: false));

    private static ExportRoute? Route(ObservedResource profile) =>
        ResourceId.TryParse(profile.Body.TextAt("properties.storageAccountId"), out var account)
            ? new ExportRoute(profile, account, IsLegacy: true)
            : null;
}
