using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor007;

/// <summary>Reads <c>controls.Monitor-007</c>.</summary>
internal sealed class Monitor007SettingsReader(DiagnosticBag bag)
{
    private const string CategoriesKey = "categories";
    private const string DestinationKey = "destination";

    private readonly ValueReader _values = new(bag);

    public Monitor007Settings Read(MapReader control)
    {
        var categories = Categories(control);
        var destination = control.Map(DestinationKey, required: true) is { } map
            ? Destination(map)
            : new DestinationSettings(Monitor007Settings.DestinationPath);
        var retention = new RetentionReader(bag).ReadOptional(control);
        var countsGroups = CountsGroups(control, categories);
        var manageLifecycle = new LifecycleReader(bag).Read(control, retention);
        var settingName = _values.SettingName(control.Text("settingName")) ?? Monitor007Settings.DefaultSettingName;
        control.Done();
        return new Monitor007Settings(categories, destination, settingName, control.Place.Span)
        {
            Exports = Exports(control, destination, settingName),
            Retention = retention,
            ManageLifecycle = manageLifecycle,
            CountsManagementGroups = countsGroups,
        };
    }

    private static IReadOnlyList<string> Categories(MapReader control)
    {
        if (control.IsList(CategoriesKey))
        {
            return control.OneOrMoreOf(CategoriesKey, ActivityLog.Categories, "a list of categories");
        }

        control.OneOf(CategoriesKey, ["all"], required: true);
        return ActivityLog.Categories;
    }

    /// <summary>The activity log has no region, so that of destinations by region only the one for other regions is for it.</summary>
    private DestinationSettings Destination(MapReader map)
    {
        var destination = new DestinationReader(bag).Read(map) with { AcceptsPartners = false };
        foreach (var kind in SinkWords.Nameable.Where(kind => !destination.Of(kind).IsEmpty && destination.Of(kind).In("") is null))
        {
            var key = SinkWords.KeyOf(kind);
            bag.Add(RuleDiagnostics.NoneWithoutRegion(map.PlaceOf(key), map.PathOf(key), SinkWords.NounOf(kind)));
        }

        return destination;
    }

    private bool CountsGroups(MapReader control, IReadOnlyList<string> categories)
    {
        const string Key = "managementGroups";
        var counts = control.OneOf(Key, ["ignore", "count"]) == "count";
        if (counts && categories.Except(ActivityLog.GroupCategories).FirstOrDefault() is { } beyond)
        {
            bag.Add(RuleDiagnostics.GroupsInVain(control.PlaceOf(Key), control.PathOf(Key), beyond));
        }

        return counts;
    }

    private static IReadOnlyList<DeclaredExport> Exports(MapReader control, DestinationSettings destination, string settingName) =>
        destination.StorageAccounts.In("") is { Id: { } account } && control.Map(DestinationKey) is { } map
            ? [new(Monitor007Settings.Id, "activity log", account, settingName, map.PlaceOf(SinkWords.KeyOf(SinkKind.StorageAccount)))]
            : [];
}
