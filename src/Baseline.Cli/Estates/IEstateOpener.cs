using Baseline.Applying;
using Baseline.Cli.Arguments;
using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>The estate that a command works on.</summary>
/// <param name="Reader">Observes it.</param>
/// <param name="Writer">Changes it; null where it is read only.</param>
/// <param name="Keep">Makes what was written last, where the estate is a file.</param>
public sealed record EstateSession(IEstateReader Reader, IChangeWriter? Writer, Action Keep)
{
    /// <summary>How fast it is written to.</summary>
    public ApplyPace Pace { get; init; } = ApplyPace.InMemory;

    /// <summary>How far it has been read.</summary>
    public ReadingTally Tally { get; init; } = new();

    /// <summary>What could not be read of it.</summary>
    public ReadFailures Failures { get; init; } = new();
}

/// <summary>Finds the estate that the command line names.</summary>
public interface IEstateOpener
{
    /// <summary>Opens the estate; nothing is read from Azure yet.</summary>
    EstateSession Open(EstateArguments arguments, IOContext io, Talk talk);
}
