namespace Baseline.Cli.Formats;

/// <summary>The first few of many.</summary>
internal static class Examples
{
    private const int Most = 3;

    /// <summary>The first few in one line.</summary>
    public static string Join(IReadOnlyList<string> all) =>
        all.Count <= Most + 1 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more";
}
