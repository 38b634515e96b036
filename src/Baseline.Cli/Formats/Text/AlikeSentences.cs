using System.Text.RegularExpressions;

namespace Baseline.Cli.Formats.Text;

/// <summary>Joins sentences that say the same of several settings.</summary>
internal static partial class AlikeSentences
{
    /// <summary>As in: Setting "a" exports nothing. Setting "b" exports nothing. -> Each of the settings "a" and "b" exports nothing.</summary>
    public static string Joined(string text)
    {
        var sentences = OfSetting().Matches(text);
        foreach (var alike in sentences.GroupBy(match => match.Groups["rest"].Value, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            var names = PlanSentences.List([.. alike.Select(match => match.Groups["name"].Value)]);
            text = text.Replace(alike.First().Value, $"Each of the settings {names} {alike.Key}", StringComparison.Ordinal);
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
