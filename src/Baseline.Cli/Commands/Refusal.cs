using Baseline.Diagnostics;

namespace Baseline.Cli.Commands;

/// <summary>Why a plan is not applied.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Diagnostics">What to tell the user.</param>
public sealed record Refusal(ExitCode Code, params IReadOnlyList<Diagnostic> Diagnostics);
