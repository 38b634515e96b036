using Baseline.Controls;

namespace Baseline.Cli.Commands.Schema;

/// <summary>Prints the JSON Schema of the document, for editors.</summary>
public sealed class SchemaCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run()
    {
        context.Streams.WriteOutput(DocumentSchema.Of(context.Catalogue));
        return ExitCode.Done;
    }
}
