using System.Text;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Plans.Undoing;

namespace Baseline.Cli.Commands.Undo;

/// <summary>Reads the journal of the run that is to be undone.</summary>
/// <param name="context">What the command works with.</param>
internal sealed class JournalFile(CommandContext context)
{
    /// <summary>The run; null when the file was refused, which has been reported then.</summary>
    public RunRecord? Read(UndoArguments arguments)
    {
        var content = UserFiles.Read(context.IO, arguments.Run, UserFiles.MostOfJournal);
        var read = RunRecord.Read(Encoding.UTF8.GetString(content), arguments.Run);
        return context.Accept(
            read.Failed && WrongFile.Of(content, arguments.Run, ContentKind.Journal, context.Typed) is { } wrong
                ? new Diagnosed<RunRecord>(null, [wrong with { Fix = Fix(arguments) }])
                : read);
    }

    /// <summary>The command with the newest journal, where runs of the document are kept.</summary>
    private string Fix(UndoArguments arguments)
    {
        const string Where = "Name the journal of a run; apply writes them below .baseline/runs beside the document";
        return Newest(arguments.Document) is { } journal
            ? $"{Where}. The newest one there:\n    {context.Typed with { Arguments = [journal] }}"
            : $"{Where}.";
    }

    private string? Newest(string document)
    {
        var folder = JournalPath.FolderOf(document);
        try
        {
            return Directory.EnumerateFiles(context.IO.FullPath(folder), "*.jsonl")
                .Select(Path.GetFileName)
                .OfType<string>()
                .OrderDescending(StringComparer.Ordinal)
                .Select(name => Path.Combine(folder, name))
                .FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
