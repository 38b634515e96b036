using Baseline.Cli.Arguments;

namespace Baseline.Cli.Commands;

/// <summary>Shows a saved plan in any form.</summary>
public sealed class ShowCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(ShowArguments arguments)
    {
        if (context.ReadPlan(arguments.PlanFile) is not { } plan)
        {
            return ExitCode.Error;
        }

        context.Show(plan, document: null, arguments.Formats);
        return ExitCode.Done;
    }
}
