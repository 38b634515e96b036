using System.Globalization;
using Baseline.Mutation.Testing;

namespace Baseline.Mutation.Scoring;

/// <summary>The table of docs/reliability.md, and the survivors.</summary>
internal static class MutationReport
{
    /// <summary>The lines of the report.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Outcome> outcomes)
    {
        yield return "| file | mutants | killed | timed out | explained | open | score |";
        yield return "|---|---|---|---|---|---|---|";
        foreach (var file in outcomes.GroupBy(outcome => outcome.Mutant.File).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            yield return Row($"`{file.Key}`", [.. file]);
        }

        yield return Row("all", outcomes);
        foreach (var outcome in Unexplained(outcomes))
        {
            yield return $"open: {outcome.Mutant}, {(outcome.Tests == 0 ? "which makes no difference in any test" : $"reached by {outcome.Tests} tests")}";
        }
    }

    /// <summary>The survivors that nobody explained.</summary>
    public static IReadOnlyList<Outcome> Unexplained(IEnumerable<Outcome> outcomes) =>
        [.. outcomes.Where(outcome => outcome.Fate == Fate.Survived && ExplainedSurvivors.Reason(outcome.Mutant) is null)];

    /// <summary>The survivors that nobody explained, and that are not in the list of those that a test is owed to.</summary>
    public static IReadOnlyList<Outcome> New(IEnumerable<Outcome> outcomes) =>
        [.. Unexplained(outcomes).Where(outcome => !OpenSurvivors.Has(outcome.Mutant))];

    private static string Row(string name, IReadOnlyList<Outcome> outcomes)
    {
        var killed = outcomes.Count(outcome => outcome.Fate == Fate.Killed);
        var timedOut = outcomes.Count(outcome => outcome.Fate == Fate.TimedOut);
        var unexplained = Unexplained(outcomes).Count;
        var explained = outcomes.Count - killed - timedOut - unexplained;
        var score = 100.0 * (killed + timedOut) / outcomes.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {outcomes.Count} | {killed} | {timedOut} | {explained} | {unexplained} | {score:0.0} % |");
    }
}
