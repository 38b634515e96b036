namespace Baseline.Cli.Commands;

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

        context.Talk.Show(context.Talk.Page().Line($"{document} is valid.").ToString());
        return ExitCode.Done;
    }
}
