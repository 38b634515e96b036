#pragma warning disable RS0030 // The console of a process is its entry point's business.
using System.Diagnostics;
using System.Globalization;
using Baseline.Fuzz;
using Baseline.Fuzz.Targets;

// Baseline.Fuzz REPOSITORY [INPUTS] [SEED] [TARGET]: reads mutated inputs; exit code 1 where a reader broke the rule.
// Baseline.Fuzz REPOSITORY FILE TARGET: reads one file, and says what became of it.
if (args is not [var repository, .. { Length: <= 3 } more])
{
    await Console.Error.WriteLineAsync("usage: Baseline.Fuzz REPOSITORY [INPUTS] [SEED] [TARGET], or REPOSITORY FILE TARGET");
    return 2;
}

if (more is [var file, var reader] && File.Exists(file))
{
    var one = new FuzzRun(FuzzTarget.All.Single(target => target.Name == reader), []).Read(await File.ReadAllBytesAsync(file));
    var end = one.Failures is [var broken] ? broken.Why : one.Accepted > 0 ? "accepted" : "refused";
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{end}, {one.MostRequests} requests, {one.Slowest.TotalMilliseconds:0} ms of the processor"));
    return one.Failures.Count;
}

var inputs = more.Length > 0 ? int.Parse(more[0], CultureInfo.InvariantCulture) : 100_000;
var seed = more.Length > 1 ? int.Parse(more[1], CultureInfo.InvariantCulture) : 1;
var corpus = new Corpus(repository);
var failed = false;
Console.WriteLine(
    $"| reader (seed {seed}) | inputs | accepted | refused | failures | slowest, of the processor | most requests of one "
    + "| most allocated by one | peak working set |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
foreach (var target in FuzzTarget.All.Where(target => more.Length < 3 || target.Name == more[2]))
{
    var result = new FuzzRun(target, corpus.SeedsOf(target)).Run(inputs, seed);
    var peak = Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {target.Name} | {inputs} | {result.Accepted} | {result.Refused} | {result.Failures.Count} | "
        + $"{result.Slowest.TotalMilliseconds:0} ms | {result.MostRequests} | {result.MostAllocated >> 20} MB | {peak} MB |"));
    foreach (var failure in result.Failures)
    {
        var kept = Path.Combine(Path.GetTempPath(), $"{target.Name}-{seed}-{failure.Number}.bin");
        File.WriteAllBytes(kept, failure.Input);
        Console.Error.WriteLine($"{target.Name}, input {failure.Number}: {failure.Why}{Environment.NewLine}  kept as {kept}");
    }

    failed |= result.Failures.Count > 0 || peak > FuzzRun.MostMemory >> 20;
}

return failed ? 1 : 0;
