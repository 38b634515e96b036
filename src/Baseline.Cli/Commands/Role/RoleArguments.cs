using System.CommandLine;

namespace Baseline.Cli.Commands.Role;

/// <summary>What <c>baseline role</c> was asked for.</summary>
/// <param name="Purpose">plan, apply, destinations or undo; null for all four.</param>
/// <param name="AsBicep">Bicep; otherwise JSON.</param>
/// <param name="Document">The document's path.</param>
public sealed record RoleArguments(string? Purpose, bool AsBicep, string Document);

/// <summary>The options of <c>baseline role</c>.</summary>
internal sealed class RoleOptions
{
    private readonly Option<string> _format = OptionFactory.Of("--format", "The form of the roles.", "json", "bicep");
    private readonly DocumentOption _document = new();
    private readonly Argument<string?> _purpose = OptionFactory.Argument<string?>(
        "purpose",
        "Which role: plan, apply, destinations (for the accounts that logs go to) or undo; all when left out.",
        "There is no role",
        ArgumentArity.ZeroOrOne,
        "plan", "apply", "destinations", "undo");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_purpose);
        command.Options.Add(_format);
        _document.AddTo(command);
    }

    public RoleArguments Read(ParseResult result) => new(
        result.GetValue(_purpose), result.GetValue(_format) == "bicep", _document.Read(result));
}
