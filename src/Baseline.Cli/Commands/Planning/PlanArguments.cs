using System.CommandLine;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Selecting;

namespace Baseline.Cli.Commands.Planning;

/// <summary>What <c>baseline plan</c> was asked for.</summary>
/// <param name="Document">The document's path.</param>
/// <param name="Estate">Where the estate is.</param>
/// <param name="Against">The git ref or file of the document to compare with; null: nothing is compared.</param>
/// <param name="Out">Where the plan is saved; null: nowhere.</param>
/// <param name="Formats">In which forms it is shown.</param>
/// <param name="Diff">Whether the text shows unified diffs.</param>
/// <param name="FailOn">What has an exit code of its own.</param>
public sealed record PlanArguments(
    string Document,
    EstateArguments Estate,
    OtherDocument? Against,
    string? Out,
    IReadOnlyList<FormatRequest> Formats,
    bool Diff,
    ExitConditions FailOn)
{
    /// <summary>Where the numbers of the plan are told to the pipeline; empty: nowhere.</summary>
    public IReadOnlyList<OutputsRequest> Outputs { get; init; } = [];

    /// <summary>The part that is planned for; everything by default.</summary>
    public Selection Part { get; init; } = Selection.Everything;
}

/// <summary>The options of <c>baseline plan</c>.</summary>
/// <param name="words">What completes the values of a part.</param>
internal sealed class PlanOptions(DocumentWords words)
{
    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();
    private readonly FormatOption _format = new();
    private readonly AgainstOption _against = new();
    private readonly PartOptions _part = new(words);
    private readonly FileOption _out = new(FileUse.Output, "--out", "Save the plan, to be reviewed and applied.");
    private readonly DiffOption _diff = new();
    private readonly FailOnOption _failOn = new();
    private readonly OutputsOption _outputs = new();

    public void AddTo(Command command)
    {
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: true);
        command.Options.Add(_against);
        command.Options.Add(_out);
        _part.AddTo(command);
        _format.AddTo(command);
        _diff.AddTo(command);
        _failOn.AddTo(command);
        _outputs.AddTo(command, _format);
    }

    public PlanArguments Read(ParseResult result) => new(
        _document.Read(result),
        _estate.Read(result),
        result.GetValue(_against) is { } against ? OtherDocument.Parse(against) : null,
        result.GetValue(_out),
        _format.Read(result),
        _diff.Read(result),
        _failOn.Read(result))
    {
        Outputs = _outputs.Read(result),
        Part = _part.Read(result),
    };
}
