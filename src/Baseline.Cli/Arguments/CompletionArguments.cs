using System.CommandLine;

namespace Baseline.Cli.Arguments;

/// <summary>What <c>baseline completion</c> was asked for.</summary>
/// <param name="Shell">bash, zsh, fish or pwsh.</param>
public sealed record CompletionArguments(string Shell);

/// <summary>The argument of <c>baseline completion</c>.</summary>
internal sealed class CompletionOptions
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> _shell = new("shell")
    {
        Description = "Whose completion: bash, zsh, fish or pwsh (PowerShell 7).",
        HelpName = string.Join('|', Shells),
    };

    public void AddTo(Command command)
    {
        _shell.CompletionSources.Add(Shells);
        _shell.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(word => !Shells.Contains(word)))
            {
                result.AddError(word.StartsWith('-')
                    ? UsageError.UnknownOption(word, command)
                    : $"There is no completion for \"{word}\". {UsageError.Meant(word, Shells)}It is one of: {string.Join(", ", Shells)}.");
            }
        });
        command.Arguments.Add(_shell);
    }

    public CompletionArguments Read(ParseResult result) => new(result.GetRequiredValue(_shell));
}
