namespace Baseline.Emulator.Insights;

/// <summary>A log category of a resource type, and the category groups that it belongs to.</summary>
internal sealed record LogCategory(string Name, string DisplayName, IReadOnlyList<string> Groups);

/// <summary>
/// What a resource type can log. Where it echoes the location, a GET of a setting shows the region of its resource; of
/// a vault it shows null.
/// </summary>
internal sealed record CategorySet(IReadOnlyList<LogCategory> Logs, bool HasMetrics, bool EchoesLocation)
{
    public IEnumerable<string> Groups => Logs.SelectMany(log => log.Groups).Distinct(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> InGroup(string group) => Logs
        .Where(log => log.Groups.Contains(group, StringComparer.OrdinalIgnoreCase))
        .Select(log => log.Name);
}

/// <summary>The categories of the resource types that the emulator knows: the file <c>log-categories.txt</c> beside this class.</summary>
internal static class CategoryCatalogue
{
    private const string File = "Baseline.Emulator.Insights.log-categories.txt";
    private const string Audit = "audit";
    private const string AllLogs = "allLogs";

    private static readonly Lazy<Dictionary<string, CategorySet>> Types = new(Read);

    /// <summary>
    /// The categories of the activity log of a subscription, in Azure's order (docs/azure.md#categories-of-the-activity-log).
    /// </summary>
    public static IReadOnlyList<string> ActivityLog { get; } =
    [
        "Security", "Administrative", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth",
    ];

    /// <summary>The categories of the activity log of a management group.</summary>
    public static IReadOnlyList<string> ManagementGroupLog { get; } = ["Administrative", "Policy"];

    /// <summary>What a type offers; null where it has no logs, as far as is known.</summary>
    public static CategorySet? Of(string type) => Types.Value.GetValueOrDefault(type);

    private static Dictionary<string, CategorySet> Read()
    {
        using var stream = typeof(CategoryCatalogue).Assembly.GetManifestResourceStream(File)
            ?? throw new InvalidOperationException($"{File} is not part of the program.");
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, CategorySet>(StringComparer.OrdinalIgnoreCase);
        string[] header = [];
        var logs = new List<LogCategory>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('\t'))
            {
                logs.Add(Log(line[1..].Split('\t'), header));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                (header, logs) = (line.Split('\t'), []);
                types.Add(header[0], new CategorySet(logs, !header.Contains("no-metrics"), header.Contains("shows-location")));
            }
        }

        return types;
    }

    private static LogCategory Log(string[] row, string[] header)
    {
        var groups = new List<string>();
        if (row is [_, _, Audit])
        {
            groups.Add(Audit);
        }

        if (header.Contains(AllLogs))
        {
            groups.Add(AllLogs);
        }

        return new LogCategory(row[0], row.ElementAtOrDefault(1) is { Length: > 0 } display ? display : row[0], groups);
    }
}
