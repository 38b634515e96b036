using Baseline.Fuzz.Mutations;

namespace Baseline.Fuzz.Targets;

/// <summary>What a reader made of an input.</summary>
/// <param name="Accepted">Whether it took it.</param>
/// <param name="Requests">Requests that it sent, where it sends any.</param>
internal sealed record Reading(bool Accepted, int Requests);

/// <summary>A reader that must take any bytes: it gives a value, or says in its own words why not.</summary>
/// <param name="Name">Its name, and that of its folder in the corpus.</param>
/// <param name="Syntax">What its inputs look like.</param>
/// <param name="Files">Files of the repository that it reads.</param>
/// <param name="Read">Whether it accepts an input. Any exception is a failure, also where an accepted value breaks a promise.</param>
internal sealed record FuzzTarget(string Name, Syntax Syntax, IReadOnlyList<string> Files, Func<byte[], Reading> Read)
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        OfFiles("document", Syntax.Yaml, ["baseline.yaml", "tests/golden/cli/init-conformity.yaml"], DocumentTarget.Read),
        OfFiles("estate", Syntax.Json, ["examples/conformity/estate.json"], FileTargets.ReadEstate),
        OfFiles("plan", Syntax.Json, ["tests/Baseline.Core.Tests/Plans/full.plan.json"], FileTargets.ReadPlan),
        OfFiles("journal", Syntax.JsonLines, [], FileTargets.ReadJournal),
        new("arm-read", Syntax.Answers, [], ArmTarget.ReadEstate),
        new("arm-write", Syntax.Answers, [], ArmTarget.Write),
    ];

    private static FuzzTarget OfFiles(string name, Syntax syntax, IReadOnlyList<string> files, Func<byte[], bool> read) =>
        new(name, syntax, files, input => new Reading(read(input), 0));
}
