using System.CommandLine;

namespace Baseline.Cli.Arguments;

/// <summary>What <c>baseline snapshot</c> was asked for.</summary>
/// <param name="Out">Where the estate is written.</param>
/// <param name="Document">The document, which says what to read.</param>
/// <param name="Estate">Where the estate is.</param>
public sealed record SnapshotArguments(string Out, string Document, EstateArguments Estate);

/// <summary>The options of <c>baseline snapshot</c>.</summary>
internal sealed class SnapshotOptions
{
    private readonly Option<string?> _out = Choice.Path("--out", "Where the estate is written.", "-o");
    private readonly DocumentOption _document = new();
    private readonly EstateOptions _estate = new();

    public void AddTo(Command command)
    {
        _out.Required = true;
        command.Options.Add(_out);
        _document.AddTo(command);
        _estate.AddTo(command, isReadOnly: true);
    }

    public SnapshotArguments Read(ParseResult result) => new(
        result.GetRequiredValue(_out) ?? "", _document.Read(result), _estate.Read(result));
}
