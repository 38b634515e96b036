using System.CommandLine;

namespace Baseline.Cli.Arguments;

/// <summary>What <c>baseline snapshot</c> was asked for.</summary>
/// <param name="Out">Where the estate is written.</param>
/// <param name="Document">The document, which says what to read.</param>
/// <param name="Redact">Whether names and ids are replaced, so that the file can be shared.</param>
/// <param name="Estate">Where the estate is.</param>
public sealed record SnapshotArguments(string Out, string Document, bool Redact, EstateArguments Estate);

/// <summary>The options of <c>baseline snapshot</c>.</summary>
internal sealed class SnapshotOptions
{
    private readonly Option<string?> _out = Choice.Path("--out", "Where the estate is written.", "-o");
    private readonly Option<bool> _redact = new("--redact")
    {
        Description = "Replace names, ids, tags and addresses, each always by the same alias, so that the file can be shared.",
    };

    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();

    public void AddTo(Command command)
    {
        _out.Required = true;
        command.Options.Add(_out);
        command.Options.Add(_redact);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: true);
    }

    public SnapshotArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_out) ?? "", _document.Read(result), result.GetValue(_redact), _estate.Read(result));
}
