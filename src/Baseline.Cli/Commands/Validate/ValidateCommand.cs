namespace Baseline.Cli.Commands.Validate;

/// <summary>Checks the document alone.</summary>
public sealed class ValidateCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(string document)
    {
        if (context.ReadDocument(document) is null)
        {
            return ExitCode.Error;
        }

        context.Streams.WriteOutput(context.Streams.Page().Line($"{document} is valid.").ToString());
        return ExitCode.Done;
    }
}
