namespace Baseline.Diagnostics;

/// <summary>Carries diagnostics out of a stage whose interface returns a plain value, such as a read of Azure.</summary>
public sealed class DiagnosticException(params Diagnostic[] diagnostics)
    : Exception(diagnostics.Length > 0 ? $"{diagnostics[0].Code}: {diagnostics[0].Summary}" : "No diagnostic was given.")
{
    /// <summary>What to tell the user; at least one error.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
