using System.Text;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Files;
using Baseline.Initiating;
using Baseline.Selecting;

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

        var everything = arguments.Subscriptions.Count == 0 && arguments.Only.IsEmpty;
        var session = context.Opener.Open(arguments.Estate, context.IO, context.Streams);
        var subscriptions = await NamedSubscriptions.FindAsync(session, arguments.Subscriptions, context.IO.Clock, cancellationToken);
        var (estate, today) = await session.ObserveAsync(
            EstateRequest.Everything(subscriptions) with
            {
                Needs = EstateNeeds.Everything with { Logged = [] },
                Part = new Selection { Only = arguments.Only },
            },
            context.IO.Clock,
            cancellationToken);
        if (!arguments.Only.IsEmpty)
        {
            subscriptions = SubscriptionPart.Of(arguments.Only, estate, subscriptions);
        }

        if (everything && EmptyScope.Of(estate, arguments.Estate) is { } nothing)
        {
            context.Streams.Report(nothing);
            return ExitCode.Error;
        }

        var isAzure = arguments.Estate is { CapturedFile: null, EmulatorFile: null };
        Write(arguments, new FirstDocument(context.Catalogue).Write(
            estate,
            isAzure && everything,
            subscriptions,
            today,
            arguments.IsPrinted ? null : $"./{EditorSchema.FileName}",
            arguments.Standard));
        return Conclude(arguments, estate);
    }

    private void Write(InitArguments arguments, string document)
    {
        if (arguments.IsPrinted)
        {
            context.Streams.WriteData(document);
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
            WriteBeside(arguments.Out);
        }

        if (failed is not null)
        {
            context.Streams.WriteProse($"{failed}; the document may be incomplete.");
        }

        return failed is not null ? ExitCode.Incomplete : ExitCode.Done;
    }

    /// <summary>What editors and git need beside the document; the document is good without it.</summary>
    private void WriteBeside(string document)
    {
        if (FileKinds.Of(context.IO.FullPath(document)) != FileKind.Regular)
        {
            return;
        }

        try
        {
            string?[] done = [new EditorSchema(context).WriteBeside(document), IgnoredRuns.Add(context.IO, document)];
            foreach (var sentence in done.OfType<string>())
            {
                context.Streams.WriteProse(sentence);
            }
        }
        catch (DiagnosticException exception)
        {
            context.Streams.Report([.. exception.Diagnostics.Select(problem => problem with { Severity = Severity.Warning })]);
        }
    }

    /// <summary>The plan of the same estate with the new document.</summary>
    private TypedCommand Next(InitArguments arguments)
    {
        var plan = context.Typed.As("plan");
        return arguments.Out == InitOptions.DefaultPath
            ? plan
            : plan with { Options = [new TypedOption(TypedCommand.Document, "-f", [arguments.Out]), .. plan.Options] };
    }
}
