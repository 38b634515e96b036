namespace Baseline.Diagnostics;

/// <summary>Finds what somebody meant: the known word nearest to a mistyped one.</summary>
public static class Suggestions
{
    private const int LongestWord = 64;

    /// <summary>A shorter part of a name is in too many of them.</summary>
    private const int ShortestPart = 3;

    /// <summary>The nearest candidate, or null where none is near enough to be what was meant.</summary>
    /// <param name="word">The word as it was written.</param>
    /// <param name="candidates">The known words; of two equally near ones the first is taken.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        return Near(word, candidates).FirstOrDefault();
    }

    /// <summary>
    /// The candidates that may have been meant, the nearest first: those that are near, then those that
    /// hold the word.
    /// </summary>
    /// <param name="word">The word as it was written.</param>
    /// <param name="candidates">The known words.</param>
    /// <param name="most">The most that are named.</param>
    public static IReadOnlyList<string> Nearest(string word, IEnumerable<string> candidates, int most)
    {
        List<string> all = [.. candidates.Distinct(StringComparer.Ordinal)];
        var holding = all
            .Where(candidate => word.Length >= ShortestPart && candidate.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(candidate => candidate.Length)
            .ThenBy(candidate => candidate, StringComparer.Ordinal);
        return [.. Near(word, all).Concat(holding).Distinct(StringComparer.Ordinal).Take(most)];
    }

    private static IEnumerable<string> Near(string word, IEnumerable<string> candidates)
    {
        if (word.Length > LongestWord)
        {
            return [];
        }

        var most = Math.Clamp(word.Length / 3, 1, 3);
        return candidates
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= most)
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance)
            .Select(pair => pair.Candidate);
    }

    /// <summary>
    /// The fewest insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    /// Letter case is one difference in all, so that a control in other letters is near.
    /// </summary>
    internal static int Distance(string from, string to)
    {
        if (from.Equals(to, StringComparison.OrdinalIgnoreCase))
        {
            return from == to ? 0 : 1;
        }

        var (a, b) = (from.ToLowerInvariant(), to.ToLowerInvariant());
        int[] beforeLast = [], last = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last) = (last, row);
        }

        return last[b.Length];
    }
}
