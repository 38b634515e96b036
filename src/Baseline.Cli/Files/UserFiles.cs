using System.Text;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Files;

/// <summary>Who may read a file that is new.</summary>
public enum Audience
{
    /// <summary>Whoever the system lets read new files.</summary>
    Anybody,

    /// <summary>Its owner alone: it holds what an estate holds.</summary>
    Owner,
}

/// <summary>Reads and writes the files that the user names. What goes wrong becomes a diagnostic.</summary>
public static class UserFiles
{
    /// <summary>The most bytes of an estate and of a plan: three times what one of 100,000 vaults has.</summary>
    public const int MostBytes = 1 << 30;

    /// <summary>The most bytes of a journal, which is read as text.</summary>
    public const int MostOfJournal = 1 << 29;

    /// <summary>The bytes that are enough to tell what a file is; a document has at most as many.</summary>
    private const int MostToTell = 1 << 22;

    /// <summary>A mistyped name is looked for among so many files.</summary>
    private const int MostBeside = 1000;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] StandardOutput = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    /// <summary>The bytes of a file.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="DiagnosticException">It can't be read.</exception>
    public static byte[] Read(IOContext io, string path, int most = MostBytes) =>
        Guarded("BL0001", "File cannot be read", $"\"{path}\" cannot be read", () => BoundedFile.Read(io.FullPath(path), most));

    /// <summary>What a file holds, by its start; unknown where it can't be read.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    public static ContentKind KindOf(IOContext io, string path)
    {
        try
        {
            using var file = BoundedFile.Open(io.FullPath(path));
            var start = new byte[(int)Math.Min(MostToTell, file.Length)];
            return FileContent.Of(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return ContentKind.Unknown;
        }
    }

    /// <summary>
    /// Writes a file whole or not at all: beside its place first, then into it. A link stays and what it leads to is written; the
    /// file keeps who may read it. A device such as /dev/null is written to as a shell would.
    /// </summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="audience">Who may read it, where it is new.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="DiagnosticException">It can't be written.</exception>
    public static void Replace(IOContext io, string path, Audience audience, Action<Stream> write) =>
        Guarded("BL0002", "File cannot be written", $"\"{path}\" cannot be written", () =>
        {
            var full = io.FullPath(path);
            if (IsStandardOutput(io, path))
            {
                using var text = new MemoryStream();
                write(text);
                io.Output.Write(HostCommands.BrokenData(Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length))));
                return full;
            }

            switch (FileKinds.Of(full))
            {
                case FileKind.Missing or FileKind.Regular:
                    ReplaceFile(RealPath.Of(full), audience, write);
                    return full;
                case FileKind.CharacterDevice:
                    using (var device = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
                    {
                        write(device);
                    }

                    return full;
                case var other:
                    throw new IOException($"It is {FileKinds.Name(other)}, and only a file is written.");
            }
        });

    /// <summary>Makes a folder where it is not there; the one above it must be.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <exception cref="DiagnosticException">It can't be made, or is something else.</exception>
    public static void MakeFolder(IOContext io, string path) =>
        Guarded("BL0002", "File cannot be written", $"\"{path}\" cannot be made a folder", () =>
        {
            var full = Path.TrimEndingDirectorySeparator(io.FullPath(path));
            return Directory.Exists(Path.GetDirectoryName(full)) ? Directory.CreateDirectory(full) : throw new DirectoryNotFoundException();
        });

    /// <summary>
    /// Makes sure that a file can be written later, before anything is read or changed for it: its folder is there, new files may be
    /// made in it, and what stands at the path is a file. Nothing is left of the attempt.
    /// </summary>
    /// <param name="io">The world outside.</param>
    /// <param name="file">The file, which is an output.</param>
    /// <exception cref="DiagnosticException">It can't be written.</exception>
    public static void Prove(IOContext io, NamedFile file) =>
        Guarded("BL0002", "File cannot be written", $"{file.Name} \"{file.Path}\" cannot be written", () =>
        {
            var full = io.FullPath(file.Path);
            switch (IsStandardOutput(io, file.Path) ? FileKind.CharacterDevice : FileKinds.Of(full))
            {
                case FileKind.CharacterDevice:
                    return full;
                case FileKind.Regular when file.IsAppended:
                    new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0).Dispose();
                    return full;
                case FileKind.Missing or FileKind.Regular:
                    var target = RealPath.Of(full);
                    var folder = Path.GetDirectoryName(target) ?? io.WorkingDirectory;
                    while (file.MakesFolders && !Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
                    {
                        folder = above;
                    }

                    var draft = Path.Combine(folder, $"{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
                    New(draft, OwnerOnly).Dispose();
                    File.Delete(draft);
                    return full;
                case var other:
                    throw new IOException($"It is {FileKinds.Name(other)}, and only a file is written.");
            }
        });

    /// <summary>
    /// Opens a file that does not exist yet, for its owner alone, with the folders above it. What is written to it is not held back.
    /// </summary>
    /// <exception cref="DiagnosticException">It exists, or can't be created.</exception>
    public static FileStream Create(IOContext io, string path) =>
        Guarded("BL0003", "File cannot be created", $"\"{path}\" cannot be created", () =>
        {
            var full = io.FullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? io.WorkingDirectory);
            return New(full, OwnerOnly);
        });

    /// <summary>
    /// Adds lines to the end of a file, which is made where it is not there. A last line that is not ended is ended first.
    /// </summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="lines">What is added.</param>
    /// <param name="lineEnd">What ends a line of the file.</param>
    /// <exception cref="DiagnosticException">It can't be written.</exception>
    public static void AppendLines(IOContext io, string path, string lines, string lineEnd = "\n") =>
        Guarded("BL0002", "File cannot be written", $"\"{path}\" cannot be written", () =>
        {
            var full = io.FullPath(path);
            var kind = FileKinds.Of(full);
            if (kind is not (FileKind.Missing or FileKind.Regular or FileKind.CharacterDevice))
            {
                throw new IOException($"It is {FileKinds.Name(kind)}, and only a file is written.");
            }

            var gap = kind == FileKind.Regular && !EndsWithLine(full) ? lineEnd : "";
            using var file = new FileStream(full, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            file.Write(Encoding.UTF8.GetBytes(gap + lines));
            return full;
        });

    /// <summary>Whether a path means standard output.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    public static bool IsStandardOutput(IOContext io, string path) =>
        !OperatingSystem.IsWindows() && StandardOutput.Contains(io.FullPath(path));

    /// <summary>Whether a file is empty, or its last line is ended.</summary>
    private static bool EndsWithLine(string full)
    {
        using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return file.Length == 0 || (file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() == '\n');
    }

    private static void ReplaceFile(string target, Audience audience, Action<Stream> write)
    {
        // A name that nobody can foresee, and that must be free: a link planted there is not followed.
        var draft = $"{target}.{Path.GetRandomFileName()}.tmp";
        var mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : (UnixFileMode?)null;
        var isLeft = false;
        try
        {
            using (var stream = New(draft, mode is not null || audience == Audience.Owner ? OwnerOnly : null))
            {
                isLeft = true;
                if (mode is { } kept && !OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, kept);
                }

                using var buffered = new BufferedStream(stream, 1 << 16);
                write(buffered);
                buffered.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, target, overwrite: true);
            isLeft = false;
        }
        finally
        {
            if (isLeft)
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>A file that is not there yet; without a buffer, so that closing it writes nothing, and can't fail.</summary>
    private static FileStream New(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (mode is { } given && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = given;
        }

        return new FileStream(path, options);
    }

    private static string? Nearest(string folder, string name)
    {
        try
        {
            return Suggestions.Nearest(name, Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Take(MostBeside));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T Guarded<T>(string code, string summary, string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (FileNotFoundException missing) when (missing.FileName is { } file)
        {
            var folder = Path.GetDirectoryName(file) ?? "";
            var nearest = Nearest(folder, Path.GetFileName(file));
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, code, summary, $"{what}: there is no such file in {folder}.",
                nearest is null ? "Check the path." : $"Did you mean \"{nearest}\"?"));
        }
        catch (DirectoryNotFoundException)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, code, summary, $"{what}: its folder does not exist.", "Correct the path, or make the folder."));
        }
        // The last of these is what .NET makes of a file that may not become any larger.
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentOutOfRangeException)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, code, summary, $"{what}: {exception.Message}", "Check the path, and who may read and write there."));
        }
    }
}
