using Baseline.Files;

namespace Baseline.Cli.Commands.Completion;

/// <summary>
/// Prints a script that completes the tool's command line in a shell. The script asks the tool with System.CommandLine's
/// <c>[suggest:N]</c>, which only looks at the line.
/// </summary>
public sealed class CompletionCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What it was asked for.</param>
    public ExitCode Run(CompletionArguments arguments)
    {
        context.Streams.WriteData(EmbeddedText.Read(typeof(CompletionCommand).Assembly, $"baseline.{arguments.Shell}"));
        return ExitCode.Done;
    }
}
