using Baseline.Controls;
using Baseline.Files;

namespace Baseline.Cli.Commands.Schema;

/// <summary>Prints a JSON Schema: of the document, for editors, or of a plan file or journal, for programs that read them.</summary>
public sealed class SchemaCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">What it was asked for.</param>
    public ExitCode Run(SchemaArguments arguments)
    {
        context.Streams.WriteData(
            arguments.Kind == SchemaArguments.Document ? DocumentSchema.Of(context.Catalogue) : Embedded(arguments.Kind));
        return ExitCode.Done;
    }

    private static string Embedded(string kind) => EmbeddedText.Read(typeof(SchemaCommand).Assembly, $"{kind}.schema.json");
}
