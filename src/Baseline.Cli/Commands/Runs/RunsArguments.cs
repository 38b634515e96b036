using System.CommandLine;

namespace Baseline.Cli.Commands.Runs;

/// <summary>What <c>baseline runs</c> was asked for.</summary>
/// <param name="Document">The document beside which the runs are kept.</param>
/// <param name="AsJson">Whether a program reads the list.</param>
public sealed record RunsArguments(string Document, bool AsJson);

/// <summary>The options of <c>baseline runs</c>.</summary>
internal sealed class RunsOptions
{
    private readonly DocumentOption _document = new();
    private readonly Option<string> _format = OptionFactory.Of("--format", "The form of the list.", "text", "json");

    public void AddTo(Command command)
    {
        _document.AddTo(command);
        command.Options.Add(_format);
    }

    public RunsArguments Read(ParseResult result) => new(_document.Read(result), result.GetValue(_format) == "json");
}
