using System.Security.Cryptography;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Estates;

/// <summary>The estate file of an emulator, which one run at a time may write, and only as it was read.</summary>
/// <param name="io">The world outside.</param>
/// <param name="path">The path as the user gave it.</param>
/// <param name="content">The content when it was read.</param>
internal sealed class EmulatedFile(IOContext io, string path, byte[] content)
{
    private byte[] _digest = SHA256.HashData(content);

    /// <summary>Keeps other runs from writing the file; <c>baseline-emulator --save</c> looks at the same lock.</summary>
    /// <exception cref="DiagnosticException">Another one is writing it, or it changed since it was read.</exception>
    public IDisposable Reserve()
    {
        var reservation = Lock();
        if (IsUnchanged())
        {
            return reservation;
        }

        reservation.Dispose();
        throw Changed("Nothing was changed.", "Run again: the plan is made from the file as it is then.");
    }

    /// <summary>Writes the file; where somebody else wrote it meanwhile, a new file beside it, so that neither is lost.</summary>
    /// <exception cref="DiagnosticException">It changed since it was read, or can't be written.</exception>
    public void Keep(Action<Stream> write)
    {
        if (!IsUnchanged())
        {
            var beside = Enumerable.Range(1, int.MaxValue)
                .Select(number => $"{path}.{number}")
                .First(other => !Path.Exists(io.FullPath(other)));
            UserFiles.Replace(io, beside, Audience.Owner, write);
            throw Changed(
                $"It was left as it is, and the estate after this run is in \"{beside}\".",
                "Compare the two, and keep the right one.");
        }

        UserFiles.Replace(io, path, Audience.Owner, write);
        _digest = SHA256.HashData(UserFiles.Read(io, path));
    }

    private FileStream Lock()
    {
        var name = $"{path}.lock";
        try
        {
            var full = $"{RealPath.Of(io.FullPath(path))}.lock";
            return FileKinds.Of(full) is FileKind.Missing or FileKind.Regular
                ? new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose)
                : throw new IOException($"It is {FileKinds.Name(FileKinds.Of(full))}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error,
                "BL0011",
                "Estate file is in use",
                $"\"{path}\" is written by another run or by baseline-emulator, or \"{name}\" can't be made: {exception.Message} "
                    + "Nothing was changed.",
                "Wait until the other one has ended, then run again."));
        }
    }

    private bool IsUnchanged()
    {
        try
        {
            return SHA256.HashData(UserFiles.Read(io, path)).AsSpan().SequenceEqual(_digest);
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    private DiagnosticException Changed(string outcome, string fix) => new(new Diagnostic(
        Severity.Error, "BL0012", "Estate file changed", $"Something else wrote \"{path}\" after it was read. {outcome}", fix));
}
