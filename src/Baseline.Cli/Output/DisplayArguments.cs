namespace Baseline.Cli.Output;

/// <summary>How a command shows things; the same for all.</summary>
/// <param name="Verbose">Whether folded items are listed, and every request is logged.</param>
/// <param name="NoColor">Whether colours are off.</param>
/// <param name="Diagnostics">How diagnostics are shown.</param>
public sealed record DisplayArguments(bool Verbose, bool NoColor, DiagnosticForm Diagnostics)
{
    /// <summary>Whether resource ids are shown in place of names.</summary>
    public bool WholeIds { get; init; }
}
