namespace Baseline.Cli;

/// <summary>The run was cancelled, and it is known how far it had come.</summary>
/// <param name="message">A sentence for the user.</param>
/// <param name="inner">Where it was cancelled.</param>
public sealed class CancelledException(string message, OperationCanceledException? inner = null)
    : OperationCanceledException(message, inner);
