using System.CommandLine;
using Baseline.Cli.Files;

namespace Baseline.Cli.Commands;

/// <summary>An option or argument that names files.</summary>
internal interface INamesFiles
{
    /// <summary>The files that it names on a command line.</summary>
    IEnumerable<NamedFile> FilesOf(ParseResult result);
}
