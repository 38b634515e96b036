using System.CommandLine;

namespace Baseline.Cli.Commands.Completion;

/// <summary>What <c>baseline completion</c> was asked for.</summary>
/// <param name="Shell">bash, zsh, fish or pwsh.</param>
public sealed record CompletionArguments(string Shell);

/// <summary>The argument of <c>baseline completion</c>.</summary>
internal sealed class CompletionOptions
{
    private readonly Argument<string> _shell = OptionFactory.Argument<string>(
        "shell",
        "Whose completion: bash, zsh, fish or pwsh (PowerShell 7).",
        "There is no completion for",
        ArgumentArity.ExactlyOne,
        "bash", "zsh", "fish", "pwsh");

    public void AddTo(Command command) => command.Arguments.Add(_shell);

    public CompletionArguments Read(ParseResult result) => new(result.GetRequiredValue(_shell));
}
