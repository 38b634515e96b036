using System.Text;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Initiating;

namespace Baseline.Cli.Commands.Init;

/// <summary>Writes a first document from the estate that it reads.</summary>
public sealed class InitCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(InitArguments arguments, CancellationToken cancellationToken)
    {
        if (!arguments.IsPrinted && !arguments.Force && Path.Exists(context.IO.FullPath(arguments.Out)))
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL0008",
                "Document exists already",
                $"\"{arguments.Out}\" is there, and nothing was read or written.",
                "Name another file with --out, print with --out -, or replace it with --force."));
            return ExitCode.Error;
        }

        var everything = arguments.Subscriptions.Count == 0;
        var session = context.Opener.Open(arguments.Estate, context.IO, context.Streams);
        var subscriptions = await NamedSubscriptions.FindAsync(session, arguments.Subscriptions, context.IO.Clock, cancellationToken);
        var (estate, today) = await session.ObserveAsync(
            EstateRequest.Everything(subscriptions), context.IO.Clock, cancellationToken);
        var isAzure = arguments.Estate is { CapturedFile: null, EmulatorFile: null };
        Write(arguments, new FirstDocument(context.Catalogue).Write(estate, isAzure && everything, subscriptions, today));
        return Conclude(arguments, estate);
    }

    private void Write(InitArguments arguments, string document)
    {
        if (arguments.IsPrinted)
        {
            context.Streams.WriteOutput(document);
        }
        else
        {
            UserFiles.Replace(context.IO, arguments.Out, Audience.Anybody, stream => stream.Write(Encoding.UTF8.GetBytes(document)));
        }
    }

    private ExitCode Conclude(InitArguments arguments, Estate estate)
    {
        var failed = UnreadText.Of(estate);
        if (!arguments.IsPrinted)
        {
            context.Streams.WriteProse(
                $"Wrote {arguments.Out}. Read it, fill in what is commented out, and go on with:\n    {Next(arguments)}");
        }

        if (failed is not null)
        {
            context.Streams.WriteProse($"{failed}; the document may be incomplete.");
        }

        return failed is not null ? ExitCode.Incomplete : ExitCode.Done;
    }

    /// <summary>The plan of the same estate with the new document.</summary>
    private static string Next(InitArguments arguments)
    {
        var next = new StringBuilder("baseline plan");
        Add("-f", arguments.Out == InitOptions.DefaultPath ? null : arguments.Out);
        Add("--estate", arguments.Estate.CapturedFile);
        Add("--emulator", arguments.Estate.EmulatorFile);
        Add("--endpoint", arguments.Estate.Endpoint?.OriginalString);
        Add("--cloud", arguments.Estate.Cloud == "public" ? null : arguments.Estate.Cloud);
        return next.ToString();

        void Add(string option, string? value)
        {
            if (value is not null)
            {
                next.Append(' ').Append(option).Append(' ').Append(value.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value);
            }
        }
    }
}
