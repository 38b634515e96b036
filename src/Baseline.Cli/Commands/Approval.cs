using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Diagnostics;

namespace Baseline.Cli.Commands;

/// <summary>Asks whether a plan may be applied.</summary>
internal static class Approval
{
    /// <summary>How a plan is saved, reviewed and applied; an undo saves its plan itself.</summary>
    private static string Reviewed(TypedCommand typed)
    {
        const string file = "plan.json";
        List<TypedCommand> commands = typed.Name == "apply"
            ? [typed.As("plan").With("--out", file), typed.As("apply", file)]
            : [typed.With("--out", file)];
        return "Save the plan, review it and apply exactly that, or approve beforehand:"
            + string.Concat(commands.Select(command => $"\n    {command}"));
    }

    /// <summary>Whether the answer was yes; what was refused has been said.</summary>
    public static async Task<bool> AskAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var io = context.IO;
        if (!io.CanAsk)
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL0004",
                "Approval is needed",
                "Approval is needed, but this is not an interactive terminal. Nothing was changed.",
                $"{Reviewed(context.Typed)}\n    {context.Typed.With("--auto-approve")}"));
            return false;
        }

        if (!io.CanShow)
        {
            context.Streams.WriteMessage("The changes could not be shown, so nobody can approve them. Nothing was changed.", Tone.Caution);
            return false;
        }

        await io.Error.WriteAsync("\nDo you want to apply these changes? Only 'yes' is accepted: ");
        await io.Error.FlushAsync(cancellationToken);

        // A console read can't be interrupted, so it is left behind when the run is cancelled.
        string? answer;
        try
        {
            answer = await Task.Run(io.Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            context.Streams.WriteMessage("");
            throw new CancelledException("Cancelled instead of answered: nothing was written.", exception);
        }

        if (answer?.Trim() == "yes")
        {
            return true;
        }

        if (answer is null)
        {
            context.Streams.WriteMessage("");
        }

        context.Streams.WriteMessage("Not approved. Nothing was changed.", Tone.Caution);
        return false;
    }
}
