using System.CommandLine;

namespace Baseline.Cli.Commands;

/// <summary>The document of a command that works on nothing else: named with an option as everywhere, or alone.</summary>
internal sealed class DocumentArgument
{
    private readonly FileArgument<string?> _file;
    private readonly DocumentOption _option = new();

    /// <param name="what">What is named.</param>
    public DocumentArgument(string what) => _file = new FileArgument<string?>(
        "file", "the document", $"{what}; {DocumentOption.DefaultPath} where none is named.", ArgumentArity.ZeroOrOne);

    public void AddTo(Command command)
    {
        command.Arguments.Add(_file);
        _option.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_file) is { Tokens.Count: > 0 } && _option.IsGiven(result))
            {
                result.AddError("The document is named twice: with --file and without.");
            }
        });
    }

    public string Read(ParseResult result) => result.GetValue(_file) ?? _option.Read(result);
}
