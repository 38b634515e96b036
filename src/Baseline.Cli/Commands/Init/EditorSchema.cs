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
    /// <returns>What was done or left, in sentences; null where the schema was there already.</returns>
    public string? WriteBeside(string document)
    {
        var path = Path.Combine(Path.GetDirectoryName(document) ?? "", FileName);
        var schema = Encoding.UTF8.GetBytes(DocumentSchema.Of(context.Catalogue));
        if (Path.Exists(context.IO.FullPath(path)))
        {
            return UserFiles.Read(context.IO, path).AsSpan().SequenceEqual(schema)
                ? null
                : $"{path} is there, is not the schema of this version of baseline, and was left as it is. "
                    + $"Editors need this one: baseline schema > {path}";
        }

        UserFiles.Replace(context.IO, path, Audience.Anybody, stream => stream.Write(schema));
        return $"Editors complete the document with {path}: commit it too.";
    }
}
