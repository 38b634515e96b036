using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Show;

/// <summary>Shows a saved plan in any form.</summary>
public sealed class ShowCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(ShowArguments arguments)
    {
        if (context.ReadPlan(arguments.PlanFile) is not { } whole
            || (arguments.Only.IsEmpty ? whole : context.Accept(PlanExcerpt.Of(whole, arguments.Only))) is not { } plan)
        {
            return ExitCode.Error;
        }

        var document = arguments.Document is { } path ? context.ReadDocument(path) : null;
        if (arguments.Document is not null && document is null)
        {
            return ExitCode.Error;
        }

        context.Show(plan, arguments.Document, arguments.Formats, document, new ShownDiffs(arguments.Diff, null));
        if (arguments.Only.IsEmpty && plan is { IsEmpty: false, Exceeded.Count: 0 })
        {
            context.Streams.WriteMessage($"Digest: {PlanFile.DigestOf(plan)}");
            context.Streams.WriteMessage($"To apply exactly this plan:  {Applying(plan, arguments.PlanFile)}", Tone.Strong);
        }

        return ExitCode.Done;
    }

    /// <summary>
    /// The command that applies the plan to what it was made from. A plan does not tell which file of the emulator that was, and an undo
    /// not whether it was any.
    /// </summary>
    private string Applying(Plan plan, string path)
    {
        var apply = context.Typed.As("apply", path);
        return plan.Estate.Source switch
        {
            PlanEstate.Emulator => $"{apply.With(TypedCommand.Emulator, "FILE")}",
            Plan.UndoSource => $"{apply}  (with {TypedCommand.Emulator} FILE where the run was on the emulator)",
            _ => $"{apply}",
        };
    }
}
