using System.Collections.Concurrent;
using Baseline.Mutation.Compiling;
using Baseline.Mutation.Mutating;
using Baseline.Mutation.Testing;

namespace Baseline.Mutation.Scoring;

/// <summary>A mutant and what became of it.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Fate">What it met.</param>
/// <param name="Tests">How many tests reach it.</param>
/// <param name="Killer">The test that noticed it; null where none did.</param>
internal sealed record Outcome(Mutant Mutant, Fate Fate, int Tests, string? Killer);

/// <summary>Puts mutants before the tests that reach them.</summary>
/// <param name="product">The product with its mutants.</param>
/// <param name="folders">Where the tests were built.</param>
internal sealed class MutationRun(MutatedProduct product, IReadOnlyList<string> folders)
{
    // Tests that noticed a mutant of a file are asked first about its others.
    private readonly ConcurrentDictionary<(string File, int Test), int> _kills = new();

    /// <summary>Runs them all, in this many workers at a time; what became of each is in the order of the mutants.</summary>
    public IReadOnlyList<Outcome> Run(int workers, Action<Outcome> done)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.dll");
        File.WriteAllBytes(path, product.Assembly);
        try
        {
            return Run(path, workers, done);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private List<Outcome> Run(string path, int workers, Action<Outcome> done)
    {
        using var first = new WorkerProcess(path, folders);
        var tests = first.Cover();
        if (tests.Where(test => test.Failure is not null).ToList() is { Count: > 0 } failed)
        {
            throw new InvalidOperationException(
                $"Tests fail without a mutant:\n{string.Join('\n', failed.Select(test => $"{test.Name}: {test.Failure}"))}");
        }

        var reaching = tests.SelectMany(test => test.Reached.Select(id => (id, test))).ToLookup(pair => pair.id, pair => pair.test);
        var waiting = new ConcurrentQueue<Mutant>(product.Mutants);
        var outcomes = new ConcurrentBag<Outcome>();
        void Work(WorkerProcess worker)
        {
            var killers = new HashSet<int>();
            while (waiting.TryDequeue(out var mutant))
            {
                var outcome = Meet(worker, mutant, [.. reaching[mutant.Id]], killers);
                outcomes.Add(outcome);
                done(outcome);
            }

            // Every test that noticed something must pass again on the same worker, or something else made it fail.
            if (worker.Meet(0, killers).Fate != Fate.Survived)
            {
                throw new InvalidOperationException("A test that noticed a mutant fails without one: the run counts for nothing.");
            }
        }

        var others = Enumerable.Range(1, workers - 1).Select(_ => Task.Run(() =>
        {
            using var other = new WorkerProcess(path, folders);
            Work(other);
        })).ToArray();
        Work(first);
        Task.WaitAll(others);
        return [.. outcomes.OrderBy(outcome => outcome.Mutant.Id)];
    }

    private Outcome Meet(WorkerProcess worker, Mutant mutant, IReadOnlyList<CoveringTest> tests, HashSet<int> killers)
    {
        var order = tests
            .OrderByDescending(test => _kills.GetValueOrDefault((mutant.File, test.Index)))
            .ThenBy(test => test.Milliseconds)
            .ThenBy(test => test.Index)
            .ToList();
        var (fate, killer) = worker.Meet(mutant.Id, [.. order.Select(test => test.Index)]);
        if (fate == Fate.Killed && killer is { } index)
        {
            _kills.AddOrUpdate((mutant.File, index), 1, (_, count) => count + 1);
            killers.Add(index);
        }

        return new Outcome(mutant, fate, tests.Count, tests.FirstOrDefault(test => test.Index == killer)?.Name);
    }
}
