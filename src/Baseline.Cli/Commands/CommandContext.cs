using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Files;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>What every command works with.</summary>
/// <param name="IO">The world outside.</param>
/// <param name="Opener">Finds the estate.</param>
/// <param name="Catalogue">The controls and types of the tool.</param>
/// <param name="Streams">Takes the result, messages and diagnostics.</param>
public sealed record CommandContext(IOContext IO, IEstateOpener Opener, ControlCatalogue Catalogue, ConsoleStreams Streams)
{
    /// <summary>Whether documents may lie outside their repository.</summary>
    public bool AllowOutside { get; init; }

    /// <summary>The documents on the disk.</summary>
    public FileDocumentSource Documents => new(IO.WorkingDirectory, AllowOutside);

    /// <summary>The command line as it was typed.</summary>
    public TypedCommand Typed { get; init; } = new("", [], []);

    /// <summary>The document; null when it was refused, which has been reported then.</summary>
    public BaselineDocument? ReadDocument(string path) => Accept(Reader(Documents, path).Read(path));

    /// <summary>Reads documents, and says what to type where the first file is none.</summary>
    /// <param name="source">Where the files are.</param>
    /// <param name="path">The path of the first file as the user gave it.</param>
    /// <param name="place">Where it is looked for; null: in the directory that the command runs in.</param>
    public BaselineReader Reader(IDocumentSource source, string path, string? place = null) =>
        new(source, Catalogue.All) { Advice = AdviceOn(path, place) };

    /// <summary>What to do where a document is not there or is none.</summary>
    public DocumentAdvice AdviceOn(string path, string? place = null) => new(
        place ?? $"in {IO.WorkingDirectory}",
        () => MissingDocument.Fix(IO, path, Typed),
        found => WrongFile.Instead(found, path, ContentKind.Document, Typed));

    /// <summary>A saved plan; null when it was refused, which has been reported then.</summary>
    public Plan? ReadPlan(string path)
    {
        var content = UserFiles.Read(IO, path);
        var read = PlanFile.Read(content, path, Catalogue.Types);
        return Accept(read.Failed && WrongFile.Of(content, path, ContentKind.Plan, Typed) is { } wrong
            ? new Diagnosed<Plan>(null, [wrong])
            : read);
    }

    /// <summary>Shows a plan in all forms that were asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document's path; null where only a saved plan is at hand.</param>
    /// <param name="formats">The forms.</param>
    /// <param name="content">What the document says, where it was read.</param>
    /// <param name="diffs">The unified diffs that are shown; null: none.</param>
    /// <param name="snapshot">The captured estate that it was made from, as the user named it; null: none.</param>
    /// <param name="whatIsLeft">What an undo says of the run's changes that it leaves; null: nothing.</param>
    /// <param name="applying">The command that applies the plan; null: the one for what the command line saves.</param>
    public void Show(
        Plan plan,
        string? document,
        IReadOnlyList<FormatRequest> formats,
        BaselineDocument? content = null,
        ShownDiffs? diffs = null,
        string? snapshot = null,
        string? whatIsLeft = null,
        TypedCommand? applying = null)
    {
        var shown = View(plan, document) with
        {
            Places = content is null ? null : new DocumentPlaces(content),
            Standards = new StandardNumbersText(content),
            Diffs = diffs ?? ShownDiffs.None,
            Snapshot = snapshot,
            WhatIsLeft = whatIsLeft,
            Applying = $"{applying ?? Applying(Typed.ValueOf("--out") ?? "plan.json")}",
            SnapshotDays = snapshot is not null && plan.Estate.CapturedAt is { } at ? (IO.Clock.GetUtcNow() - at).Days : null,
        };
        var toFile = shown with { Palette = Palette.None, Width = null };
        CheckFolders(plan, document, formats);
        foreach (var request in formats)
        {
            if (request.Path is { } folder && request.Format is IFolderFormat several)
            {
                UserFiles.MakeFolder(IO, folder);
                foreach (var file in several.Files(toFile))
                {
                    WriteText(Path.Combine(folder, file.Name), file.Content);
                }
            }
            else if (request.Format is IJsonFormat json)
            {
                if (request.Path is { } file)
                {
                    UserFiles.Replace(IO, file, Audience.Owner, stream => json.Write(toFile, stream));
                }
                else
                {
                    Streams.WriteJson(stream => json.Write(shown, stream));
                }
            }
            else if (request.Path is { } path)
            {
                WriteText(path, request.Format.Render(toFile));
            }
            else if (request.Format == PlanFormats.Default)
            {
                Streams.WriteOutput(request.Format.Render(shown));
            }
            else
            {
                Streams.WriteData(request.Format.Render(shown));
            }
        }
    }

    /// <summary>
    /// The command that applies a saved plan to the Azure that it was made from. Which file of the emulator that was is no matter of
    /// whoever reads the plan, and how it was read is none of whoever applies it.
    /// </summary>
    /// <param name="path">The plan.</param>
    public TypedCommand Applying(string path) => Typed.As("apply", path)
        .Without(TypedCommand.Captured, TypedCommand.Emulator, "--credential", "--parallelism", "--inventory", "--batch");

    /// <summary>Makes sure, before anything is written, that no form would replace a file in its folder that somebody else wrote.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document's path; null where only a saved plan is at hand.</param>
    /// <param name="formats">The forms.</param>
    /// <exception cref="DiagnosticException">One would.</exception>
    public void CheckFolders(Plan plan, string? document, IReadOnlyList<FormatRequest> formats)
    {
        foreach (var request in formats)
        {
            if (request is { Path: { } folder, Format: IFolderFormat several })
            {
                ForeignFiles.Refuse(IO, folder, several, several.Files(View(plan, document)));
            }
        }
    }

    private void WriteText(string path, string text) =>
        UserFiles.Replace(IO, path, Audience.Owner, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>A plan as it is shown on standard output.</summary>
    public PlanView View(Plan plan, string? document) =>
        new(plan, document, Streams.OutputPalette, Streams.OutputWidth, Streams.Display.Verbose)
        {
            Controls = Catalogue.All,
            Types = Catalogue.Types,
            Run = PipelineRun.Of(IO.Variable),
            WholeIds = Streams.Display.WholeIds,
        };

    /// <summary>Opens the estate and makes plans over it.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">Where the estate is.</param>
    /// <param name="part">The part that is planned for; null: everything.</param>
    /// <exception cref="DiagnosticException">The document alone says that there is no such part; nothing was read.</exception>
    public PlanMaker Maker(BaselineDocument document, EstateArguments estate, Selection? part = null)
    {
        var wanted = part ?? Selection.Everything;
        return Planner.WhyNoPart(document, wanted) is { } none
            ? throw new DiagnosticException(none)
            : new PlanMaker(document, new Planner(Catalogue), Opener.Open(estate, IO, Streams), IO.Clock, Streams)
            {
                Place = estate,
                Part = wanted,
            };
    }

    /// <summary>What was read; null when it was refused. Its diagnostics are reported.</summary>
    public T? Accept<T>(Diagnosed<T> result)
        where T : class
    {
        Streams.Report(result.Diagnostics);
        return result.Failed ? null : result.Value;
    }
}
