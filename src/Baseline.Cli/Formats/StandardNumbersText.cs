using System.Collections.Concurrent;
using Baseline.Standards;

namespace Baseline.Cli.Formats;

/// <summary>The numbers of standards that controls serve, in words.</summary>
internal static class StandardNumbersText
{
    /// <summary>The newest version of each standard.</summary>
    public static IReadOnlyList<Standard> Newest { get; } =
        [.. StandardCatalogue.Standards.GroupBy(standard => standard.Family).Select(versions => versions.Last())];

    private static readonly ConcurrentDictionary<string, string> OfControls = new(StringComparer.Ordinal);

    /// <summary>The numbers that a control serves, of the newest version of each standard; empty where it serves none.</summary>
    public static string Of(string control) => OfControls.GetOrAdd(control, Text);

    private static string Text(string control) => string.Join("; ", Newest
        .Select(standard => (standard.Id, Numbers: StandardCatalogue.Product.NumbersOf(control, standard)))
        .Where(pair => pair.Numbers.Count > 0)
        .Select(pair => $"{pair.Id} {string.Join(' ', pair.Numbers)}"));
}
