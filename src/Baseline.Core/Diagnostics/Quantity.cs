using System.Globalization;

namespace Baseline.Diagnostics;

/// <summary>Numbers of things in sentences: the one place that knows singular from plural.</summary>
public static class Quantity
{
    /// <summary>A number with its noun, as in: 1 change, 2 changes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun where there is one.</param>
    /// <param name="many">The noun otherwise; null: the same with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Noun(count, one, many)}");

    /// <summary>The noun or the verb that belongs to a number.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word where there is one.</param>
    /// <param name="many">The word otherwise; null: the same with an s.</param>
    public static string Noun(long count, string one, string? many = null) => count == 1 ? one : many ?? $"{one}s";
}
