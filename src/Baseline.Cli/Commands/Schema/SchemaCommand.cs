using Baseline.Controls;

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

    private static string Embedded(string kind)
    {
        using var stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream($"{kind}.schema.json")
            ?? throw new InvalidOperationException($"The schema of a {kind} is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
