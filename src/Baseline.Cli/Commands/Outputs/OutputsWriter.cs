using System.Text;
using Baseline.Cli.Files;
using Baseline.Diagnostics;

namespace Baseline.Cli.Commands.Outputs;

/// <summary>Tells a pipeline how a run ended, also where it failed.</summary>
/// <param name="context">What the command works with.</param>
/// <param name="requests">Where to, each form once; empty: nowhere.</param>
internal sealed class OutputsWriter(CommandContext context, IReadOnlyList<OutputsRequest> requests)
{
    private const string StepFile = "GITHUB_OUTPUT";

    /// <summary>Runs the command, and tells how it ended.</summary>
    /// <param name="run">The command.</param>
    /// <exception cref="DiagnosticException">The command failed so, or the host names no place, or it can't be written.</exception>
    public async Task<ExitCode> AfterAsync(Func<Task<RunOutcome>> run)
    {
        var places = requests.Select(request => (request.Kind, Path: PlaceOf(request))).ToList();
        var outcome = new RunOutcome(ExitCode.Error);
        var isOver = false;
        try
        {
            outcome = await run();
            isOver = true;
        }
        finally
        {
            if (!isOver)
            {
                places.ForEach(place => TryWrite(place.Kind, place.Path, outcome));
            }
        }

        places.ForEach(place => Write(place.Kind, place.Path, outcome));
        return outcome.Code;
    }

    /// <summary>The lines as the host reads them.</summary>
    /// <param name="kind">The form.</param>
    /// <param name="outcome">How the run ended.</param>
    public static string Lines(OutputsKind kind, RunOutcome outcome) => string.Concat(OutputVariables.Of(outcome).Select(pair => kind switch
    {
        OutputsKind.GitHub => $"{pair.Name}={pair.Value}\n",
        OutputsKind.Azure => $"##vso[task.setvariable variable={pair.Name};isOutput=true]{pair.Value}\n",

        // A dash is no part of a name there.
        OutputsKind.GitLab or OutputsKind.Dotenv => $"{pair.Name.Replace('-', '_')}={pair.Value}\n",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a form."),
    }));

    /// <summary>The file; null for standard output.</summary>
    private string? PlaceOf(OutputsRequest asked) =>
        asked.Path is not null || asked.Kind != OutputsKind.GitHub ? asked.Path
        : context.IO.Variable(StepFile) is { Length: > 0 } file ? Proved(file)
        : throw new DiagnosticException(new Diagnostic(
            Severity.Error,
            "BL0017",
            "No place for outputs",
            $"--outputs github writes to the file that {StepFile} names, and it names none: this is no step of GitHub Actions. "
                + "Nothing was read from Azure or written.",
            "Name a file: --outputs github=FILE. Or leave the option out."));

    private string Proved(string file)
    {
        UserFiles.Prove(context.IO, new NamedFile(FileUse.Output, StepFile, file) { IsAppended = true });
        return file;
    }

    private void TryWrite(OutputsKind kind, string? path, RunOutcome outcome)
    {
        try
        {
            Write(kind, path, outcome);
        }
        catch (DiagnosticException exception)
        {
            // What made the run fail is told as well, by whoever hears of it.
            context.Streams.Report(exception.Diagnostics);
        }
    }

    private void Write(OutputsKind kind, string? path, RunOutcome outcome)
    {
        var text = Lines(kind, outcome);
        if (path is null)
        {
            context.Streams.WriteHostCommands(text);
        }
        else if (kind == OutputsKind.GitHub)
        {
            UserFiles.AppendLines(context.IO, path, text);
        }
        else
        {
            UserFiles.Replace(context.IO, path, Audience.Anybody, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
    }
}
