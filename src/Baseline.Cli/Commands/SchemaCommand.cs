namespace Baseline.Cli.Commands;

/// <summary>Prints the JSON Schema of the document, for editors.</summary>
public sealed class SchemaCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run()
    {
        using var stream = typeof(SchemaCommand).Assembly.GetManifestResourceStream("baseline.schema.json")
            ?? throw new InvalidOperationException("The schema is not part of the program.");
        using var reader = new StreamReader(stream);
        context.Talk.Show(reader.ReadToEnd());
        return ExitCode.Done;
    }
}
