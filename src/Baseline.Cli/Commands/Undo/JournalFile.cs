using System.Text;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Plans;
using Baseline.Plans.Undoing;

namespace Baseline.Cli.Commands.Undo;

/// <summary>Reads the journal of the run that is to be undone.</summary>
/// <param name="context">What the command works with.</param>
internal sealed class JournalFile(CommandContext context)
{
    /// <summary>The run; null when the file was refused, which has been reported then.</summary>
    /// <param name="arguments">What the command was asked for.</param>
    /// <param name="name">The name of the document at hand; null where there is none.</param>
    public RunRecord? Read(UndoArguments arguments, string? name) =>
        arguments.Run is { } path ? Read(path, arguments) : Last(arguments.Document, name);

    private RunRecord? Read(string path, UndoArguments arguments)
    {
        var content = UserFiles.Read(context.IO, path, UserFiles.MostOfJournal);
        var read = RunRecord.Read(Encoding.UTF8.GetString(content), path);
        return context.Accept(
            read.Failed && WrongFile.Of(content, path, ContentKind.Journal, context.Typed) is { } wrong
                ? new Diagnosed<RunRecord>(null, [wrong with { Fix = Fix(arguments, PlanFile.Read(content, path).Value) }])
                : read);
    }

    /// <summary>The command with the newest journal, where runs of the document are kept.</summary>
    /// <param name="arguments">What the command was asked for.</param>
    /// <param name="plan">The plan that was named instead of a journal; null where something else was.</param>
    private string Fix(UndoArguments arguments, Plan? plan)
    {
        const string Where = "Name the journal of a run; apply writes them below .baseline/runs beside the document";
        var which = plan is null ? "newest one there that changed something" : "newest run of this plan that changed something";
        var digest = plan is null ? null : PlanFile.DigestOf(plan);
        return new RunFolder(context).NewestToUndo(arguments.Document, digest) is { Path: var journal }
            ? $"{Where}. The {which}:\n    {context.Typed with { Arguments = [journal] }}"
            : plan is not null ? $"{Where}. No run of this plan is there that changed anything."
            : $"{Where}.";
    }

    /// <summary>The newest run that there is to undo, and which that is. A journal that can't be read may be that of a newer one.</summary>
    private RunRecord? Last(string document, string? name)
    {
        var (runs, problems) = new RunFolder(context).Read(document);
        if (problems.Count > 0)
        {
            context.Streams.Report(problems);
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL5006",
                "Newest run not known",
                $"A journal in {JournalPath.FolderOf(document)} can't be read, and may be that of the last run. Nothing was changed.",
                "Name the journal itself in place of --last, or move the broken one elsewhere."));
            return null;
        }

        if (RunFolder.NewestOf(runs, name) is not { } last)
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL5005",
                "No run to undo",
                $"In {JournalPath.FolderOf(document)} there is no run {(name is null ? "" : $"of {name} ")}"
                    + "that changed anything; runs of undo do not count. Nothing was changed.",
                "Name the document beside which the run is kept with -f, or the journal itself."));
            return null;
        }

        context.Streams.WriteMessage($"The last run{(last.Time is { } time ? $" is of {time}" : "")}: {last.Path}");
        return last.Run;
    }
}
