using System.CommandLine;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Selecting;

namespace Baseline.Cli.Commands.Snapshot;

/// <summary>What <c>baseline snapshot</c> was asked for.</summary>
/// <param name="Out">Where the estate is written.</param>
/// <param name="Document">The document, which says what to read.</param>
/// <param name="DocumentIsGiven">Whether the command line names it: then it must be there.</param>
/// <param name="Subscriptions">The subscriptions to read without a document; none: all that can be read.</param>
/// <param name="Only">The part that is captured: conditions on subscriptions.</param>
/// <param name="Redact">Whether names and ids are replaced, so that the file can be shared.</param>
/// <param name="Estate">Where the estate is.</param>
public sealed record SnapshotArguments(
    string Out,
    string Document,
    bool DocumentIsGiven,
    IReadOnlyList<string> Subscriptions,
    SelectorSet Only,
    bool Redact,
    EstateArguments Estate);

/// <summary>The options of <c>baseline snapshot</c>.</summary>
/// <param name="words">What completes the values of a part.</param>
internal sealed class SnapshotOptions(DocumentWords words)
{
    private readonly FileOption _out = new(FileUse.Output, "--out", "Where the estate is written.", "-o");
    private readonly Option<bool> _redact = new("--redact")
    {
        Description = "Replace names, ids, tags and addresses, each always by the same alias, so that the file can be shared.",
    };

    private readonly Option<string[]> _subscriptions = OptionFactory.Subscriptions(
        "A subscription to capture without a document. May be repeated.");

    private readonly OnlyOption _only = new(
        "Capture some subscriptions alone: subscription=value, * for any text. May be repeated.", words, SelectorKind.Subscription);

    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();

    public void AddTo(Command command)
    {
        _out.Required = true;
        command.Options.Add(_out);
        command.Options.Add(_redact);
        command.Options.Add(_subscriptions);
        command.Options.Add(_only);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: true);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_subscriptions) is { Implicit: false } && _document.IsGiven(result))
            {
                result.AddError("--subscription and --file exclude each other: a document says itself what to read.");
            }
            else if (result.GetResult(_only) is not null && result.GetResult(TypedCommand.Captured) is not null)
            {
                result.AddError($"--only and {TypedCommand.Captured} exclude each other: a captured file is taken as a whole.");
            }
        });
    }

    public SnapshotArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_out) ?? "",
        _document.Read(result),
        _document.IsGiven(result),
        result.GetValue(_subscriptions) ?? [],
        _only.Read(result),
        result.GetValue(_redact),
        _estate.Read(result));
}
