using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Baseline.Cli.Commands;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Cli.Tracing;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Estates.Redaction;

namespace Baseline.Cli;

/// <summary>The whole tool: arguments in, texts and an exit code out.</summary>
/// <param name="opener">Finds the estate that a command line names.</param>
/// <param name="catalogue">The controls and types that it has.</param>
public sealed class BaselineApp(IEstateOpener opener, ControlCatalogue catalogue)
{
    /// <summary>Runs one command line.</summary>
    public async Task<int> RunAsync(string[] args, IOContext io, CancellationToken cancellationToken)
    {
        if (args is [CommandLine.Version])
        {
            return ShowVersion(io);
        }

        (io, var output) = Tolerant(io);
        var line = new CommandLine(io, opener, catalogue, args);
        var result = line.Root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var streams = line.StreamsFor(result);
        if (result.Errors.Count > 0)
        {
            streams.WriteProse(UsageError.Of(result, io));
            return (int)ExitCode.Error;
        }

        // Signals are the program's own affair: they arrive as the token.
        var configuration = new InvocationConfiguration
        {
            Output = io.Output,
            Error = io.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        using var traces = TraceExport.Start(io.Variable);
        using var span = Spans.Start($"baseline {result.CommandResult.Command.Name}");
        var code = await GuardedAsync(streams, async () => (ExitCode)await result.InvokeAsync(configuration, cancellationToken));
        code = Finish(code, output, streams);
        span?.SetTag("process.exit.code", (int)code);
        return (int)code;
    }

    /// <summary>Answers a command line that is <c>--version</c> alone, as scripts type it: no command is needed for that.</summary>
    /// <returns>The exit code.</returns>
    internal static int ShowVersion(IOContext io)
    {
        (io, var output) = Tolerant(io);
        output.Write(BuildStamp.Text);
        return (int)Finish(ExitCode.Done, output, new ConsoleStreams(io, DisplayOptions.Default));
    }

    private static (IOContext IO, TolerantWriter Output) Tolerant(IOContext io)
    {
        var output = new TolerantWriter(io.Output);
        return (io with { Output = output, Error = new TolerantWriter(io.Error) { BreaksCommands = io.HasCommandsInLog } }, output);
    }

    /// <summary>The exit code of a command, once it is known whether its result was written.</summary>
    private static ExitCode Finish(ExitCode code, TolerantWriter output, ConsoleStreams streams)
    {
        output.Flush();
        if (output.Failure is not { } failure)
        {
            return code;
        }

        streams.Report(new Diagnostic(
            Severity.Error,
            "BL0010",
            "Result cannot be written",
            $"Standard output took no more: {failure.Message.TrimEnd('.')}. What the command did is not undone by that.",
            "Make room where the output goes, or read it to its end."));
        return ExitCodes.First([code, ExitCode.Error]);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The one place where a bug becomes a message.")]
    private static async Task<ExitCode> GuardedAsync(ConsoleStreams streams, Func<Task<ExitCode>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException exception)
        {
            streams.WriteMessage(exception is CancelledException ? exception.Message : "Cancelled: nothing was written.", Tone.Caution);
            return ExitCode.Cancelled;
        }
        catch (DiagnosticException exception)
        {
            streams.Report(exception.Diagnostics);
            return ExitCode.Error;
        }
        catch (Exception exception)
        {
            streams.Report(new Diagnostic(
                Severity.Error,
                "BL9001",
                "This is a bug in baseline",
                $"baseline {BuildStamp.Version} stopped at something that it should have foreseen.\n    "
                    + SecretText.Hide(exception.ToString()).ReplaceLineEndings("\n    "),
                "Report it with the text above."));
            return ExitCode.Error;
        }
    }
}
