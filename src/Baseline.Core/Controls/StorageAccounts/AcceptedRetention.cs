using Baseline.Diagnostics;

namespace Baseline.Controls.StorageAccounts;

/// <summary>How long a log must be kept: for one of some numbers of days, or for at least so many.</summary>
/// <param name="Days">The numbers of days that are accepted, as listed; 0 means kept forever. Empty where the fewest are given.</param>
/// <param name="AtLeast">The fewest days that are accepted, 1 or more; null where only listed numbers are.</param>
public sealed record AcceptedRetention(IReadOnlyList<int> Days, int? AtLeast)
{
    /// <summary>Whether it is accepted that a log is kept forever.</summary>
    public bool AcceptsForever => AtLeast is not null || Days.Contains(0);

    /// <summary>The days of a lifecycle rule that gives what is wanted; null where only keeping forever does.</summary>
    public int? RuleDays => AtLeast ?? Days.Where(days => days > 0).Select(days => (int?)days).FirstOrDefault();

    /// <summary>The most days that are accepted; null where keeping forever is.</summary>
    public int? Most => AcceptsForever ? null : Days.Max();

    /// <summary>The accepted days as text.</summary>
    public string Text => AtLeast is { } least
        ? $"{In(least)} or more"
        : string.Join(" or ", Days.Select(days => days == 0 ? "0 (kept forever)" : In(days)));

    /// <summary>Whether it is accepted that a log is kept for so many days.</summary>
    /// <param name="days">The days; 0 means that it is deleted at once, and null that it is kept forever.</param>
    public bool Accepts(long? days) => days is { } number
        ? AtLeast is { } least ? number >= least : number > 0 && Days.Any(accepted => accepted == number)
        : AcceptsForever;

    /// <summary>Whether some number of days within bounds is accepted.</summary>
    /// <param name="low">The fewest days.</param>
    /// <param name="high">The most days; null for forever.</param>
    public bool AcceptsSomeOf(long low, long? high) =>
        Accepts(high) || Days.Any(days => days > 0 && days >= low && (high is null || days <= high));

    /// <summary>Whether every number of days within bounds is accepted.</summary>
    /// <param name="low">The fewest days.</param>
    /// <param name="high">The most days; null for forever.</param>
    public bool AcceptsAllOf(long low, long? high) => AtLeast is { } least ? low >= least : low == high && Accepts(high);

    /// <summary>A number of days in words.</summary>
    public static string In(long days) => Quantity.Of(days, "day");
}
