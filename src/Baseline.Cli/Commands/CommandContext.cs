using Baseline.Cli.Arguments;
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

    /// <summary>A saved plan; null when it was refused, which has been said then.</summary>
    public Plan? ReadPlan(string path) => Accept(PlanFile.Read(UserFiles.Read(IO, path), path));

    /// <summary>Shows a plan in all forms that were asked for.</summary>
    public void Show(Plan plan, string? document, IReadOnlyList<FormatRequest> formats)
    {
        var toFile = new PlanView(plan, document, Palette.None, Width: null, Talk.Display.Verbose);
        foreach (var request in formats)
        {
            if (request.Path is { } path)
            {
                UserFiles.Replace(IO, path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(request.Format.Render(toFile))));
            }
            else
            {
                Talk.Show(request.Format.Render(View(plan, document)));
            }
        }
    }

    /// <summary>A plan as it is shown on standard output.</summary>
    public PlanView View(Plan plan, string? document) =>
        new(plan, document, Talk.OutputPalette, Talk.OutputWidth, Talk.Display.Verbose);

    /// <summary>Opens the estate and makes plans over it.</summary>
    public PlanMaker Maker(BaselineDocument document, EstateArguments estate) =>
        new(document, Opener.Open(estate, IO, Talk), IO.Clock);

    private T? Accept<T>(Diagnosed<T> result)
        where T : class
    {
        Talk.Report(result.Diagnostics);
        return result.Failed ? null : result.Value;
    }
}
