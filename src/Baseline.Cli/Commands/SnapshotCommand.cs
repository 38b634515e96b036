using Baseline.Cli.Arguments;
using Baseline.Estates;
using Baseline.Redacting;

namespace Baseline.Cli.Commands;

/// <summary>Captures the estate in a file: for a review without credentials, and to rehearse an apply.</summary>
public sealed class SnapshotCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(SnapshotArguments arguments, CancellationToken cancellationToken)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return ExitCode.Error;
        }

        var (estate, _) = await context.Maker(document, arguments.Estate).ObserveAsync(cancellationToken);
        var written = arguments.Redact ? new EstateRedaction(document.SettingNames).Redact(estate) : estate;
        UserFiles.Replace(context.IO, arguments.Out, stream => EstateFile.Write(written, stream));
        context.Talk.Say(
            $"Captured {estate.Resources.Count} resources of {estate.Subscriptions.Count} subscriptions in {arguments.Out}; "
            + $"{estate.Unreadable.Count} reads failed.");
        return estate.Unreadable.Any(entry => !entry.IsGone) ? ExitCode.Incomplete : ExitCode.Done;
    }
}
