using System.Diagnostics;
using Baseline.Fuzz.Mutations;
using Baseline.Fuzz.Targets;

namespace Baseline.Fuzz;

/// <summary>An input that a reader must not fail on, and did.</summary>
internal sealed record FuzzFailure(int Number, string Why, byte[] Input);

/// <summary>What became of the inputs.</summary>
internal sealed record FuzzResult(
    int Accepted, int Refused, TimeSpan Slowest, long MostAllocated, IReadOnlyList<FuzzFailure> Failures);

/// <summary>
/// Reads many mutated inputs. Each input follows from the seed and its number alone, so that one that fails can be made again.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, IReadOnlyList<byte[]> seeds)
{
    /// <summary>Bytes that the process may take.</summary>
    public const long MostMemory = 512L << 20;

    private const int MostFailures = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(10);

    private readonly List<FuzzFailure> _failures = [];
    private int _accepted;
    private TimeSpan _slowest;
    private long _mostAllocated;

    public FuzzResult Run(int inputs, int seed)
    {
        for (var number = 0; number < inputs && _failures.Count < MostFailures; number++)
        {
            Try(number, Input(seed, number));
        }

        return new FuzzResult(_accepted, inputs - _accepted - _failures.Count, _slowest, _mostAllocated, _failures);
    }

    /// <summary>Why an input fails; null where the reader takes it or refuses it in order.</summary>
    public string? WhyFailed(byte[] input)
    {
        Try(0, input);
        return _failures.Count > 0 ? _failures[^1].Why : null;
    }

    private byte[] Input(int seed, int number)
    {
        var random = new Random(HashCodeOf(seed, number));
        var start = seeds[random.Next(seeds.Count)];
        return new Mutator(random, target.Syntax, seeds).Mutate(start);
    }

    // HashCode.Combine differs from process to process.
    private static int HashCodeOf(int seed, int number) => unchecked((int)((((uint)seed * 2654435761u) ^ (uint)number) * 2246822519u));

    private void Try(int number, byte[] input)
    {
        try
        {
            var before = GC.GetTotalAllocatedBytes();
            var (accepted, took) = Timed(input);
            _mostAllocated = Math.Max(_mostAllocated, GC.GetTotalAllocatedBytes() - before);
            _slowest = took > _slowest ? took : _slowest;
            _accepted += accepted ? 1 : 0;
            if (took > Longest)
            {
                _failures.Add(new FuzzFailure(number, $"It took {took.TotalMilliseconds:0} ms.", input));
            }
            else if (Environment.WorkingSet > MostMemory)
            {
                _failures.Add(new FuzzFailure(number, "The process takes more than 512 MB.", input));
            }
        }
#pragma warning disable CA1031 // Any exception but the product's own is what is looked for.
        catch (Exception crash)
        {
            _failures.Add(new FuzzFailure(number, crash.ToString(), input));
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// Reads once, and again where that took too long: on a busy machine the first time may have been somebody else's. The
    /// process ends where a reader does not come back.
    /// </summary>
    private (bool Accepted, TimeSpan Took) Timed(byte[] input)
    {
        using var watchdog = new Timer(
            _ => Environment.FailFast($"{target.Name} does not come back from {Convert.ToBase64String(input)}"), null, Endless, Endless);
        var shortest = TimeSpan.MaxValue;
        var accepted = false;
        for (var turn = 0; turn < 3 && shortest > Longest; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            accepted = target.Read(input);
            var took = Stopwatch.GetElapsedTime(start);
            shortest = took < shortest ? took : shortest;
        }

        return (accepted, shortest);
    }
}
