using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Commands;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class UsageError
{
    // What other tools have, by whether a command stands before it.
    private static readonly Dictionary<(bool IsFirst, string Name), string> Habits = new()
    {
        [(true, "-v")] = "--version",
        [(true, "-V")] = "--version",
        [(false, "-v")] = "--verbose",
        [(false, "-o")] = "--out",
        [(false, "-y")] = "--auto-approve",
        [(false, "--yes")] = "--auto-approve",
        [(false, "--target")] = "--only resource=NAME",
        [(false, "--resource")] = "--only resource=NAME",
        [(false, "--subscription")] = "--only subscription=NAME",
        [(false, "--control")] = "--only control=ID",
    };

    /// <summary>The first thing that is wrong, and where to read on.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="io">The world outside: what an argument names is looked at.</param>
    public static string Of(ParseResult result, IOContext io)
    {
        var message = OptionAsArgument(result) is { } option ? UnknownOption(option, result.CommandResult.Command)
            : result.UnmatchedTokens.Count > 0 ? Unmatched(result.UnmatchedTokens[0], result, io)
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
        var known = command is null ? [] : OptionsOf(command).ToList();
        var meant = Habits.GetValueOrDefault((command is RootCommand, name));
        return meant is not null && known.Contains(meant.Split(' ')[0])
            ? $"Unknown option \"{name}\". Did you mean \"{meant}\"?"
            : $"Unknown option \"{name}\". {DidYouMean(name, known)}".TrimEnd();
    }

    /// <summary>A command that there is not.</summary>
    public static string UnknownCommand(string word, Command root) =>
        $"Unknown command \"{word}\". {DidYouMean(word, root.Subcommands.Select(sub => sub.Name))}".TrimEnd();

    private static string Unmatched(string token, ParseResult result, IOContext io)
    {
        var command = result.CommandResult.Command;
        if (token.StartsWith('-'))
        {
            return UnknownOption(token, command);
        }

        return command.Subcommands.Count > 0
            ? UnknownCommand(token, command)
            : $"Unexpected argument \"{token}\". {RightForm(token, result, io)}".TrimEnd();
    }

    /// <summary>The command line as it would be understood, where a file was named without the option for it.</summary>
    private static string RightForm(string token, ParseResult result, IOContext io)
    {
        var typed = TypedCommand.Of(result);
        var options = result.CommandResult.Command.Options;
        var kind = UserFiles.KindOf(io, token);
        var isDocument = kind is ContentKind.Document or ContentKind.Unknown;
        if (result.CommandResult.Command.Name == "init")
        {
            return $"To write the document there: {typed.With("--out", token)}";
        }

        return options.All(option => option.Name != TypedCommand.Document) ? ""
            : typed.ValueOf(TypedCommand.Document) is null && isDocument
                ? $"To name the document: {typed.With(TypedCommand.Document, token)}"
            : isDocument ? ""
            : $"It is {FileContent.Name(kind)}. "
                + WrongFile.Instead(kind, token, ContentKind.Document, typed).Replace("\n    ", " ", StringComparison.Ordinal);
    }

    /// <summary>What looks like an option and was taken for an argument, such as the name of a file; null where nothing was.</summary>
    private static string? OptionAsArgument(ParseResult result) => result.CommandResult.Command.Arguments
        .SelectMany(argument => result.GetResult(argument)?.Tokens ?? [])
        .Select(token => token.Value)
        .FirstOrDefault(value => value.Length > 1 && value.StartsWith('-'));

    private static string First(ParseResult result) =>
        result.CommandResult.Command.Subcommands.Count > 0 ? "A command is missing."
        : Missing(result) is { } argument ? $"{argument.HelpName ?? argument.Name} is missing. {argument.Description}".TrimEnd()
        : result.Errors.Select(error => error.Message).FirstOrDefault("The command line was not understood.");

    /// <summary>The first argument that a command needs and was not given; null where none is.</summary>
    private static Argument? Missing(ParseResult result) => result.CommandResult.Command.Arguments.FirstOrDefault(argument =>
        argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is not { Tokens.Count: > 0 });

    private static IEnumerable<string> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
        .SelectMany(option => option.Aliases.Append(option.Name));

    private static string Path(CommandResult? at) =>
        at is { Command: not RootCommand } ? $"{Path(at.Parent as CommandResult)}{at.Command.Name} " : "";
}
