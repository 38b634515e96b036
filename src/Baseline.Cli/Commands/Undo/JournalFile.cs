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
    // Enough to find a run again that somebody has just made, and few enough to be read at once.
    private const int MostLookedAt = 100;

    /// <summary>The run; null when the file was refused, which has been reported then.</summary>
    public RunRecord? Read(UndoArguments arguments)
    {
        var content = UserFiles.Read(context.IO, arguments.Run, UserFiles.MostOfJournal);
        var read = RunRecord.Read(Encoding.UTF8.GetString(content), arguments.Run);
        return context.Accept(
            read.Failed && WrongFile.Of(content, arguments.Run, ContentKind.Journal, context.Typed) is { } wrong
                ? new Diagnosed<RunRecord>(null, [wrong with { Fix = Fix(arguments, PlanFile.Read(content, arguments.Run).Value) }])
                : read);
    }

    /// <summary>The command with the newest journal, where runs of the document are kept.</summary>
    /// <param name="arguments">What the command was asked for.</param>
    /// <param name="plan">The plan that was named instead of a journal; null where something else was.</param>
    private string Fix(UndoArguments arguments, Plan? plan)
    {
        const string Where = "Name the journal of a run; apply writes them below .baseline/runs beside the document";
        var which = plan is null ? "newest one there that changed something" : "newest run of this plan that changed something";
        return Newest(arguments.Document, plan is null ? null : PlanFile.DigestOf(plan)) is { } journal
            ? $"{Where}. The {which}:\n    {context.Typed with { Arguments = [journal] }}"
            : plan is not null ? $"{Where}. No run of this plan there changed something."
            : $"{Where}.";
    }

    /// <summary>The newest run there is to undo: one that changed something and is no undo itself.</summary>
    private string? Newest(string document, string? digest)
    {
        var folder = JournalPath.FolderOf(document);
        try
        {
            return Directory.EnumerateFiles(context.IO.FullPath(folder), "*.jsonl")
                .Select(Path.GetFileName)
                .OfType<string>()
                .OrderDescending(StringComparer.Ordinal)
                .Select(name => Path.Combine(folder, name))
                .Take(MostLookedAt)
                .FirstOrDefault(path => IsToUndo(path, digest));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool IsToUndo(string path, string? digest)
    {
        try
        {
            var read = RunRecord.Read(Encoding.UTF8.GetString(UserFiles.Read(context.IO, path, UserFiles.MostOfJournal)), path);
            return read.Value is { ChangedSomething: true, IsUndo: false } run && (digest is null || run.Plan == digest);
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }
}
