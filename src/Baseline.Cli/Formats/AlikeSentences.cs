using System.Text.RegularExpressions;

namespace Baseline.Cli.Formats;

/// <summary>Joins sentences that say the same of several settings.</summary>
internal static partial class AlikeSentences
{
    private const int MostNamed = 3;

    /// <summary>
    /// As in: Setting "a" exports nothing. Setting "b" exports nothing. -> Each of the settings "a" and "b" exports nothing.
    /// </summary>
    public static string Joined(string text)
    {
        var repeated = OfSetting().Matches(text)
            .GroupBy(match => match.Groups["rest"].Value, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .ToList();
        foreach (var alike in repeated)
        {
            var names = alike.Select(match => match.Groups["name"].Value).ToList();
            var which = names.Count > MostNamed ? $"{names.Count} settings" : $"the settings {PlanSentences.List(names)}";
            text = text.Replace(alike.First().Value, $"Each of {which} {alike.Key}", StringComparison.Ordinal);
            foreach (var match in alike.Skip(1))
            {
                text = text.Replace($" {match.Value}", "", StringComparison.Ordinal);
            }
        }

        return text;
    }

    [GeneratedRegex("""(?<=^|\. )Setting (?<name>"[^"]+") (?<rest>[^".]+\.)(?= |$)""")]
    private static partial Regex OfSetting();
}
