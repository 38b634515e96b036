using System.CommandLine;
using System.CommandLine.Parsing;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands.Outputs;

/// <summary>The option that says where the numbers of a plan are told to a pipeline.</summary>
internal sealed class OutputsOption
{
    private const string Called = "--outputs";

    private static readonly (string Word, OutputsKind Kind)[] Words =
    [
        ("github", OutputsKind.GitHub), ("azure", OutputsKind.Azure), ("gitlab", OutputsKind.GitLab), ("dotenv", OutputsKind.Dotenv),
    ];

    private static readonly List<string> AllWords = [.. Words.Select(pair => pair.Word)];

    private readonly Request _request = new()
    {
        Description = "Tell the pipeline how many changes and findings there are, as variables; gitlab and dotenv need a file. "
            + "May be repeated.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = $"{string.Join('|', AllWords)}[=file]",
        CustomParser = Parse,
    };

    /// <summary>Adds it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="format">The forms of the result, where the command has them: one that a program reads leaves no room beside it.</param>
    public void AddTo(Command command, FormatOption? format = null)
    {
        _request.CompletionSources.Add([.. AllWords]);
        command.Options.Add(_request);
        command.Validators.Add(result =>
        {
            // The words as they were typed: a value that was refused has no meaning to ask for.
            if (result.GetResult(_request)?.Tokens.Any(token => token.Value == "azure") == true
                && format?.PrintedForProgram(result) is { } printed)
            {
                result.AddError($"{Called} azure writes to standard output, where --format {printed} goes: give one of them a file.");
            }
        });
    }

    public IReadOnlyList<OutputsRequest> Read(ParseResult result) => result.GetValue(_request) ?? [];

    private static List<OutputsRequest> Parse(ArgumentResult result)
    {
        var requests = result.Tokens.Select(token => Parse(token.Value, result)).OfType<OutputsRequest>().ToList();
        if (requests.GroupBy(request => request.Kind).FirstOrDefault(same => same.Count() > 1) is { Key: var twice })
        {
            result.AddError($"{Called} {Words.First(pair => pair.Kind == twice).Word} can be given once.");
        }

        return requests;
    }

    private static OutputsRequest? Parse(string text, ArgumentResult result)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        var (word, path) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        if (Words.FirstOrDefault(pair => pair.Word == word) is not { Word: not null } known)
        {
            result.AddError($"{Called} can't be \"{word}\". {UsageError.DidYouMean(word, AllWords)}"
                + $"It is one of: {string.Join(", ", AllWords)}.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(path) && (path is not null || known.Kind is OutputsKind.GitLab or OutputsKind.Dotenv))
        {
            result.AddError($"{Called} {word} names no file: {Called} {word}=FILE.");
            return null;
        }

        return new OutputsRequest(known.Kind, path);
    }

    /// <summary>The option with the files that it names.</summary>
    private sealed class Request() : Option<IReadOnlyList<OutputsRequest>>(Called), INamesFiles
    {
        public IEnumerable<NamedFile> FilesOf(ParseResult result)
        {
            foreach (var request in result.GetValue(this) ?? [])
            {
                if (request.Path is not { } path)
                {
                    continue;
                }

                yield return new NamedFile(FileUse.Output, $"{Name} {Words.First(pair => pair.Kind == request.Kind).Word}", path)
                {
                    IsAppended = request.Kind == OutputsKind.GitHub,
                };
            }
        }
    }
}
