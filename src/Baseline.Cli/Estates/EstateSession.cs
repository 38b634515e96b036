using Baseline.Applying;
using Baseline.Cli.Tracing;
using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>The estate that a command works on.</summary>
/// <param name="Reader">Observes it.</param>
/// <param name="Writer">Changes it; null where it is read only.</param>
/// <param name="Keep">Makes what was written last, where the estate is a file.</param>
public sealed record EstateSession(IEstateReader Reader, IChangeWriter? Writer, Action Keep)
{
    /// <summary>
    /// Keeps other runs from writing the estate until the result is disposed; a <see cref="DiagnosticException"/> where
    /// another one writes it already, or it changed since it was read.
    /// </summary>
    public Func<IDisposable> Reserve { get; init; } = () => Stream.Null;

    /// <summary>How fast it is written to.</summary>
    public ApplyPace Pace { get; init; } = ApplyPace.InMemory;

    /// <summary>Who is signed in, once something was read or written; null where that is not known.</summary>
    public Func<RunCaller?> Caller { get; init; } = () => null;

    /// <summary>How far it has been read.</summary>
    public ReadingTally Tally { get; init; } = new();

    /// <summary>What could not be read of it.</summary>
    public ReadFailures Failures { get; init; } = new();

    /// <summary>
    /// Reads the estate afresh; with the day by which exemptions end: the day on which it was captured, so that the same inputs
    /// give the same on any day.
    /// </summary>
    /// <param name="request">What is needed of it.</param>
    /// <param name="clock">The time, where the estate does not say its own.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CancelledException">It was cancelled, and this is how far it came.</exception>
    public async Task<(Estate Estate, DateOnly Today)> ObserveAsync(
        EstateRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var span = Spans.Start("read");
        try
        {
            var estate = await Reader.ReadAsync(request, cancellationToken);

            // What follows would run on the stack of the last answer, which keeps all that only the reading needed.
            await Task.Yield();
            return (estate, DateOnly.FromDateTime((estate.CapturedAt ?? clock.GetUtcNow()).UtcDateTime));
        }
        catch (OperationCanceledException exception)
        {
            throw new CancelledException($"Cancelled while reading: {Tally.Describe()}; nothing was written.", exception);
        }
    }
}
