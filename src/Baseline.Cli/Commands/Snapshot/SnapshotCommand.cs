using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Estates.Redaction;
using Baseline.Selecting;

namespace Baseline.Cli.Commands.Snapshot;

/// <summary>Captures the estate in a file: for a review without credentials, and to rehearse an apply.</summary>
public sealed class SnapshotCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(SnapshotArguments arguments, CancellationToken cancellationToken)
    {
        // Whoever names subscriptions needs no document, and neither does whoever has none yet.
        var hasDocument = arguments.DocumentIsGiven
            || (arguments.Subscriptions.Count == 0 && Path.Exists(context.IO.FullPath(arguments.Document)));
        var document = hasDocument ? context.ReadDocument(arguments.Document) : null;
        if (hasDocument && document is null)
        {
            return ExitCode.Error;
        }

        if (!hasDocument && arguments.Subscriptions.Count == 0 && arguments.Only.IsEmpty)
        {
            context.Streams.WriteProse($"There is no {arguments.Document} here, so every subscription that can be read is captured.");
        }

        var (estate, _) = document is null
            ? await ObserveAsync(arguments, cancellationToken)
            : await context.Maker(document, arguments.Estate, PartOf(arguments)).CaptureAsync(cancellationToken);
        SubscriptionPart.Check(arguments.Only, estate);
        var written = arguments.Redact
            ? new EstateRedaction(context.Catalogue.NamesThatStay(document), context.Catalogue.Types).Redact(estate)
            : estate;
        var replaced = Path.Exists(context.IO.FullPath(arguments.Out)) ? ", in place of what was there" : "";
        UserFiles.Replace(context.IO, arguments.Out, Audience.Owner, stream => EstateFile.Write(written, stream));
        var failed = UnreadText.Of(estate);
        context.Streams.WriteProse(
            $"Captured {Quantity.Of(estate.Resources.Count, "resource")} of "
                + $"{Whole(estate)} in {arguments.Out}{replaced}."
            + (arguments.Only.IsEmpty ? "" : $" Only {arguments.Only}.")
            + (failed is null ? "" : $" {failed}."));
        return failed is not null ? ExitCode.Incomplete : ExitCode.Done;
    }

    /// <summary>How many subscriptions were captured as a whole, and of how many others what those refer to.</summary>
    private static string Whole(Estate estate)
    {
        var parts = estate.Subscriptions.Count(subscription => subscription.IsOnlyReferenced);
        return Quantity.Of(estate.Subscriptions.Count - parts, "subscription")
            + (parts == 0 ? "" : $", with what they refer to in {parts} more,");
    }

    private async Task<(Estate Estate, DateOnly Today)> ObserveAsync(SnapshotArguments arguments, CancellationToken cancellationToken)
    {
        var session = context.Opener.Open(arguments.Estate, context.IO, context.Streams);
        var subscriptions = await NamedSubscriptions.FindAsync(session, arguments.Subscriptions, context.IO.Clock, cancellationToken);
        var observed = await session.ObserveAsync(
            EstateRequest.Everything(subscriptions) with { Part = PartOf(arguments) }, context.IO.Clock, cancellationToken);
        context.Streams.Report(session.Failures.Take());
        var isAll = arguments.Subscriptions.Count == 0 && observed.Estate.NotAskedFor.Count == 0;
        return isAll && EmptyScope.Of(observed.Estate, arguments.Estate) is { } nothing
            ? throw new DiagnosticException(nothing)
            : observed;
    }

    private static Selection PartOf(SnapshotArguments arguments) => new() { Only = arguments.Only };
}
