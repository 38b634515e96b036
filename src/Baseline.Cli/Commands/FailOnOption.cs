using System.CommandLine;
using System.CommandLine.Parsing;

namespace Baseline.Cli.Commands;

/// <summary>Which conditions make a run exit with another code than 0, each with its own.</summary>
internal sealed class FailOnOption
{
    private const string Name = "--fail-on";
    private const string None = "none";

    private static readonly (string Word, ExitConditions Condition)[] Words =
    [
        ("changes", ExitConditions.Changes),
        ("blocked", ExitConditions.Blocked),
        ("unknown", ExitConditions.Unknown),
        ("over-limits", ExitConditions.OverLimits),
        ("expired-exemptions", ExitConditions.ExpiredExemptions),
    ];

    private static readonly List<string> AllWords = [.. Words.Select(pair => pair.Word), None];

    private readonly Option<ExitConditions> _conditions = new(Name)
    {
        Description = $"Exit with a code other than 0 for these alone, with commas or repeated: "
            + $"{string.Join(", ", AllWords.SkipLast(1))}; or {None}.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "conditions",
        CustomParser = Parse,
    };

    private readonly DetailedExitCodeOption _detailed = new();

    /// <summary>Adds it, and the shorter option that it takes the place of.</summary>
    public void AddTo(Command command)
    {
        _conditions.CompletionSources.Add([.. AllWords]);
        command.Options.Add(_detailed);
        command.Options.Add(_conditions);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_conditions) is { Implicit: false } && result.GetResult(_detailed) is { Implicit: false })
            {
                result.AddError($"{Name} and {_detailed.Name} exclude each other: {Name} says all of it.");
            }
        });
    }

    public ExitConditions Read(ParseResult result) =>
        result.GetResult(_conditions) is { Implicit: false } ? result.GetValue(_conditions)
        : result.GetValue(_detailed) ? ExitConditions.Detailed
        : ExitConditions.Usual;

    private static ExitConditions Parse(ArgumentResult result)
    {
        var words = result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var conditions = ExitConditions.None;
        foreach (var word in words)
        {
            if (Words.FirstOrDefault(pair => pair.Word == word) is { Word: not null } known)
            {
                conditions |= known.Condition;
            }
            else if (word != None)
            {
                result.AddError($"{Name} can't be \"{word}\". {UsageError.DidYouMean(word, AllWords)}"
                    + $"It is one or more of: {string.Join(", ", AllWords.SkipLast(1))}; or {None}.");
                return ExitConditions.None;
            }
        }

        if (conditions != ExitConditions.None && words.Contains(None))
        {
            result.AddError($"{Name} {None} stands alone.");
        }

        return conditions;
    }
}
