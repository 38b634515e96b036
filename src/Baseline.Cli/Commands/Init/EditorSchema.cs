using System.Text;
using Baseline.Cli.Files;
using Baseline.Controls;

namespace Baseline.Cli.Commands.Init;

/// <summary>The schema beside a document, which its first line names: editors complete and check the document with it.</summary>
/// <param name="context">What the command works with.</param>
internal sealed class EditorSchema(CommandContext context)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "baseline.schema.json";

    /// <summary>Writes it; one that is there stays.</summary>
    /// <param name="document">The document's path.</param>
    /// <returns>What was done, as a sentence; null where nothing was.</returns>
    public string? WriteBeside(string document)
    {
        var path = Path.Combine(Path.GetDirectoryName(document) ?? "", FileName);
        if (Path.Exists(context.IO.FullPath(path)))
        {
            return null;
        }

        UserFiles.Replace(
            context.IO, path, Audience.Anybody, stream => stream.Write(Encoding.UTF8.GetBytes(DocumentSchema.Of(context.Catalogue))));
        return $"Editors complete the document with {path}: commit it too.";
    }
}
