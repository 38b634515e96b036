using System.Text.RegularExpressions;

namespace Baseline.Cli.Formats;

/// <summary>Joins sentences that say the same of several settings.</summary>
public static partial class AlikeSentences
{
    private const int MostNamed = 3;

    private static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal)
    {
        ["exports"] = "export",
        ["has"] = "have",
        ["does"] = "do",
        ["is"] = "are",
        ["keeps"] = "keep",
    };

    /// <summary>
    /// As in: Setting "a" exports nothing. Setting "b" exports nothing. -> Settings "a" and "b" export nothing. Those that go to
    /// different places, and not to the one that is wanted, are told together as well.
    /// </summary>
    public static string Joined(string text) => Elsewhere(Alike(text));

    private static string Alike(string text) => Replaced(text, OfSetting(), (which, alike) =>
    {
        var rest = alike[0].Groups["rest"].Value;
        var verb = rest.Split(' ')[0];
        return Plurals.TryGetValue(verb, out var plural) ? $"{which} {plural}{rest[verb.Length..]}" : $"Each of {Lower(which)} {rest}";
    });

    private static string Elsewhere(string text) => Replaced(text, ToAnother(), (which, alike) =>
    {
        var places = alike.Select(match => match.Groups["place"].Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return $"{which} export to {PlanSentences.List(places)}, {alike[0].Groups["rest"].Value}";
    });

    private static string Replaced(string text, Regex sentence, Func<string, IReadOnlyList<Match>, string> joined)
    {
        var repeated = sentence.Matches(text)
            .GroupBy(match => match.Groups["rest"].Value, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .ToList();
        foreach (var alike in repeated)
        {
            var names = alike.Select(match => match.Groups["name"].Value).ToList();
            var which = names.Count > MostNamed ? $"{names.Count} settings" : $"Settings {PlanSentences.List(names)}";
            text = text.Replace(alike.First().Value, joined(which, [.. alike]), StringComparison.Ordinal);
            foreach (var match in alike.Skip(1))
            {
                text = text.Replace($" {match.Value}", "", StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static string Lower(string which) =>
        which.StartsWith('S') ? $"the s{which[1..]}" : $"the {which}";

    // A full stop ends a sentence only where a space or nothing follows: ids have some inside.
    [GeneratedRegex("""(?<=^|\. )Setting (?<name>"[^"]+") (?<rest>(?:[^".]|\.(?! |$))+\.)(?= |$)""")]
    private static partial Regex OfSetting();

    [GeneratedRegex(
        """(?<=^|\. )Setting (?<name>"[^"]+") exports to (?<place>[^\s,]+), (?<rest>not to (?:[^".]|\.(?! |$))+\.)(?= |$)""")]
    private static partial Regex ToAnother();
}
