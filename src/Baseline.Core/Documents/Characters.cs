using System.Buffers;

namespace Baseline.Documents;

/// <summary>
/// The characters a document may hold. Control characters have no meaning in it, and those that turn the direction of
/// writing make a reviewer see another text than the one that is read.
/// </summary>
internal static class Characters
{
    public static readonly SearchValues<char> Allowed = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(IsAllowed)]);

    private static bool IsAllowed(char c) => c switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or (>= '\u007F' and <= '\u009F') or '\uFEFF' or '\uFFFE' or '\uFFFF' => false,
        (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => false,
        _ => true,
    };
}
