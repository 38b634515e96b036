#pragma warning disable RS0030 // The console of a process is its entry point's business.
using System.Globalization;
using Baseline.Mutation;
using Baseline.Mutation.Compiling;
using Baseline.Mutation.Scoring;
using Baseline.Mutation.Testing;

// Baseline.Mutation REPOSITORY [MUTANTS [SEED]] | REPOSITORY --only MUTANT… | --files FILE… | --list: exit code 1 where a mutant
// survived that nobody explained and that open.json does not list; --list tries all of them and writes that list anew;
// --files tries those of these files, named from the repository's root.
switch (args)
{
    case ["worker", var assembly, .. var folders]:
        var answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        new Worker(Console.In, answers).Run(assembly, folders);
        return 0;
    case [var repository, "--only", .. var numbers]:
        return Report(Runs.Of(repository, _ => numbers.Select(Number).ToHashSet(), Show));
    case [var repository, "--files", .. var files]:
        return Report(Runs.Of(
            repository,
            all => all.Where(mutant => files.Contains($"src/Baseline.Core/{mutant.File}")).Select(mutant => mutant.Id).ToHashSet(),
            Progress));
    case [var repository, "--list"]:
        var outcomes = Runs.Of(repository, all => Sample.Of(all.Count, int.MaxValue, 1), Progress);
        await File.WriteAllTextAsync(
            Path.Combine(repository, "tests", "Baseline.Mutation", "open.json"), OpenSurvivors.Write(MutationReport.Unexplained(outcomes)));
        foreach (var needless in ExplainedSurvivors.Needless(outcomes))
        {
            Console.WriteLine($"explained for nothing: {needless}");
        }

        return Report(outcomes);
    case [var repository, .. { Length: <= 2 } more]:
        var count = more.Length > 0 ? Number(more[0]) : int.MaxValue;
        var seed = more.Length > 1 ? Number(more[1]) : 1;
        return Report(Runs.Of(repository, all => Sample.Of(all.Count, count, seed), Progress));
    default:
        await Console.Error.WriteLineAsync("usage: Baseline.Mutation REPOSITORY [MUTANTS [SEED]] | REPOSITORY --only MUTANT... | REPOSITORY --files FILE... | REPOSITORY --list");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Show(Outcome outcome) => Console.WriteLine($"{outcome.Fate}: {outcome.Mutant}, {outcome.Killer ?? "by no test"}");

static void Progress(Outcome outcome)
{
    if (outcome.Fate != Fate.Killed)
    {
        Console.Error.WriteLine($"{outcome.Fate}: {outcome.Mutant}");
    }
}

static int Report(IReadOnlyList<Outcome> outcomes)
{
    foreach (var line in MutationReport.Lines(outcomes))
    {
        Console.WriteLine(line);
    }

    // As entries of open.json, for those that a test can't be written for at once.
    var unlisted = MutationReport.New(outcomes);
    if (unlisted.Count > 0)
    {
        Console.Error.WriteLine(OpenSurvivors.Write(unlisted));
    }

    return unlisted.Count > 0 ? 1 : 0;
}
