using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>The options that choose a part of the document and estate.</summary>
internal sealed class PartOptions
{
    private readonly OnlyOption _only;

    private readonly Option<int?> _maxChanges = new("--max-changes")
    {
        Description = "Plan the first n changes, in whole chains, and say what is left.",
        HelpName = "n",
        CustomParser = Number,
    };

    private readonly Option<string?> _wave = new("--wave")
    {
        Description = "Plan one wave of the document's rollout.",
        HelpName = "name",
        CustomParser = result => OptionFactory.Text(result, "--wave"),
    };

    private readonly Option<string?> _allowWave = new("--allow-wave")
    {
        Description = "Plan a wave although the one before it is not done; the reason is recorded.",
        HelpName = "reason",
        CustomParser = result => OptionFactory.Text(result, "--allow-wave"),
    };

    private readonly Option<Shard?> _shard = new("--shard")
    {
        Description = "Plan one of n parts, each with its own subscriptions.",
        HelpName = "i/n",
        CustomParser = ShardOf,
    };

    /// <summary>The options.</summary>
    /// <param name="words">What completes their values.</param>
    public PartOptions(DocumentWords words)
    {
        _only = new("Plan for a part alone: kind=value, * for any text, ? for one character. May be repeated.", words);
        _wave.CompletionSources.Add(context => words.Waves(context.ParseResult).Select(name => new CompletionItem(name)));
    }

    private Option[] All => [_only, _maxChanges, _wave, _allowWave, _shard];

    /// <summary>Adds the options.</summary>
    /// <param name="command">The command.</param>
    /// <param name="planFile">The argument that names a saved plan, which says itself what it is for; null: there is none.</param>
    public void AddTo(Command command, Argument? planFile = null)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            var given = All.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToList();
            if (planFile is not null && result.GetResult(planFile) is { Tokens.Count: > 0 } && given.Count > 0)
            {
                result.AddError($"{given[0]} can't be given with a saved plan: it says itself for which part it is.");
            }
            else if (given.Contains(_allowWave.Name) && !given.Contains(_wave.Name))
            {
                result.AddError("--allow-wave is for --wave alone.");
            }
        });
    }

    /// <summary>What was chosen.</summary>
    public Selection Read(ParseResult result) => new()
    {
        Only = _only.Read(result),
        Wave = result.GetValue(_wave),
        WaveReason = result.GetValue(_allowWave),
        Shard = result.GetValue(_shard),
        MaxChanges = result.GetValue(_maxChanges),
    };

    private static int? Number(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1)
        {
            return number;
        }

        result.AddError($"--max-changes can't be \"{text}\": it is a number from 1.");
        return null;
    }

    private static Shard? ShardOf(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Shard.Parse(text) is { } shard)
        {
            return shard;
        }

        result.AddError($"--shard can't be \"{text}\": it is i/n, such as 2/8, with i from 1 to n and n up to {Shard.Most}.");
        return null;
    }
}
