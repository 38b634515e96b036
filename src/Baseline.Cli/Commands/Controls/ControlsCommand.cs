using Baseline.Cli.Output;
using Baseline.Standards;

namespace Baseline.Cli.Commands.Controls;

/// <summary>Lists the controls that a document can have, or what a standard asks for and which control holds it.</summary>
public sealed class ControlsCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(ControlsArguments arguments)
    {
        if (arguments.Standard is { } standard)
        {
            return Show(standard, arguments);
        }

        Write(arguments.AsJson, Json, Text);
        return ExitCode.Done;
    }

    private ExitCode Show(Standard standard, ControlsArguments arguments)
    {
        // Whoever has no document yet sees what one could cover.
        var hasDocument = arguments.DocumentIsGiven || Path.Exists(context.IO.FullPath(arguments.Document));
        var document = hasDocument ? context.ReadDocument(arguments.Document) : null;
        if (hasDocument && document is null)
        {
            return ExitCode.Error;
        }

        var list = new StandardList(standard, hasDocument ? arguments.Document : null, StandardCoverage.Of(standard, document));
        Write(arguments.AsJson, list.Json, () => list.Text(context.Streams.Page()));
        return ExitCode.Done;
    }

    private void Write(bool asJson, Func<string> json, Func<string> text)
    {
        if (asJson)
        {
            context.Streams.WriteData(json());
        }
        else
        {
            context.Streams.WriteOutput(text());
        }
    }

    private string Text()
    {
        var page = context.Streams.Page();
        foreach (var entry in context.Catalogue.All)
        {
            page.Gap().Add(entry.Id, Tone.Strong).Line($"  {entry.Title}");
            page.Prose(entry.Requires, "  ").Line($"  {entry.RulePage.OriginalString}", Tone.Faint);
        }

        return page.ToString();
    }

    private string Json() => IndentedJson.Array(context.Catalogue.All, (writer, entry) =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id);
        writer.WriteString("title", entry.Title);
        writer.WriteString("requires", entry.Requires);
        writer.WriteString("rulePage", entry.RulePage.OriginalString);
        writer.WriteEndObject();
    });
}
