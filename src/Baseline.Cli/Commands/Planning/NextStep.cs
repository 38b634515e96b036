using Baseline.Cli.Files;
using Baseline.Cli.Formats;
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

    /// <summary>
    /// The command that saves the plan, for whoever looks at its text alone; null where there is nothing to apply.
    /// </summary>
    public static TypedCommand? ToSave(Plan plan, PlanArguments arguments, TypedCommand typed) =>
        arguments.Out is null && !plan.IsEmpty && plan.Exceeded.Count == 0
        && arguments.Formats.All(request => request is { Path: null } && request.Format == PlanFormats.Default)
            ? typed.With("--out", "plan.json")
            : null;
}
