using Baseline.Diagnostics;

namespace Baseline.Cli;

/// <summary>Reads and writes the files that the user names. What goes wrong becomes a diagnostic.</summary>
public static class UserFiles
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="DiagnosticException">It can't be read.</exception>
    public static byte[] Read(IOContext io, string path) =>
        Guarded("BL0001", "File cannot be read", $"\"{path}\" cannot be read", () => File.ReadAllBytes(io.FullPath(path)));

    /// <summary>Writes a file whole or not at all: beside its place first, then into it.</summary>
    /// <exception cref="DiagnosticException">It can't be written.</exception>
    public static void Replace(IOContext io, string path, Action<Stream> write) =>
        Guarded("BL0002", "File cannot be written", $"\"{path}\" cannot be written", () =>
        {
            var full = io.FullPath(path);
            var draft = $"{full}.{Environment.ProcessId}.tmp";
            try
            {
                using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
                {
                    write(stream);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(draft, full, overwrite: true);
            }
            finally
            {
                File.Delete(draft);
            }

            return full;
        });

    /// <summary>Opens a file that does not exist yet, with the folders above it.</summary>
    /// <exception cref="DiagnosticException">It exists, or can't be created.</exception>
    public static FileStream Create(IOContext io, string path) =>
        Guarded("BL0003", "File cannot be created", $"\"{path}\" cannot be created", () =>
        {
            var full = io.FullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full) ?? io.WorkingDirectory);
            return new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        });

    private static T Guarded<T>(string code, string summary, string what, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error, code, summary, $"{what}: {exception.Message}", "Check the path, and who may read and write there."));
        }
    }
}
