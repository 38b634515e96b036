using System.CommandLine;
using System.CommandLine.Parsing;

namespace Baseline.Cli.Commands;

/// <summary>Options whose values are checked while they are parsed, with an error on one line.</summary>
internal static class OptionFactory
{
    /// <summary>One of a few words, the default first.</summary>
    public static Option<string> Of(string name, string description, params string[] values)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
            DefaultValueFactory = _ => values[0],
            CustomParser = result => Word(result, name, values),
        };
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>One of a few words, or none.</summary>
    public static Option<string?> OptionalWord(string name, string description, string[] values)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
            CustomParser = result => Word(result, name, values),
        };
        option.CompletionSources.Add(values);
        return option;
    }

    /// <summary>One of a few words, as an argument. A mistyped option must not be taken for a word.</summary>
    /// <param name="name">How its absence is told.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="unknown">What is said before a word that is none of them, such as <c>There is no role</c>.</param>
    /// <param name="arity">How many of them.</param>
    /// <param name="values">The words.</param>
    public static Argument<T> Argument<T>(string name, string description, string unknown, ArgumentArity arity, params string[] values)
    {
        var argument = new Argument<T>(name) { Description = description, HelpName = string.Join('|', values), Arity = arity };
        argument.CompletionSources.Add(values);
        argument.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.Select(token => token.Value).Where(word => !values.Contains(word)))
            {
                result.AddError(word.StartsWith('-')
                    ? UsageError.UnknownOption(word, (result.Parent as CommandResult)?.Command)
                    : $"{unknown} \"{word}\". {OneOf(word, values)}");
            }
        });
        return argument;
    }

    /// <summary>Why the document's limits are set aside.</summary>
    public static Option<string?> OverLimits() => new("--allow-over-limits")
    {
        Description = "Apply beyond the document's limits; the reason is recorded.",
        HelpName = "reason",
        CustomParser = result => Text(result, "--allow-over-limits"),
    };

    /// <summary>Subscriptions by GUID or display name.</summary>
    /// <param name="description">What they are for.</param>
    public static Option<string[]> Subscriptions(string description) => new("--subscription")
    {
        Description = description,
        HelpName = "name|guid",
        CustomParser = Subscriptions,
    };

    /// <summary>An option with any text but none at all.</summary>
    public static Option<string?> Named(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => Text(result, name),
    };

    /// <summary>Any text but none at all.</summary>
    public static string? Text(ArgumentResult result, string name)
    {
        var text = result.Tokens[0].Value;
        if (string.IsNullOrWhiteSpace(text))
        {
            result.AddError($"{name} is empty.");
        }

        return text;
    }

    private static string[] Subscriptions(ArgumentResult result)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError("--subscription is empty.");
        }

        return [.. result.Tokens.Select(token => token.Value)];
    }

    private static string? Word(ArgumentResult result, string name, string[] values)
    {
        var word = result.Tokens[0].Value;
        if (values.Contains(word))
        {
            return word;
        }

        result.AddError($"{name} can't be \"{word}\". {OneOf(word, values)}");
        return null;
    }

    private static string OneOf(string word, string[] values) =>
        $"{UsageError.DidYouMean(word, values)}It is one of: {string.Join(", ", values)}.";
}
