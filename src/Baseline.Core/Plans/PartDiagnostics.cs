using System.Globalization;
using Baseline.Diagnostics;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>What to say where a part that was asked for is none.</summary>
public static class PartDiagnostics
{
    private const int MostNames = 5;

    /// <summary>The document has no such wave.</summary>
    /// <param name="name">What was asked for.</param>
    /// <param name="waves">The waves that it has.</param>
    public static Diagnostic UnknownWave(string name, IReadOnlyList<RolloutWave> waves)
    {
        var known = waves.Select(wave => wave.Name).ToList();
        return new Diagnostic(
            Severity.Error,
            "BL0030",
            "No such wave",
            $"The document's rollout has no wave \"{name}\".",
            known.Count == 0
                ? "Say under rollout in the document which waves there are, or leave --wave out."
                : Suggestions.Nearest(name, known) is { } nearest
                    ? $"Did you mean \"{nearest}\"?"
                    : $"Name one of: {string.Join(", ", known)}.");
    }

    /// <summary>A condition names a control that a document does not have.</summary>
    /// <param name="selector">The condition.</param>
    /// <param name="known">The controls of the document.</param>
    public static Diagnostic NoControl(Selector selector, IReadOnlyList<string> known) =>
        NoMatch(selector, known, "the document has no such control");

    /// <summary>A condition matches nothing.</summary>
    /// <param name="selector">The condition.</param>
    /// <param name="known">What there is of its kind.</param>
    public static Diagnostic NoMatch(Selector selector, IReadOnlyList<string> known) =>
        NoMatch(selector, known, "none such is covered, or none was read");

    private static Diagnostic NoMatch(Selector selector, IReadOnlyList<string> known, string why)
    {
        var names = known.Select(OneLine).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        var nearest = Suggestions.Nearest(selector.Value, names, MostNames);
        return new Diagnostic(
            Severity.Error,
            "BL0031",
            "Nothing matches",
            $"--only {OneLine(selector.ToString())} matches nothing: {why}.",
            nearest.Count > 0 ? $"Did you mean {string.Join(" or ", nearest.Select(name => $"\"{name}\""))}?"
                : names.Count == 0 ? $"Leave it out: there is nothing with a {selector.KindName} here."
                : names.Count <= MostNames ? $"Name one of: {string.Join(", ", names)}."
                : $"Name one of {names.Count}, such as: {string.Join(", ", names.Take(MostNames))}.");
    }

    /// <summary>A name without line breaks, which would end the sentence: names are other people's text.</summary>
    private static string OneLine(string name) => string.Concat(name.Select(character =>
        char.IsControl(character) || character is '\u2028' or '\u2029'
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{{{(int)character:X2}}}")
            : character.ToString()));

    /// <summary>Conditions match nothing together.</summary>
    /// <param name="only">The conditions.</param>
    public static Diagnostic NothingTogether(SelectorSet only) => new(
        Severity.Error,
        "BL0032",
        "Nothing matches both",
        $"Each condition matches something, but nothing matches all of them: {OneLine(only.ToString() ?? "")}.",
        "Conditions of several kinds narrow each other: leave one of them out.");
}
