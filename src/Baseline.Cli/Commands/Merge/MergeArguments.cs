using System.CommandLine;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands.Merge;

/// <summary>What <c>baseline merge</c> was asked for.</summary>
/// <param name="PlanFiles">The saved plans of all shards.</param>
/// <param name="Document">The document's path.</param>
/// <param name="Out">Where the plan is saved; null: nowhere.</param>
/// <param name="Formats">In which forms it is shown.</param>
public sealed record MergeArguments(
    IReadOnlyList<string> PlanFiles, string Document, string? Out, IReadOnlyList<FormatRequest> Formats)
{
    /// <summary>What makes the run exit with another code than 0.</summary>
    public ExitConditions FailOn { get; init; } = ExitConditions.Usual;

    /// <summary>Where a pipeline is told how the run ended.</summary>
    public IReadOnlyList<OutputsRequest> Outputs { get; init; } = [];
}

/// <summary>The options of <c>baseline merge</c>.</summary>
internal sealed class MergeOptions
{
    private readonly FileArgument<string[]> _planFiles = new(
        "plan.json",
        "a shard's plan",
        "The plans of all shards, each saved by `baseline plan --shard i/n --out`.",
        ArgumentArity.OneOrMore);

    private readonly DocumentOption _document = new();
    private readonly FileOption _out = new(FileUse.Output, "--out", "Save the whole plan, to be reviewed and applied.");
    private readonly FormatOption _format = new();
    private readonly FailOnOption _failOn = new();
    private readonly OutputsOption _outputs = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_planFiles);
        _document.AddTo(command);
        command.Options.Add(_out);
        _format.AddTo(command);
        _failOn.AddTo(command);
        _outputs.AddTo(command, _format);
    }

    public MergeArguments Read(ParseResult result) => new(
        result.GetValue(_planFiles) ?? [], _document.Read(result), result.GetValue(_out), _format.Read(result))
    {
        FailOn = _failOn.Read(result),
        Outputs = _outputs.Read(result),
    };
}
