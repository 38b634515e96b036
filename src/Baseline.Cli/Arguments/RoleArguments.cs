using System.CommandLine;

namespace Baseline.Cli.Arguments;

/// <summary>What <c>baseline role</c> was asked for.</summary>
/// <param name="Purpose">plan, apply, destinations or undo; null for all four.</param>
/// <param name="AsBicep">Bicep; otherwise JSON.</param>
/// <param name="Document">The document's path.</param>
public sealed record RoleArguments(string? Purpose, bool AsBicep, string Document);

/// <summary>The options of <c>baseline role</c>.</summary>
internal sealed class RoleOptions
{
    private static readonly string[] Purposes = ["plan", "apply", "destinations", "undo"];

    private readonly Option<string> _format = Choice.Of("--format", "The form of the roles.", "json", "bicep");
    private readonly DocumentOption _document = new();
    private readonly Argument<string?> _purpose = new("purpose")
    {
        Description = "Which role: plan, apply, destinations (for the accounts that logs go to) or undo; all when left out.",
        HelpName = string.Join('|', Purposes),
        Arity = ArgumentArity.ZeroOrOne,
    };

    public void AddTo(Command command)
    {
        _purpose.CompletionSources.Add(Purposes);
        _purpose.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(word => !Purposes.Contains(word)))
            {
                result.AddError(word.StartsWith('-')
                    ? UsageError.UnknownOption(word, command)
                    : $"There is no role \"{word}\". {UsageError.Meant(word, Purposes)}It is one of: {string.Join(", ", Purposes)}.");
            }
        });
        command.Arguments.Add(_purpose);
        command.Options.Add(_format);
        _document.AddTo(command);
    }

    public RoleArguments Read(ParseResult result) => new(
        result.GetValue(_purpose), result.GetValue(_format) == "bicep", _document.Read(result));
}
