using Baseline.Plans;

namespace Baseline.Cli.Commands.Outputs;

/// <summary>How a run of plan, apply or undo ended, as a pipeline is told.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Plan">The plan that it made or was to carry out; null where it came to none.</param>
public sealed record RunOutcome(ExitCode Code, Plan? Plan = null)
{
    /// <summary>Whether the plan is for a wave whose turn has not come, so that nothing of it would be done now.</summary>
    public bool Waits { get; init; }

    /// <summary>What is left, where the plan was carried out; null where it was not.</summary>
    public Plan? After { get; init; }

    /// <summary>How many changes of a run an undo leaves as they are; 0 for other commands.</summary>
    public int Left { get; init; }
}
