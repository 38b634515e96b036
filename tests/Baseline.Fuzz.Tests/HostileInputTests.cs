using Baseline.Fuzz.Targets;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Fuzz.Tests;

/// <summary>The short form of <c>eng/fuzz.sh</c>.</summary>
public sealed class HostileInputTests
{
    private const int Inputs = 1_000;
    private const int Seed = 2026;

    private static readonly Corpus Corpus = new(Repo.Root);

    public static TheoryData<string> Readers => [.. FuzzTarget.All.Select(target => target.Name)];

    public static TheoryData<string, string> InputsThatFailedOnce
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var target in FuzzTarget.All)
            {
                foreach (var file in Corpus.FailedOnce(target))
                {
                    rows.Add(target.Name, Path.GetFileName(file));
                }
            }

            return rows;
        }
    }

    [Trait("Needs", "time")]
    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_takes_or_refuses_every_mutated_input_quickly(string reader)
    {
        var target = Named(reader);

        var result = new FuzzRun(target, Corpus.SeedsOf(target)).Run(Inputs, Seed);

        Assert.Empty(result.Failures.Select(failure => $"{failure.Number}: {failure.Why}"));
        Assert.True(result.Accepted > 0 && result.Refused > 0, "Mutations that are all taken or all refused test little.");
    }

    [Theory]
    [MemberData(nameof(InputsThatFailedOnce))]
    public void An_input_that_failed_once_is_taken_or_refused(string reader, string file)
    {
        var target = Named(reader);

        var input = File.ReadAllBytes(Repo.PathOf("tests", "Baseline.Fuzz", "corpus", "failed", reader, file));

        var result = new FuzzRun(target, []).Read(input);

        Assert.Empty(result.Failures.Select(failure => failure.Why));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void The_same_seed_makes_the_same_run(string reader)
    {
        var target = Named(reader);
        var seeds = Corpus.SeedsOf(target);

        var first = new FuzzRun(target, seeds).Run(50, Seed);
        var second = new FuzzRun(target, seeds).Run(50, Seed);

        Assert.Equal((first.Accepted, first.Refused), (second.Accepted, second.Refused));
    }

    private static FuzzTarget Named(string reader) => FuzzTarget.All.Single(target => target.Name == reader);
}
