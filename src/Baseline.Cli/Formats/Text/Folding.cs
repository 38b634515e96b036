namespace Baseline.Cli.Formats.Text;

/// <summary>Puts many of a kind into one block, where the first of them stands; a few stay as they are.</summary>
internal static class Folding
{
    /// <summary>More than so many alike become one block.</summary>
    public const int MostAlike = 3;

    /// <summary>The items in their order: alone, or as a block of all that are alike.</summary>
    public static IEnumerable<IReadOnlyList<T>> Blocks<T>(IReadOnlyList<T> items, Func<T, string> groupKey, bool verbose)
    {
        if (verbose)
        {
            return items.Select(item => (IReadOnlyList<T>)[item]);
        }

        return items.Index()
            .GroupBy(entry => groupKey(entry.Item), StringComparer.Ordinal)
            .SelectMany(alike => alike.Count() > MostAlike ? [[.. alike]] : alike.Select(entry => new[] { entry }))
            .OrderBy(block => block[0].Index)
            .Select(block => (IReadOnlyList<T>)[.. block.Select(entry => entry.Item)]);
    }
}
