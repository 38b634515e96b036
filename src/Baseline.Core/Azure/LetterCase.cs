namespace Baseline.Azure;

/// <summary>Compares texts as if all letters of ASCII were lower-case; other letters count as they stand.</summary>
internal static class LetterCase
{
    /// <summary>Whether two texts are the same.</summary>
    public static bool IsSame(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Length == other.Length && Difference(one, other) == one.Length;

    /// <summary>Which of two texts comes first, by the numbers of their characters.</summary>
    public static int Compare(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var at = Difference(one, other);
        return at < Math.Min(one.Length, other.Length) ? Lower(one[at]).CompareTo(Lower(other[at])) : one.Length.CompareTo(other.Length);
    }

    /// <summary>Where they differ first; where one ends, at the latest.</summary>
    private static int Difference(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var shorter = Math.Min(one.Length, other.Length);
        var at = one.CommonPrefixLength(other);
        while (at < shorter && Lower(one[at]) == Lower(other[at]))
        {
            at++;
            at += one[at..].CommonPrefixLength(other[at..]);
        }

        return at;
    }

    private static char Lower(char letter) => char.IsAsciiLetterUpper(letter) ? (char)(letter | ' ') : letter;
}
