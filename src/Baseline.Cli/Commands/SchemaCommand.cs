using Baseline.Controls;

namespace Baseline.Cli.Commands;

/// <summary>Prints the JSON Schema of the document, for editors.</summary>
public sealed class SchemaCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run()
    {
        context.Talk.Show(DocumentSchema.Of(context.Catalogue));
        return ExitCode.Done;
    }
}
