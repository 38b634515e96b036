using System.Text;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Cli.Commands.Fmt;

/// <summary>Puts a document into the usual layout, and only where it says the same afterwards.</summary>
public sealed class FmtCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public ExitCode Run(FmtArguments arguments)
    {
        var result = DocumentLayout.Tidy(context.Documents, arguments.Document, context.AdviceOn(arguments.Document));
        context.Streams.Report(result.Diagnostics);
        if (result.Failed || result.Value is not { } tidy)
        {
            return ExitCode.Error;
        }

        if (!tidy.KeepsContent)
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL0009",
                "White space is content",
                $"White space at the end of a line, or a blank line, is part of a value in \"{arguments.Document}\": without it "
                    + "the document would say something else. Nothing was written.",
                "Write the value on one line, in quotes."));
            return ExitCode.Error;
        }

        return tidy.IsNew ? Replace(arguments, tidy) : ExitCode.Done;
    }

    private ExitCode Replace(FmtArguments arguments, TidyText tidy)
    {
        context.Streams.WriteOutput($"{arguments.Document}\n");
        if (arguments.Diff)
        {
            var diff = UnifiedDiff.Of(tidy.Before, tidy.Text, arguments.Document, $"{arguments.Document} in the usual layout");
            context.Streams.WriteOutput(diff.Length > 0
                ? DiffText.Painted(diff, context.Streams.OutputPalette)
                : "Only line breaks or the byte order mark differ.\n");
        }

        if (arguments.IsCheck)
        {
            return ExitCode.Error;
        }

        UserFiles.Replace(context.IO, arguments.Document, Audience.Anybody, stream => stream.Write(Encoding.UTF8.GetBytes(tidy.Text)));
        return ExitCode.Done;
    }
}
