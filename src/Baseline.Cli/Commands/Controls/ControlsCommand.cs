using Baseline.Cli.Output;

namespace Baseline.Cli.Commands.Controls;

/// <summary>Lists the controls that a document can have.</summary>
public sealed class ControlsCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(bool asJson)
    {
        if (asJson)
        {
            context.Streams.WriteData(Json());
        }
        else
        {
            context.Streams.WriteOutput(Text());
        }

        return ExitCode.Done;
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
