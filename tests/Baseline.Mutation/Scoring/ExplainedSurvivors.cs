using System.Text.Json;
using Baseline.Mutation.Mutating;
using Baseline.Mutation.Testing;

namespace Baseline.Mutation.Scoring;

/// <summary>Why a mutant may survive.</summary>
/// <param name="File">The file, below <c>src/Baseline.Core</c>.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Before">The code, on one line, as the report shows it.</param>
/// <param name="After">What is run instead.</param>
/// <param name="Reason">Why no test can notice it.</param>
internal sealed record ExplainedSurvivor(string File, string Member, string Before, string After, string Reason)
{
    /// <summary>Whether it is about a mutant.</summary>
    public bool IsOf(Mutant mutant) => (File, Member, Before, After) == (mutant.File, mutant.Member, mutant.Before, mutant.After);
}

/// <summary>
/// The mutants that no test can notice: those of <c>explained.json</c>, with why. They are known by their code, so that they
/// stay known when lines move.
/// </summary>
internal static class ExplainedSurvivors
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<IReadOnlyList<ExplainedSurvivor>> Read = new(() =>
    {
        using var file = typeof(ExplainedSurvivors).Assembly.GetManifestResourceStream("explained.json")
            ?? throw new InvalidOperationException("explained.json is missing.");
        return JsonSerializer.Deserialize<List<ExplainedSurvivor>>(file, Names) ?? [];
    });

    /// <summary>Why a mutant may survive; null where nobody said.</summary>
    public static string? Reason(Mutant mutant) => Read.Value.FirstOrDefault(one => one.IsOf(mutant))?.Reason;

    /// <summary>The explanations of what is no mutant any more, or is noticed by a test after all; a whole run tells.</summary>
    public static IReadOnlyList<ExplainedSurvivor> Needless(IReadOnlyList<Outcome> outcomes) =>
    [
        .. Read.Value.Where(one => !outcomes.Any(outcome => outcome.Fate == Fate.Survived && one.IsOf(outcome.Mutant))),
    ];
}
