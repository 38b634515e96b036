using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Diagnostics;

namespace Baseline.Cli.Commands;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    /// <summary>The first thing that is wrong, and where to read on.</summary>
    public static string Of(ParseResult result)
    {
        var message = result.UnmatchedTokens.Count > 0
            ? Unmatched(result.UnmatchedTokens[0], result.CommandResult.Command)
            : First(result);
        return $"baseline: {message.ReplaceLineEndings(" ")}\nTry 'baseline {Path(result.CommandResult)}--help'.";
    }

    /// <summary>The nearest known word as a question; empty where none is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Suggestions.Nearest(word, known) is { } nearest ? $"Did you mean \"{nearest}\"? " : "";

    /// <summary>An option that a command does not have.</summary>
    public static string UnknownOption(string token, Command? command)
    {
        var name = token.Split('=', ':')[0];
        return $"Unknown option \"{name}\". {DidYouMean(name, command is null ? [] : OptionsOf(command))}".TrimEnd();
    }

    private static string Unmatched(string token, Command command)
    {
        if (token.StartsWith('-'))
        {
            return UnknownOption(token, command);
        }

        return command.Subcommands.Count > 0
            ? $"Unknown command \"{token}\". {DidYouMean(token, command.Subcommands.Select(sub => sub.Name))}".TrimEnd()
            : $"Unexpected argument \"{token}\".";
    }

    private static string First(ParseResult result) =>
        result.CommandResult.Command.Subcommands.Count > 0 ? "A command is missing."
        : result.Errors.Select(error => error.Message).FirstOrDefault("The command line was not understood.");

    private static IEnumerable<string> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
        .SelectMany(option => option.Aliases.Append(option.Name));

    private static string Path(CommandResult? at) =>
        at is { Command: not RootCommand } ? $"{Path(at.Parent as CommandResult)}{at.Command.Name} " : "";
}
