using System.Globalization;

namespace Baseline.Standards;

/// <summary>The order of numbers such as 6.1.1.10 and ActivityLog-009: what is a number in them counts as one.</summary>
public sealed class StandardNumbers : IComparer<string>
{
    private static readonly char[] Separators = ['.', '-'];

    /// <summary>The one order.</summary>
    public static StandardNumbers Order { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (one, other) = ((x ?? "").Split(Separators), (y ?? "").Split(Separators));
        for (var at = 0; at < Math.Min(one.Length, other.Length); at++)
        {
            var order = Number(one[at]) is { } left && Number(other[at]) is { } right
                ? left.CompareTo(right)
                : string.CompareOrdinal(one[at], other[at]);
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length.CompareTo(other.Length);
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
