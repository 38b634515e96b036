using Baseline.Mutation.Compiling;
using Baseline.Mutation.Scoring;
using Baseline.Mutation.Testing;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Mutation.Tests;

/// <summary>The short form of <c>eng/mutate.sh</c>.</summary>
public sealed class MutationRunTests
{
    private const int Mutants = 40;
    private const int Seed = 2026;

    [Fact]
    public void No_mutant_of_the_sample_survives_that_is_not_known_to()
    {
        var outcomes = Runs.Of(Repo.Root, all => Sample.Of(all.Count, Mutants, Seed), _ => { });

        Assert.True(outcomes.Count > Mutants / 2, "The compiler refused most mutants.");
        Assert.Empty(MutationReport.New(outcomes).Select(outcome => outcome.Mutant.ToString()));
        Assert.All(outcomes.Where(outcome => outcome.Fate == Fate.Killed), outcome => Assert.NotNull(outcome.Killer));
    }
}
