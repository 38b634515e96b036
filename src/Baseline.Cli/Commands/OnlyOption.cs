using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Diagnostics;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>The option that chooses a part by conditions.</summary>
internal sealed class OnlyOption : Option<Selector[]>
{
    public OnlyOption(string description, params SelectorKind[] kinds)
        : base("--only")
    {
        var names = Selector.Kinds.Where(kind => kinds.Length == 0 || kinds.Contains(kind.Kind)).Select(kind => kind.Name).ToList();
        Description = description;
        HelpName = "kind=value";
        CustomParser = result => Parsed(result, names);
        CompletionSources.Add(_ => names.Select(name => new System.CommandLine.Completions.CompletionItem($"{name}=")));
    }

    /// <summary>The conditions that were given.</summary>
    public SelectorSet Read(ParseResult result) => new(result.GetValue(this) ?? []);

    private static Selector[] Parsed(ArgumentResult result, List<string> names)
    {
        var selectors = new List<Selector>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            var written = at < 0 ? text : text[..at];
            if (Selector.Parse(text) is { } selector && names.Contains(selector.KindName))
            {
                selectors.Add(selector);
            }
            else if (names.Contains(written, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--only can't be \"{text}\": a value is missing, as in {written}=NAME.");
            }
            else
            {
                var meant = Suggestions.Nearest(written, names) is { } nearest ? $"Did you mean {nearest}=? " : "";
                result.AddError($"--only can't be \"{text}\". {meant}It is kind=value, where kind is one of: {string.Join(", ", names)}.");
            }
        }

        return [.. selectors];
    }
}
