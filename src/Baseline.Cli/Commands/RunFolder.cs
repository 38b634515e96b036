using System.Globalization;
using System.Text;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Plans.Undoing;

namespace Baseline.Cli.Commands;

/// <summary>A run with the journal that tells of it.</summary>
/// <param name="Path">The journal's path, as a user would give it.</param>
/// <param name="Run">What it tells.</param>
public sealed record RecordedRun(string Path, RunRecord Run)
{
    /// <summary>When it began, for people; null where the journal does not say so.</summary>
    public string? Time => Run.StartedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture);
}

/// <summary>The runs of a document, which are kept beside it.</summary>
/// <param name="context">What the command works with.</param>
internal sealed class RunFolder(CommandContext context)
{
    /// <summary>The runs, the newest first by what their journals say, and what is wrong with journals that can't be read.</summary>
    /// <param name="document">The document's path.</param>
    public (IReadOnlyList<RecordedRun> Runs, IReadOnlyList<Diagnostic> Problems) Read(string document)
    {
        var runs = new List<RecordedRun>();
        var problems = new List<Diagnostic>();
        foreach (var path in Journals(JournalPath.FolderOf(document)))
        {
            try
            {
                var read = RunRecord.Read(Encoding.UTF8.GetString(UserFiles.Read(context.IO, path, UserFiles.MostOfJournal)), path);
                problems.AddRange(read.Diagnostics);
                runs.AddRange(read.Value is { } run ? [new RecordedRun(path, run)] : []);
            }
            catch (DiagnosticException exception)
            {
                problems.AddRange(exception.Diagnostics);
            }
        }

        // Names have seconds only, and may have been given by hand.
        return (
            [
                .. runs.OrderByDescending(entry => entry.Run.StartedAt ?? DateTimeOffset.MinValue)
                    .ThenByDescending(entry => entry.Path.Length)
                    .ThenByDescending(entry => entry.Path, StringComparer.Ordinal),
            ],
            problems);
    }

    /// <summary>
    /// The newest run there is to undo: one that changed something, or may have, and is no undo itself; null where there is none.
    /// </summary>
    /// <param name="document">The document's path.</param>
    /// <param name="digest">The digest of the plan that it carried out; null: any.</param>
    public RecordedRun? NewestToUndo(string document, string? digest = null) =>
        Newest(Read(document).Runs, run => digest is null || run.Plan == digest);

    /// <summary>The newest run of a document that there is to undo; null where there is none.</summary>
    /// <param name="runs">The runs, the newest first.</param>
    /// <param name="name">The document's name, since documents of one folder keep their runs together; null: any.</param>
    public static RecordedRun? NewestOf(IReadOnlyList<RecordedRun> runs, string? name) =>
        Newest(runs, run => name is null || run.Baseline == name);

    private static RecordedRun? Newest(IReadOnlyList<RecordedRun> runs, Func<RunRecord, bool> isMeant) =>
        runs.FirstOrDefault(entry => entry.Run is { ChangedSomething: true, IsUndo: false } && isMeant(entry.Run));

    private List<string> Journals(string folder)
    {
        try
        {
            foreach (var place in new[] { Path.GetDirectoryName(folder) ?? folder, folder })
            {
                if (FileKinds.Of(context.IO.FullPath(place)) is not (FileKind.Missing or FileKind.Directory) and var kind)
                {
                    throw new IOException($"\"{place}\" is {FileKinds.Name(kind)}, and no folder.");
                }
            }

            return
            [
                .. Directory.EnumerateFiles(context.IO.FullPath(folder), "*.jsonl")
                    .Select(Path.GetFileName).OfType<string>()
                    .Order(StringComparer.Ordinal)
                    .Select(name => Path.Combine(folder, name)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, "BL0001", "File cannot be read", $"\"{folder}\" cannot be read: {exception.Message}",
                "Check the path, and who may read there."));
        }
    }
}
