using System.CommandLine;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands;

/// <summary>An option that names one file.</summary>
internal sealed class FileOption : Option<string?>, INamesFiles
{
    private readonly FileUse _use;

    /// <param name="use">What is done with the file.</param>
    /// <param name="name">The option.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="aliases">Its shorter names.</param>
    public FileOption(FileUse use, string name, string description, params string[] aliases)
        : base(name, aliases)
    {
        _use = use;
        Description = description;
        HelpName = "file";
        CustomParser = result => OptionFactory.Text(result, name);
    }

    /// <summary>The word that stands for standard output; null where there is none.</summary>
    public string? Printed { get; init; }

    /// <summary>What the name of a file ends in that the command makes beside it while it writes; null where it makes none.</summary>
    public string? Beside { get; init; }

    /// <summary>Whether what is written there is a baseline document.</summary>
    public bool WritesDocument { get; init; }

    /// <inheritdoc/>
    public IEnumerable<NamedFile> FilesOf(ParseResult result)
    {
        if (result.GetValue(this) is { } path && path != Printed)
        {
            yield return new NamedFile(_use, Name, path)
            {
                IsDefault = result.GetResult(this) is not { Implicit: false },
                IsDocument = Name == TypedCommand.Document,
                WritesDocument = WritesDocument,
                MakesFolders = JournalPath.IsAmongRuns(path),
            };
            if (Beside is not null)
            {
                yield return new NamedFile(FileUse.Input, $"the {Beside} file of {Name}", path + Beside);
            }
        }
    }
}
