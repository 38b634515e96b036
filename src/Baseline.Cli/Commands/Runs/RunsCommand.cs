using System.Text.Json;
using Baseline.Applying;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Plans.Undoing;

namespace Baseline.Cli.Commands.Runs;

/// <summary>Lists what was applied, from the journals beside the document.</summary>
public sealed class RunsCommand(CommandContext context)
{
    private const int ShownOfDigest = 15;

    /// <summary>Runs the command.</summary>
    public ExitCode Run(RunsArguments arguments)
    {
        var (runs, problems) = new RunFolder(context).Read(arguments.Document);
        context.Streams.Report(problems);
        if (arguments.AsJson)
        {
            context.Streams.WriteData(IndentedJson.Array(runs, Write));
        }
        else
        {
            context.Streams.WriteOutput(runs.Count == 0
                ? $"No run is recorded in {JournalPath.FolderOf(arguments.Document)}.\n"
                : Text(runs));
        }

        return problems.Count == 0 ? ExitCode.Done : ExitCode.Error;
    }

    private string Text(IReadOnlyList<RecordedRun> runs)
    {
        var page = context.Streams.Page();
        foreach (var entry in runs)
        {
            var (path, run) = entry;
            var kind = run.IsUndo ? "undo: " : "";
            page.Gap().Add(entry.Time ?? "at an unknown time", Tone.Strong)
                .Add($"  {kind}{Applied(run)} of {Quantity.Of(run.Planned, "change")} applied, {AlreadyDone(run)}")
                .Line(EndOf(run), run.End is { Cancelled: false, Failed: 0, Stale: 0 } ? Tone.Good : Tone.Caution);
            page.Prose(
                $"by {Printable.Text(WhoOf(run))}; plan {Printable.Text(run.Plan[..Math.Min(ShownOfDigest, run.Plan.Length)])}"
                    + $" of {Printable.Text(run.Baseline)}",
                "  ");
            if (run.Origin?.Run is { } address)
            {
                page.Line($"  {Printable.Text(address)}", Tone.Faint);
            }

            page.Line($"  {Printable.Text(path)}", Tone.Faint);
        }

        return page.ToString();
    }

    private static int Applied(RunRecord run) => run.End?.Applied ?? run.Changes.Count(change => change.Outcome == "applied");

    /// <summary>
    /// What was done before the run came to it. A journal has no count of it: where nothing failed and nothing was stale, nothing was
    /// skipped either, so that it is all that was not applied.
    /// </summary>
    private static string AlreadyDone(RunRecord run) =>
        run.End is { Cancelled: false, Failed: 0, Stale: 0 } && run.Planned - Applied(run) is var done and > 0
            ? $"{done} already done, "
            : "";

    /// <summary>How the writes ended: what the run found when it looked again, the journal does not tell.</summary>
    private static string EndOf(RunRecord run) => CodeOf(run) is not { } code ? "not ended"
        : code == ExitCode.Done ? "none failed"
        : string.Concat(Unwell(run).Select(part => $"{part}, ")) + $"exit code {(int)code}";

    /// <summary>What went wrong, by number.</summary>
    private static IEnumerable<string> Unwell(RunRecord run)
    {
        if (run.End is { Failed: > 0 and var failed })
        {
            yield return $"{failed} failed";
        }

        if (run.End is { Stale: > 0 and var stale })
        {
            yield return $"{stale} stale";
        }

        if (run.End is { Cancelled: true })
        {
            yield return "cancelled";
        }
    }

    private static string WhoOf(RunRecord run)
    {
        var caller = run.Origin?.Name ?? run.Origin?.AppId ?? run.Origin?.ObjectId ?? "somebody whom the journal does not name";
        var host = run.Origin?.Host is { } name ? $" on {name}" : "";
        var approved = run.Origin?.ApprovedBy is { } approver ? $", approved by {approver}" : "";
        return $"{caller}{host}{approved}";
    }

    /// <summary>The exit code that the writes led to; null where the run was killed, or is still under way.</summary>
    private static ExitCode? CodeOf(RunRecord run) => run.End is not { } end ? null
        : ExitCodes.First(
        [
            .. end.Cancelled ? [ExitCode.Cancelled] : Array.Empty<ExitCode>(),
            .. end.Stale > 0 ? [ExitCode.Stale] : Array.Empty<ExitCode>(),
            .. end.Failed > 0 ? [ExitCode.AppliedInPart] : Array.Empty<ExitCode>(),
        ]);

    private static void Write(Utf8JsonWriter writer, RecordedRun entry)
    {
        var run = entry.Run;
        writer.WriteStartObject();
        writer.WriteString("journal", entry.Path);
        WriteText(writer, "at", run.StartedAt is { } start ? RunJournal.Time(start) : null);
        writer.WriteBoolean("undo", run.IsUndo);
        writer.WriteString("baseline", run.Baseline);
        writer.WriteString("plan", run.Plan);
        writer.WriteNumber("changes", run.Planned);
        writer.WriteNumber("applied", Applied(run));
        if (run.End is { } end)
        {
            writer.WriteNumber("failed", end.Failed);
            writer.WriteNumber("stale", end.Stale);
            writer.WriteBoolean("cancelled", end.Cancelled);
        }

        if (CodeOf(run) is { } code)
        {
            writer.WriteNumber("exit", (int)code);
        }
        else
        {
            writer.WriteNull("exit");
        }

        if (run.Origin is { } origin)
        {
            writer.WriteStartObject("caller");
            WriteText(writer, "tenantId", origin.TenantId);
            WriteText(writer, "objectId", origin.ObjectId);
            WriteText(writer, "appId", origin.AppId);
            WriteText(writer, "name", origin.Name);
            writer.WriteEndObject();
            WriteText(writer, "tool", origin.Tool);
            WriteText(writer, "host", origin.Host);
            WriteText(writer, "run", origin.Run);
            WriteText(writer, "approvedBy", origin.ApprovedBy);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
