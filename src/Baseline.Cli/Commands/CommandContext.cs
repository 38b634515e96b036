using Baseline.Cli.Arguments;
using Baseline.Cli.Documents;
using Baseline.Cli.Estates;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>What every command works with.</summary>
/// <param name="IO">The world outside.</param>
/// <param name="Opener">Finds the estate.</param>
/// <param name="Talk">Says things.</param>
public sealed record CommandContext(IOContext IO, IEstateOpener Opener, Talk Talk)
{
    /// <summary>The document; null when it was refused, which has been said then.</summary>
    public BaselineDocument? ReadDocument(string path) =>
        Accept(new BaselineReader(new FileDocumentSource(IO.WorkingDirectory)).Read(path));

    /// <summary>
    /// The document to compare with: of another file, or the same file at a git ref; null when it was refused, which has been
    /// said then.
    /// </summary>
    /// <param name="against">A path or a git ref; a file of that name comes first.</param>
    /// <param name="path">The path of the document under review.</param>
    public BaselineDocument? ReadOtherDocument(string against, string path)
    {
        if (File.Exists(IO.FullPath(against)))
        {
            return ReadDocument(against);
        }

        var git = new GitDocumentSource(IO.WorkingDirectory, against);
        if (git.IsKnown())
        {
            return Accept(new BaselineReader(git).Read(path));
        }

        Talk.Report(new Diagnostic(
            Severity.Error,
            "BL0007",
            "Nothing to compare with",
            $"\"{against}\" is neither a file nor a commit, branch or tag of the git repository in {IO.WorkingDirectory}.",
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
        var toFile = new PlanView(plan, document, Palette.None, Width: null, Talk.Display.Verbose) { Places = places };
        foreach (var request in formats)
        {
            if (request.Path is { } path)
            {
                UserFiles.Replace(IO, path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(request.Format.Render(toFile))));
            }
            else
            {
                Talk.Show(request.Format.Render(View(plan, document) with { Places = places }));
            }
        }
    }

    /// <summary>A plan as it is shown on standard output.</summary>
    public PlanView View(Plan plan, string? document) =>
        new(plan, document, Talk.OutputPalette, Talk.OutputWidth, Talk.Display.Verbose);

    /// <summary>Opens the estate and makes plans over it.</summary>
    public PlanMaker Maker(BaselineDocument document, EstateArguments estate) =>
        new(document, Opener.Open(estate, IO, Talk), IO.Clock, Talk);

    private T? Accept<T>(Diagnosed<T> result)
        where T : class
    {
        Talk.Report(result.Diagnostics);
        return result.Failed ? null : result.Value;
    }
}
