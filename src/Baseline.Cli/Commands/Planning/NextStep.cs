using Baseline.Cli.Files;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Planning;

/// <summary>What to type after a plan.</summary>
internal static class NextStep
{
    /// <summary>
    /// The command that applies a saved plan, with the document and the Azure that it was made with; null where nothing was saved,
    /// nothing is to be changed, or a limit of the document forbids it.
    /// </summary>
    public static TypedCommand? After(Plan plan, PlanArguments arguments, TypedCommand typed) =>
        arguments.Out is not { } path || plan.IsEmpty || plan.Exceeded.Count > 0
            ? null
            : typed.As("apply", path).Without(TypedCommand.Captured);
}
