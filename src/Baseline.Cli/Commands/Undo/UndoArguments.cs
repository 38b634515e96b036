using System.CommandLine;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands.Undo;

/// <summary>What <c>baseline undo</c> was asked for.</summary>
/// <param name="Run">The journal of the run; null: the newest one that changed something.</param>
/// <param name="Out">Where the plan is saved; null: nowhere.</param>
/// <param name="AutoApprove">Whether nobody is asked.</param>
/// <param name="Journal">Where the undoing is recorded; null: the default place.</param>
/// <param name="AllowOverLimits">Why the document's limits are set aside; null: they are not.</param>
/// <param name="Document">The document, whose limits hold and beside which journals are kept.</param>
/// <param name="DocumentIsGiven">Whether the command line names it: then it must be there.</param>
/// <param name="Estate">Where the estate is.</param>
/// <param name="Formats">In which forms the plan is shown.</param>
public sealed record UndoArguments(
    string? Run,
    string? Out,
    bool AutoApprove,
    string? Journal,
    string? AllowOverLimits,
    string Document,
    bool DocumentIsGiven,
    EstateArguments Estate,
    IReadOnlyList<FormatRequest> Formats)
{
    /// <summary>Where the numbers of the plan are told to the pipeline; empty: nowhere.</summary>
    public IReadOnlyList<OutputsRequest> Outputs { get; init; } = [];
}

/// <summary>The options of <c>baseline undo</c>.</summary>
internal sealed class UndoOptions
{
    private readonly FileArgument<string?> _run = new(
        "run.jsonl", "the journal", "The journal that apply wrote.", ArgumentArity.ZeroOrOne);

    private readonly Option<bool> _last = new("--last")
    {
        Description = "Undo the newest run beside the document that changed something and is no undo.",
    };

    private readonly FileOption _out = new(FileUse.Output, "--out", "Save the plan, and undo nothing unless --auto-approve is given.");
    private readonly Option<bool> _autoApprove = new("--auto-approve") { Description = "Undo without asking, for pipelines." };
    private readonly FileOption _journal = new(FileUse.Output, "--journal", "Where the undoing is recorded.");
    private readonly Option<string?> _allowOverLimits = OptionFactory.OverLimits();
    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();
    private readonly FormatOption _format = new();
    private readonly OutputsOption _outputs = new();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_run);
        command.Options.Add(_last);
        command.Options.Add(_out);
        command.Options.Add(_autoApprove);
        command.Options.Add(_journal);
        command.Options.Add(_allowOverLimits);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: false);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_last) is { Implicit: false } == result.GetResult(_run) is { Tokens.Count: > 0 })
            {
                result.AddError($"Name the journal of a run, as `baseline runs` lists them, or {_last.Name}; not both.");
            }
        });
        _format.AddTo(command);
        _outputs.AddTo(command, _format);
    }

    public UndoArguments Read(ParseResult result) => new(
        result.GetValue(_run),
        result.GetValue(_out),
        result.GetValue(_autoApprove),
        result.GetValue(_journal),
        result.GetValue(_allowOverLimits),
        _document.Read(result),
        _document.IsGiven(result),
        _estate.Read(result),
        _format.Read(result))
    {
        Outputs = _outputs.Read(result),
    };
}
