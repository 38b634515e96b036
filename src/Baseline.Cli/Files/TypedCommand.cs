using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Output;

namespace Baseline.Cli.Files;

/// <summary>An option as it was typed.</summary>
/// <param name="Name">Its long name.</param>
/// <param name="Typed">As it was written, such as <c>-f</c>.</param>
/// <param name="Values">What it was given.</param>
public sealed record TypedOption(string Name, string Typed, IReadOnlyList<string> Values);

/// <summary>A command line as it was typed, so that a message can say what to type instead.</summary>
/// <param name="Name">The command.</param>
/// <param name="Arguments">What stands in it without an option.</param>
/// <param name="Options">Its options, without those that every command has.</param>
public sealed record TypedCommand(string Name, IReadOnlyList<string> Arguments, IReadOnlyList<TypedOption> Options)
{
    /// <summary>The option that names the document.</summary>
    public const string Document = "--file";

    /// <summary>The option that names a captured estate.</summary>
    public const string Captured = "--estate";

    /// <summary>The option that names the estate of the emulator.</summary>
    public const string Emulator = "--emulator";

    private static readonly string[] Clouds = ["--cloud", "--endpoint", "--credential"];
    private const string Outside = "--allow-outside";
    private static readonly string[] Inputs =
        [Document, Outside, Captured, Emulator, .. Clouds, "--parallelism", "--inventory", "--batch"];

    /// <summary>The command line that was parsed.</summary>
    public static TypedCommand Of(ParseResult result)
    {
        var command = result.CommandResult;
        return new TypedCommand(
            command.Command.Name,
            [.. command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)],
            [.. command.Children.OfType<OptionResult>().Where(option => !option.Implicit).Select(OptionOf)]);
    }

    /// <summary>The value of an option; null where it was not given.</summary>
    public string? ValueOf(string name) => Options.FirstOrDefault(option => option.Name == name)?.Values is [var value, ..] ? value : null;

    /// <summary>Another command over the same document and the same Azure, which is read in the same way.</summary>
    public TypedCommand As(string name, params string[] arguments) => new(
        name,
        arguments,
        [.. Options.Where(option => Inputs.Contains(option.Name) && !(name == "init" && option.Name is Document or Outside))]);

    /// <summary>The same without some options.</summary>
    public TypedCommand Without(params string[] names) =>
        this with { Options = [.. Options.Where(option => !names.Contains(option.Name))] };

    /// <summary>The same without what says where the estate is.</summary>
    public TypedCommand WithoutEstate() => Without([Captured, Emulator, .. Clouds]);

    /// <summary>The same with an option, in place of the one of its name.</summary>
    public TypedCommand With(string name, params string[] values)
    {
        var option = new TypedOption(name, name == Document ? "-f" : name, values);
        return this with { Options = [.. Options.Where(other => other.Name != name), option] };
    }

    /// <summary>As a shell takes it.</summary>
    public override string ToString()
    {
        IEnumerable<string> words = ["baseline", Name, .. Arguments, .. Options.SelectMany(Words)];
        return string.Join(' ', words.Select(ShellWord.Quoted));
    }

    /// <summary>An option that was given several times has its name before each value.</summary>
    private static IEnumerable<string> Words(TypedOption option) => option.Values.Count == 0
        ? [option.Typed]
        : option.Values.SelectMany(value => new[] { option.Typed, value });

    private static TypedOption OptionOf(OptionResult option) => new(
        option.Option.Name, option.IdentifierToken?.Value ?? option.Option.Name, [.. option.Tokens.Select(token => token.Value)]);
}
