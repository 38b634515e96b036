using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Baseline.Diagnostics;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>The option that chooses a part by conditions.</summary>
internal sealed class OnlyOption : Option<Selector[]>
{
    /// <summary>The option.</summary>
    /// <param name="description">What it does.</param>
    /// <param name="words">What completes a value.</param>
    /// <param name="kinds">The kinds that the command can choose by; none: all.</param>
    public OnlyOption(string description, DocumentWords words, params SelectorKind[] kinds)
        : base("--only")
    {
        var names = Selector.Kinds.Where(kind => kinds.Length == 0 || kinds.Contains(kind.Kind)).Select(kind => kind.Name).ToList();
        Description = description;
        HelpName = "kind=value";
        CustomParser = result => Parsed(result, names);
        CompletionSources.Add(context => Suggested(context, names, words).Select(text => new CompletionItem(text)));
    }

    /// <summary>The conditions that were given.</summary>
    public SelectorSet Read(ParseResult result) => new(result.GetValue(this) ?? []);

    /// <summary>Kinds, until one is typed; then its values.</summary>
    private static IEnumerable<string> Suggested(CompletionContext context, List<string> names, DocumentWords words)
    {
        var typed = context.WordToComplete.Split('=')[0];
        return context.WordToComplete.Contains('=', StringComparison.Ordinal) && Selector.KindOf(typed) is { } kind
            ? words.ValuesOf(kind, context.ParseResult).Select(value => $"{typed}={value}")
            : names.Select(name => $"{name}=");
    }

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
            else if (Selector.KindOf(written) is not null && !names.Contains(written, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError(names.Count == 1
                    ? $"--only can't be \"{text}\": an estate is read by whole subscriptions, so that nothing of them looks absent. "
                        + $"It is {names[0]}=NAME."
                    : $"--only can't be \"{text}\": a saved plan does not keep it. It is kind=value, where kind is one of: "
                        + $"{string.Join(", ", names)}.");
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
