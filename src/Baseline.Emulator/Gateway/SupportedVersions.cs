namespace Baseline.Emulator.Gateway;

/// <summary>
/// The api-versions that Azure supports, by type. A type without a list of its own goes by that of its namespace; a namespace
/// without one takes any version that is a date.
/// </summary>
internal static class SupportedVersions
{
    private const string Resources =
        "2025-04-01,2025-03-01,2024-11-01,2024-08-01,2024-07-01,2024-06-01-preview,2024-03-01,2023-07-01,2023-07-01-preview,"
        + "2023-03-01-preview,2022-12-01,2022-11-01-preview,2022-09-01,2022-06-01,2022-05-01,2022-03-01-preview,2022-01-01,"
        + "2021-04-01,2021-01-01,2020-10-01,2020-09-01,2020-08-01,2020-07-01,2020-06-01,2020-05-01,2020-01-01,2019-11-01,"
        + "2019-10-01,2019-09-01,2019-08-01,2019-07-01,2019-06-01,2019-05-10,2019-05-01,2019-03-01,2018-11-01,2018-09-01,"
        + "2018-08-01,2018-07-01,2018-06-01,2018-05-01,2018-02-01,2018-01-01,2017-12-01,2017-08-01,2017-06-01,2017-05-10,"
        + "2017-05-01,2017-03-01,2016-09-01,2016-07-01,2016-06-01,2016-02-01,2015-11-01,2015-01-01,2014-04-01-preview,"
        + "2014-04-01,2014-01-01,2013-03-01";

    private const string DataCollection = "2024-03-11,2023-03-11,2022-06-01,2021-09-01-preview,2021-04-01,2019-11-01-preview";

    // Newest first, as Azure lists them.
    private static readonly Dictionary<string, string[]> Lists = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["microsoft.resources"] = Resources,
        ["microsoft.keyvault"] =
            "2026-02-01,2025-05-01,2024-12-01-preview,2024-11-01,2024-04-01-preview,2023-08-01-preview,2023-07-01,2023-02-01,"
            + "2022-11-01,2022-07-01,2022-02-01-preview,2021-11-01-preview,2021-10-01,2021-06-01-preview,2021-04-01-preview,"
            + "2020-04-01-preview,2019-09-01,2018-02-14,2018-02-14-preview,2016-10-01,2015-06-01",
        ["microsoft.storage"] =
            "2025-08-01,2025-06-01,2025-01-01,2024-01-01,2023-05-01,2023-04-01,2023-01-01,2022-09-01,2022-05-01,2021-09-01,"
            + "2021-08-01,2021-06-01,2021-05-01,2021-04-01,2021-02-01,2021-01-01,2020-08-01-preview,2019-06-01,2019-04-01,"
            + "2018-11-01,2018-07-01,2018-03-01-preview,2018-02-01,2017-10-01,2017-06-01,2016-12-01,2016-05-01,2016-01-01,"
            + "2015-06-15,2015-05-01-preview",
        ["microsoft.storageactions"] = "2023-01-01",
        ["microsoft.managedidentity"] =
            "2025-01-31-preview,2024-11-30,2023-07-31-preview,2023-01-31,2022-01-31-preview,2021-09-30-preview,2018-11-30,"
            + "2015-08-31-preview",
        ["microsoft.insights/diagnosticsettings"] =
            "2021-05-01-preview,2020-01-01-preview,2017-05-01-preview,2016-09-01,2015-07-01",
        ["microsoft.insights/diagnosticsettingscategories"] = "2021-05-01-preview,2017-05-01-preview",
        ["microsoft.insights/activitylogalerts"] = "2023-01-01-preview,2020-10-01,2017-04-01,2017-03-01-preview",
        ["microsoft.insights/actiongroups"] =
            "2024-10-01-preview,2023-09-01-preview,2023-01-01,2022-06-01,2022-04-01,2021-09-01,2019-06-01,2019-03-01,2018-09-01,"
            + "2018-03-01,2017-04-01,2017-03-01-preview",
        ["microsoft.insights/datacollectionrules"] = DataCollection,
        ["microsoft.insights/datacollectionruleassociations"] = DataCollection,
        ["microsoft.insights/logprofiles"] = "2016-03-01,2014-04-01",
        ["microsoft.authorization/roleassignments"] =
            "2022-04-01,2022-01-01-preview,2021-04-01-preview,2020-10-01-preview,2020-08-01-preview,2020-04-01-preview,"
            + "2020-03-01-preview,2019-04-01-preview,2018-12-01-preview,2018-09-01-preview,2018-07-01,2018-01-01-preview,"
            + "2017-10-01-preview,2017-09-01,2017-05-01,2016-07-01,2015-07-01,2015-06-01,2014-10-01-preview,2014-07-01-preview",
        ["microsoft.authorization/roledefinitions"] =
            "2023-07-01-preview,2022-05-01-preview,2022-04-01,2018-07-01,2018-01-01-preview,2017-05-01,2016-07-01,2015-07-01,"
            + "2015-06-01,2014-10-01-preview,2014-07-01-preview",
        ["microsoft.authorization/locks"] = "2020-05-01,2017-04-01,2016-09-01,2015-06-01,2015-05-01-preview,2015-01-01",
        ["microsoft.management"] =
            "2024-02-01-preview,2023-04-01,2021-04-01,2020-10-01,2020-05-01,2020-02-01,2019-11-01,2018-03-01-preview,"
            + "2018-01-01-preview,2017-11-01-preview,2017-08-31-preview",
        ["microsoft.resourcegraph"] =
            "2024-04-01,2022-10-01,2021-06-01-preview,2021-03-01,2020-09-01-preview,2020-04-01-preview,2019-04-01,"
            + "2018-09-01-preview",
        ["microsoft.operationalinsights"] =
            "2025-07-01,2025-02-01,2023-09-01,2022-10-01,2021-12-01-preview,2021-06-01,2020-10-01,2020-08-01,"
            + "2020-03-01-preview,2017-04-26-preview,2015-11-01-preview,2015-03-20",
        ["microsoft.eventhub"] =
            "2025-05-01-preview,2024-05-01-preview,2024-01-01,2023-01-01-preview,2022-10-01-preview,2022-01-01-preview,"
            + "2021-11-01,2021-06-01-preview,2021-01-01-preview,2018-01-01-preview,2017-04-01,2015-08-01,2014-09-01",
    }.ToDictionary(list => list.Key, list => list.Value.Split(','), StringComparer.OrdinalIgnoreCase);

    /// <summary>The versions of a type in lower case, newest first; null where any date will do.</summary>
    public static IReadOnlyList<string>? Of(string type) =>
        Lists.GetValueOrDefault(type) ?? Lists.GetValueOrDefault(type.Split('/')[0]);

    /// <summary>The types of a namespace that have a list of their own.</summary>
    public static IEnumerable<string> TypesOf(string provider) => Lists.Keys
        .Where(type => type.StartsWith(provider + "/", StringComparison.OrdinalIgnoreCase))
        .Select(type => type[(provider.Length + 1)..]);
}
