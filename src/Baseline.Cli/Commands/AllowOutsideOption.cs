using System.CommandLine;

namespace Baseline.Cli.Commands;

/// <summary>The option of every command that reads a document.</summary>
internal sealed class AllowOutsideOption : Option<bool>
{
    public AllowOutsideOption()
        : base("--allow-outside") =>
        Description = "Let the document, and what it extends, lie outside its git work tree (or, without git, its folder).";

    /// <summary>Whether the command that was asked for has the option, and it was given.</summary>
    public static bool IsGiven(ParseResult result) =>
        result.CommandResult.Command.Options.OfType<AllowOutsideOption>().Any(result.GetValue);
}
