using Baseline.Controls.LogExport;
using Baseline.Diagnostics;

namespace Baseline.Controls.Monitor008;

/// <summary>Sentences about many categories at once: those that say the same are said once.</summary>
internal static class LogWords
{
    private const int MostNamed = 10;

    /// <summary>Some names, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> names) =>
        names.Count > MostNamed ? $"{string.Join(", ", names.Take(MostNamed))} and {names.Count - MostNamed} more"
        : names.Count > 1 ? $"{string.Join(", ", names.Take(names.Count - 1))} and {names.Last()}"
        : string.Concat(names);

    /// <summary>Verdicts of single categories as sentences, one for each setting and reason.</summary>
    /// <param name="verdicts">The verdicts, each with its category.</param>
    /// <param name="all">How many categories are wanted.</param>
    /// <param name="whole">What all of them are called together.</param>
    public static string Sentences(IEnumerable<(OfferedLog Log, SettingVerdict Verdict)> verdicts, int all, string whole) => string.Join(
        ' ',
        verdicts
            .GroupBy(one => (one.Verdict.Setting, Remainder: RestOf(one.Log, one.Verdict)))
            .Select(same => same.Key.Remainder is { } rest
                ? $"Setting \"{same.Key.Setting.Name}\" exports {Names([.. same.Select(one => one.Log.Name)], all, whole)}{rest}."
                : same.First().Verdict.Text)
            .Distinct(StringComparer.Ordinal));

    /// <summary>Verdicts of single categories on one setting as a clause that can follow its name.</summary>
    /// <param name="verdicts">The verdicts, each with its category; at least one.</param>
    /// <param name="all">How many categories are wanted.</param>
    /// <param name="whole">What all of them are called together.</param>
    public static string Clause(IEnumerable<(OfferedLog Log, SettingVerdict Verdict)> verdicts, int all, string whole) => string.Join(
        "; it ",
        verdicts
            .GroupBy(one => RestOf(one.Log, one.Verdict))
            .Select(same => same.Key is { } rest
                ? $"exports {Names([.. same.Select(one => one.Log.Name)], all, whole)}{rest}"
                : same.First().Verdict.Reason)
            .Distinct(StringComparer.Ordinal));

    private static string Names(IReadOnlyCollection<string> names, int all, string whole) =>
        names.Count == all ? whole : Some(names);

    /// <summary>What a reason says beside that a category is exported; null where it says something else.</summary>
    private static string? RestOf(OfferedLog log, SettingVerdict verdict)
    {
        var start = $"exports {log.Name}";
        return verdict.Reason.StartsWith(start, StringComparison.Ordinal) ? verdict.Reason[start.Length..] : null;
    }

    /// <summary>A number of resources.</summary>
    public static string Resources(int count) => Quantity.Of(count, "resource");
}
