using System.Text.Encodings.Web;
using System.Text.Json;
using Baseline.Mutation.Mutating;

namespace Baseline.Mutation.Scoring;

/// <summary>A mutant that no test notices yet: work to be done, known by its code as in <see cref="ExplainedSurvivor"/>.</summary>
/// <param name="File">The file, below <c>src/Baseline.Core</c>.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Before">The code, on one line, as the report shows it.</param>
/// <param name="After">What is run instead.</param>
internal sealed record OpenSurvivor(string File, string Member, string Before, string After)
{
    /// <summary>The survivor that a mutant is.</summary>
    public static OpenSurvivor Of(Mutant mutant) => new(mutant.File, mutant.Member, mutant.Before, mutant.After);
}

/// <summary>
/// The mutants of <c>open.json</c>: a test of each is owed. One that is not in the list fails the tests, so that the list only
/// gets shorter; the report counts all of them as open.
/// </summary>
internal static class OpenSurvivors
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<HashSet<OpenSurvivor>> Read = new(() =>
    {
        using var file = typeof(OpenSurvivors).Assembly.GetManifestResourceStream("open.json")
            ?? throw new InvalidOperationException("open.json is missing.");
        return JsonSerializer.Deserialize<HashSet<OpenSurvivor>>(file, Names) ?? [];
    });

    /// <summary>Whether a mutant is in the list.</summary>
    public static bool Has(Mutant mutant) => Read.Value.Contains(OpenSurvivor.Of(mutant));

    /// <summary>The text of a list that holds the survivors of a whole run that nobody explained.</summary>
    public static string Write(IEnumerable<Outcome> unexplained) =>
        JsonSerializer.Serialize(unexplained.Select(outcome => OpenSurvivor.Of(outcome.Mutant)).Distinct(), Names) + "\n";
}
