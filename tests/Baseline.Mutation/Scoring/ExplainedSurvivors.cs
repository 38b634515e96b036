using System.Text.Json;
using Baseline.Mutation.Mutating;

namespace Baseline.Mutation.Scoring;

/// <summary>Why a mutant may survive.</summary>
/// <param name="File">The file, below <c>src/Baseline.Core</c>.</param>
/// <param name="Member">The method or property.</param>
/// <param name="Before">The code, on one line, as the report shows it.</param>
/// <param name="After">What is run instead.</param>
/// <param name="Reason">Why no test can notice it.</param>
internal sealed record ExplainedSurvivor(string File, string Member, string Before, string After, string Reason);

/// <summary>
/// The mutants that are known to survive: those of <c>explained.json</c>, with why, and those of <c>open.tsv</c>, which no test
/// notices yet. They are known by their code, so that they stay known when lines move.
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

    private static readonly Lazy<HashSet<string>> Open = new(() =>
    {
        using var file = new StreamReader(typeof(ExplainedSurvivors).Assembly.GetManifestResourceStream("open.tsv")
            ?? throw new InvalidOperationException("open.tsv is missing."));
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    });

    /// <summary>Whether it is known that no test notices a mutant yet.</summary>
    public static bool IsOpen(Mutant mutant) => Open.Value.Contains(Line(mutant));

    /// <summary>A mutant as <c>open.tsv</c> names it.</summary>
    public static string Line(Mutant mutant) => $"{mutant.File}\t{mutant.Member}\t{mutant.Before}\t{mutant.After}";

    /// <summary>Why a mutant may survive; null where nobody said.</summary>
    public static string? Reason(Mutant mutant) => Read.Value.FirstOrDefault(one =>
        one.File == mutant.File && one.Member == mutant.Member && one.Before == mutant.Before && one.After == mutant.After)?.Reason;
}
