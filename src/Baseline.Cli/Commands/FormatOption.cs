using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;

namespace Baseline.Cli.Commands;

/// <summary>A form in which the plan is wanted, and where.</summary>
/// <param name="Format">The form.</param>
/// <param name="Path">The file; null for standard output.</param>
public sealed record FormatRequest(IPlanFormat Format, string? Path);

/// <summary>The option that says in which forms the plan is wanted.</summary>
internal sealed class FormatOption
{
    private readonly Requests _format = new()
    {
        Description = $"The form of the result: {string.Join(", ", PlanFormats.All.SkipLast(1).Select(format => format.Name))} or "
            + $"{PlanFormats.All[^1].Name}. FORM=FILE writes it to a file (bicep: into a folder). May be repeated.",
        HelpName = "form[=file]",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    public void AddTo(Command command)
    {
        _format.CompletionSources.Add([.. PlanFormats.All.Select(format => format.Name)]);
        command.Options.Add(_format);
    }

    /// <summary>What was asked for; standard output gets the text where nothing else goes there.</summary>
    public IReadOnlyList<FormatRequest> Read(ParseResult result) => WithText(result.GetValue(_format) ?? []);

    /// <summary>The form for programs that goes to standard output, as it was typed; null where only text for people goes there.</summary>
    public string? PrintedForProgram(CommandResult result) => result.GetResult(_format)?.Tokens.Select(token => token.Value)
        .FirstOrDefault(word => PlanFormats.All.Any(format => format.Name == word && format != PlanFormats.Default));

    /// <summary>The names of the forms as they were typed.</summary>
    public IEnumerable<string> NamesIn(CommandResult result) =>
        result.GetResult(_format)?.Tokens.Select(token => token.Value.Split('=')[0]) ?? [];

    private static IReadOnlyList<FormatRequest> WithText(IReadOnlyList<FormatRequest> asked) =>
        asked.Any(request => request.Path is null) ? asked : [new FormatRequest(PlanFormats.Default, null), .. asked];

    private static List<FormatRequest> Parse(ArgumentResult result)
    {
        var requests = new List<FormatRequest>();
        foreach (var token in result.Tokens)
        {
            var (name, path) = token.Value.IndexOf('=', StringComparison.Ordinal) is var at and >= 0
                ? (token.Value[..at], token.Value[(at + 1)..])
                : (token.Value, null);
            if (PlanFormats.All.FirstOrDefault(format => format.Name == name) is not { } format)
            {
                var names = PlanFormats.All.Select(known => known.Name).ToList();
                result.AddError(
                    $"--format can't be \"{name}\". {UsageError.DidYouMean(name, names)}It is one of: {string.Join(", ", names)}.");
            }
            else if (path is { Length: 0 })
            {
                result.AddError($"--format {name}= names no file.");
            }
            else if (path is null && requests.Exists(request => request.Path is null))
            {
                result.AddError("Only one --format can go to standard output. Write the others to files, as in --format json=plan.json.");
            }
            else
            {
                requests.Add(new FormatRequest(format, path));
            }
        }

        return requests;
    }

    /// <summary>The option with the files that it names.</summary>
    private sealed class Requests() : Option<IReadOnlyList<FormatRequest>>("--format"), INamesFiles
    {
        public IEnumerable<NamedFile> FilesOf(ParseResult result)
        {
            foreach (var request in result.GetValue(this) ?? [])
            {
                if (request.Path is { } path)
                {
                    var several = request.Format as IFolderFormat;
                    yield return new NamedFile(
                        FileUse.Output,
                        $"{Name} {request.Format.Name}",
                        several is null ? path : Path.Combine(path, several.MainFile))
                    {
                        MakesFolders = several is not null,
                    };
                }
            }
        }
    }
}
