using System.CommandLine;

namespace Baseline.Cli.Commands.Fmt;

/// <summary>What <c>baseline fmt</c> was asked for.</summary>
/// <param name="Document">The file.</param>
/// <param name="IsCheck">Whether the file is only looked at.</param>
/// <param name="Diff">Whether what changes is shown.</param>
public sealed record FmtArguments(string Document, bool IsCheck, bool Diff);

/// <summary>The options of <c>baseline fmt</c>.</summary>
internal sealed class FmtOptions
{
    private readonly DocumentArgument _document = new("The document, or a file that one extends");

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Write nothing; list the file and exit 1 where it would change.",
    };

    private readonly Option<bool> _diff = new("--diff")
    {
        Description = "Show what changes as a unified diff; with --check, what would change.",
    };

    public void AddTo(Command command)
    {
        _document.AddTo(command);
        command.Options.Add(_check);
        command.Options.Add(_diff);
    }

    public FmtArguments Read(ParseResult result) =>
        new(_document.Read(result), result.GetValue(_check), result.GetValue(_diff));
}
