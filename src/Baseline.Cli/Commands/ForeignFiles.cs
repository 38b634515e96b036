using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Diagnostics;

namespace Baseline.Cli.Commands;

/// <summary>Keeps a form that takes several files from replacing files of its folder that somebody else wrote.</summary>
internal static class ForeignFiles
{
    /// <summary>Refuses files that are there and do not begin as the form begins its own. An empty file is nobody's.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="folder">The folder as the user gave it.</param>
    /// <param name="format">The form.</param>
    /// <param name="files">What is to be written.</param>
    /// <exception cref="DiagnosticException">Somebody else wrote one of them.</exception>
    public static void Refuse(IOContext io, string folder, IFolderFormat format, IEnumerable<FolderFile> files)
    {
        var foreign = files.Select(file => Path.Combine(folder, file.Name)).Where(path => IsForeign(io, path, format)).ToList();
        if (foreign.Count > 0)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error,
                "BL0019",
                "File was written by somebody else",
                $"{Examples.Join([.. foreign.Select(path => $"\"{path}\"")])}: the first line is not one that --format {format.Name} "
                    + "writes. Nothing was written.",
                $"Name another folder: --format {format.Name}=FOLDER. Or move what is there away."));
        }
    }

    private static bool IsForeign(IOContext io, string path, IFolderFormat format)
    {
        if (!File.Exists(io.FullPath(path)))
        {
            return false;
        }

        using var text = new StreamReader(new MemoryStream(UserFiles.Read(io, path)));
        return text.ReadLine() is { } line && !format.BeginsWith(line);
    }
}
