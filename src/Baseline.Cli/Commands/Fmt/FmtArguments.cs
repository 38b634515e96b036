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
    private const string DefaultPath = "baseline.yaml";

    private readonly Argument<string?> _document = OptionFactory.File<string?>(
        $"The document, or a file that one extends; {DefaultPath} where none is named.", ArgumentArity.ZeroOrOne, "file");

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
        command.Arguments.Add(_document);
        command.Options.Add(_check);
        command.Options.Add(_diff);
        command.Options.Add(new AllowOutsideOption());
    }

    public FmtArguments Read(ParseResult result) =>
        new(result.GetValue(_document) ?? DefaultPath, result.GetValue(_check), result.GetValue(_diff));
}
