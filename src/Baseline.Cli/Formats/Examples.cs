using Baseline.Cli.Output;

namespace Baseline.Cli.Formats;

/// <summary>The first few of many.</summary>
internal static class Examples
{
    private const int Most = 3;

    /// <summary>Adds a line for each of the first few, and how many more there are.</summary>
    public static void Write(TextPage page, IReadOnlyList<string> all, string indent)
    {
        foreach (var one in all.Take(Most))
        {
            page.Line($"{indent}{one}");
        }

        if (all.Count > Most)
        {
            page.Line($"{indent}and {all.Count - Most} more (--verbose lists all)", Tone.Faint);
        }
    }

    /// <summary>The first few in one line.</summary>
    public static string Join(IReadOnlyList<string> all) =>
        all.Count <= Most + 1 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more";
}
