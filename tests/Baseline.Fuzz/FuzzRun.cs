using Baseline.Fuzz.Mutations;
using Baseline.Fuzz.Targets;

namespace Baseline.Fuzz;

/// <summary>An input that a reader must not fail on, and did.</summary>
internal sealed record FuzzFailure(int Number, string Why, byte[] Input);

/// <summary>What became of the inputs.</summary>
internal sealed record FuzzResult(
    int Accepted, int Refused, TimeSpan Slowest, int MostRequests, long MostAllocated, IReadOnlyList<FuzzFailure> Failures);

/// <summary>
/// Reads many mutated inputs. Each input follows from the seed and its number alone, so that one that fails can be made again.
/// </summary>
internal sealed class FuzzRun(FuzzTarget target, IReadOnlyList<byte[]> seeds)
{
    /// <summary>Bytes that the process may take.</summary>
    public const long MostMemory = 512L << 20;

    private const int MostFailures = 20;

    // An operation that never ends is looked at once a second for ten minutes, and each look is tried five times at most.
    private const int MostRequestsOfOne = 4_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(10);

    private readonly List<FuzzFailure> _failures = [];
    private int _accepted;
    private TimeSpan _slowest;
    private int _mostRequests;
    private long _mostAllocated;

    public FuzzResult Run(int inputs, int seed)
    {
        for (var number = 0; number < inputs && _failures.Count < MostFailures; number++)
        {
            Try(number, Input(seed, number));
        }

        return ResultOf(inputs);
    }

    /// <summary>Reads one input as it is.</summary>
    public FuzzResult Read(byte[] input)
    {
        Try(0, input);
        return ResultOf(1);
    }

    private FuzzResult ResultOf(int inputs) =>
        new(_accepted, inputs - _accepted - _failures.Count, _slowest, _mostRequests, _mostAllocated, _failures);

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
            var (reading, took) = Timed(input);
            _mostAllocated = Math.Max(_mostAllocated, GC.GetTotalAllocatedBytes() - before);
            _mostRequests = Math.Max(_mostRequests, reading.Requests);
            _slowest = took > _slowest ? took : _slowest;
            _accepted += reading.Accepted ? 1 : 0;
            if (WhyTooMuch(reading, took) is { } why)
            {
                _failures.Add(new FuzzFailure(number, why, input));
            }
        }
#pragma warning disable CA1031 // Any exception but the product's own is what is looked for.
        catch (Exception crash)
        {
            _failures.Add(new FuzzFailure(number, crash.ToString(), input));
        }
#pragma warning restore CA1031
    }

    private static string? WhyTooMuch(Reading reading, TimeSpan took) =>
        reading.Requests > MostRequestsOfOne ? $"It took {reading.Requests} requests."
        : took > Longest ? $"It took {took.TotalMilliseconds:0} ms of the processor."
        : Environment.WorkingSet > MostMemory ? "The process takes more than 512 MB."
        : null;

    /// <summary>
    /// Reads once, and again where that took too long: compilation and the collection of garbage are part of it. What counts is the
    /// time of the processor, which others that run on the machine do not lengthen. The process ends where a reader does not come
    /// back.
    /// </summary>
    private (Reading Reading, TimeSpan Took) Timed(byte[] input)
    {
        using var watchdog = new Timer(
            _ => Environment.FailFast($"{target.Name} does not come back from {Convert.ToBase64String(input)}"), null, Endless, Endless);
        var shortest = TimeSpan.MaxValue;
        var reading = new Reading(false, 0);
        for (var turn = 0; turn < 3 && shortest > Longest; turn++)
        {
            var start = Environment.CpuUsage.TotalTime;
            reading = target.Read(input);
            var took = Environment.CpuUsage.TotalTime - start;
            shortest = took < shortest ? took : shortest;
        }

        return (reading, shortest);
    }
}
