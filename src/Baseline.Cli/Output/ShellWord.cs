using System.Buffers;

namespace Baseline.Cli.Output;

/// <summary>Words of command lines.</summary>
public static class ShellWord
{
    private static readonly SearchValues<char> Harmless =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=@,+");

    /// <summary>A word as a shell takes it: in single quotes, unless it has only characters that mean nothing to a shell.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Harmless) ? word : InQuotes(word);

    /// <summary>The same, always in quotes.</summary>
    public static string InQuotes(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
