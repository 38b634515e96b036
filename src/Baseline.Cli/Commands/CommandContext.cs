using Baseline.Cli.Arguments;
using Baseline.Cli.Documents;
using Baseline.Cli.Estates;
using Baseline.Cli.Rendering;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Files;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>What every command works with.</summary>
/// <param name="IO">The world outside.</param>
/// <param name="Opener">Finds the estate.</param>
/// <param name="Catalogue">The controls and types of the tool.</param>
/// <param name="Talk">Says things.</param>
public sealed record CommandContext(IOContext IO, IEstateOpener Opener, ControlCatalogue Catalogue, Talk Talk)
{
    /// <summary>Whether documents may lie outside their repository.</summary>
    public bool AllowOutside { get; init; }

    /// <summary>The documents on the disk.</summary>
    public FileDocumentSource Documents => new(IO.WorkingDirectory, AllowOutside);

    /// <summary>The document; null when it was refused, which has been said then.</summary>
    public BaselineDocument? ReadDocument(string path) => Accept(new BaselineReader(Documents, Catalogue.All).Read(path));

    /// <summary>
    /// The document to compare with: of another file, or the same file at a git ref; null when it was refused, which has been
    /// said then.
    /// </summary>
    /// <param name="against">What was asked for.</param>
    /// <param name="path">The path of the document under review.</param>
    public BaselineDocument? ReadOtherDocument(OtherDocument against, string path)
    {
        var git = new GitDocumentSource(IO.WorkingDirectory, against.Name);
        var isFile = against.MayBeFile && FileKinds.Of(IO.FullPath(against.Name)) != FileKind.Missing;
        if (against.MayBeRef && git.IsKnown())
        {
            if (isFile)
            {
                Talk.Say($"\"{against.Name}\" is a git ref and a file: compared with the ref. Write file:{against.Name} for the file.");
            }

            return Accept(new BaselineReader(git, Catalogue.All).Read(path));
        }

        if (isFile)
        {
            if (against.MayBeRef && !against.LooksLikeFile)
            {
                Talk.Say($"git knows no ref \"{against.Name}\" here: compared with the file of that name.", Tone.Caution);
            }

            return ReadDocument(against.Name);
        }

        Talk.Report(new Diagnostic(
            Severity.Error,
            "BL0007",
            "Nothing to compare with",
            $"\"{against.Name}\" is {against.WhatItIsNot} in {IO.WorkingDirectory}.",
            "Name a document, or a ref that was fetched: a pipeline often has the last commit only (git fetch origin main)."));
        return null;
    }

    /// <summary>A saved plan; null when it was refused, which has been said then.</summary>
    public Plan? ReadPlan(string path) => Accept(PlanFile.Read(UserFiles.Read(IO, path), path));

    /// <summary>Shows a plan in all forms that were asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document's path; null where only a saved plan is at hand.</param>
    /// <param name="formats">The forms.</param>
    /// <param name="content">What the document says, where it was read.</param>
    public void Show(Plan plan, string? document, IReadOnlyList<FormatRequest> formats, BaselineDocument? content = null)
    {
        var places = content is null ? null : new DocumentPlaces(content);
        var toFile = View(plan, document) with { Palette = Palette.None, Width = null, Places = places };
        foreach (var request in formats)
        {
            if (request.Path is { } path)
            {
                var text = request.Format.Render(toFile);
                UserFiles.Replace(IO, path, Audience.Owner, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
            }
            else
            {
                Talk.Show(request.Format.Render(View(plan, document) with { Places = places }));
            }
        }
    }

    /// <summary>A plan as it is shown on standard output.</summary>
    public PlanView View(Plan plan, string? document) =>
        new(plan, document, Talk.OutputPalette, Talk.OutputWidth, Talk.Display.Verbose) { Controls = Catalogue.All };

    /// <summary>Opens the estate and makes plans over it.</summary>
    public PlanMaker Maker(BaselineDocument document, EstateArguments estate) =>
        new(document, new Planner(Catalogue), Opener.Open(estate, IO, Talk), IO.Clock, Talk);

    private T? Accept<T>(Diagnosed<T> result)
        where T : class
    {
        Talk.Report(result.Diagnostics);
        return result.Failed ? null : result.Value;
    }
}
