using System.Text;
using System.Text.Json;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>The properties of changes as they are sent, as lines of a diff that need no more than the width of a comment.</summary>
internal static class CommentDiff
{
    private const int Columns = 96;
    private const int MostReadable = 1200;

    /// <summary>The first of changes that are alike, beneath a line that says which those are.</summary>
    public static string Of(ChangeGroup group, Addresses addresses, string title)
    {
        var text = new StringBuilder();
        foreach (var line in Wrapped($"@@ {Printable.Text(title)}{(title.Length + 6 <= Columns ? " @@" : "")}"))
        {
            text.Append(line).Append('\n');
        }

        foreach (var property in group.Later.Prepend(group.First).SelectMany(change => change.Properties))
        {
            foreach (var line in UnifiedDiff.Lines(Lines(property.Path, property.Before), Lines(property.Path, property.After))
                .SelectMany(line => Wrapped(line.Signed)))
            {
                text.Append(line).Append('\n');
            }
        }

        return text.ToString();

        IReadOnlyList<string> Lines(string path, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
            {
                return [];
            }

            var line = Printable.Text(addresses.Sentence($"{path}: {ValueText.Of(value, whole: false)}", subscription: null));
            return [line.Length <= MostReadable ? line : $"{line[..MostReadable]}…"];
        }
    }

    /// <summary>A fence that no text ends.</summary>
    public static string FenceFor(IEnumerable<string> texts)
    {
        var (longest, run) = (0, 0);
        foreach (var character in texts.SelectMany(text => text))
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return new string('`', Math.Max(3, longest + 1));
    }

    /// <summary>The line, folded where it is too wide; what follows has the same sign.</summary>
    public static IEnumerable<string> Wrapped(string line)
    {
        var sign = line is ['+' or '-' or ' ', ..] ? line[..1] : "";
        for (var rest = line; ;)
        {
            if (rest.Length <= Columns)
            {
                yield return rest;
                yield break;
            }

            var at = rest.LastIndexOfAny([' ', '/'], Columns - 1, Columns - 24);
            at = at < 0 ? Columns : at;
            at = char.IsHighSurrogate(rest[at - 1]) ? at - 1 : at;
            yield return rest[..at];
            rest = $"{sign}     {rest[at..].TrimStart(' ')}";
        }
    }
}
