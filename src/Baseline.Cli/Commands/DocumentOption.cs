using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands;

/// <summary>The option that names the document.</summary>
internal sealed class DocumentOption
{
    /// <summary>The document where none is named.</summary>
    public const string DefaultPath = "baseline.yaml";

    private readonly FileOption _file = new(FileUse.Input, TypedCommand.Document, "The baseline document.", "-f");

    public void AddTo(Command command)
    {
        _file.DefaultValueFactory = _ => DefaultPath;
        command.Options.Add(_file);
        command.Options.Add(new AllowOutsideOption());
    }

    /// <summary>Whether the command line names the document itself.</summary>
    public bool IsGiven(ParseResult result) => IsGiven(result.CommandResult);

    /// <summary>Whether the command line names the document itself.</summary>
    public bool IsGiven(CommandResult result) => result.GetResult(_file) is { Implicit: false };

    public string Read(ParseResult result) => result.GetValue(_file) ?? DefaultPath;
}
