using System.CommandLine;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands.Planning;

/// <summary>The option that says what a plan is compared with.</summary>
internal sealed class AgainstOption : Option<string?>, INamesFiles
{
    public AgainstOption()
        : base("--against")
    {
        Description = "Compare with another version of the document, a git ref or a file: separates your change from drift. "
            + "A ref comes first.";
        HelpName = "[ref:]name|[file:]path";
        CustomParser = result => OptionFactory.Text(result, "--against");
    }

    /// <inheritdoc/>
    public IEnumerable<NamedFile> FilesOf(ParseResult result)
    {
        // What may be a ref as well counts only where there is a file of that name.
        if (result.GetValue(this) is { } text && OtherDocument.Parse(text) is { MayBeFile: true } other)
        {
            yield return new NamedFile(FileUse.Input, Name, other.Name) { IsDefault = true, IsDocument = true };
        }
    }
}
