using Baseline.Cli.Output;

namespace Baseline.Cli.Estates;

/// <summary>Finds the estate that the command line names.</summary>
public interface IEstateOpener
{
    /// <summary>Opens the estate; nothing is read from Azure yet.</summary>
    EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams);
}
