using System.Security.Cryptography;

namespace Baseline.Emulator.Server.Hosting;

/// <summary>
/// The file that seeds the emulator and, if asked, keeps up with it. As long as it does, <c>FILE.lock</c> keeps other programs
/// from writing the file, and what one wrote all the same is not overwritten.
/// </summary>
internal sealed class EstateFile : IDisposable
{
    private const long MostBytes = 1L << 30;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Lock _gate = new();
    private readonly bool _save;
    private readonly string _path;
    private readonly FileStream? _lock;
    private byte[] _digest = [];
    private int _saved;

    /// <summary>Finds the file; nothing is read yet.</summary>
    /// <exception cref="IOException">Another program writes the file, or it is none.</exception>
    public EstateFile(string path, bool save)
    {
        _save = save;
        _path = new FileInfo(Path.GetFullPath(path)).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        Check(_path);
        _lock = save ? Locked(_path) : null;
    }

    public ArmEmulator Load(EmulatorOptions options)
    {
        var bytes = File.ReadAllBytes(_path);
        _digest = SHA256.HashData(bytes);
        return ArmEmulator.Load(new MemoryStream(bytes), options);
    }

    /// <summary>Writes the estate if anything was written in it since the last time.</summary>
    public void Keep(ArmEmulator emulator)
    {
        lock (_gate)
        {
            if (_save && emulator.Writes is var writes && writes != _saved)
            {
                Replace(emulator);
                _saved = writes;
            }
        }
    }

    /// <summary>Writes what the last writes became since: a vault that was registering its name has it now.</summary>
    public void KeepFinally(ArmEmulator emulator)
    {
        lock (_gate)
        {
            if (_save && emulator.Writes > 0)
            {
                Replace(emulator);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    // A pipe or a device says that it has no bytes, and opening one may wait forever.
    private static void Check(string path)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length is 0 or > MostBytes)
        {
            throw new IOException($"\"{path}\" is empty, no file, or larger than {MostBytes} bytes.");
        }
    }

    private static FileStream Locked(string path)
    {
        var name = $"{path}.lock";
        try
        {
            return new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new IOException($"\"{path}\" is written by another program: {exception.Message}", exception);
        }
    }

    // Whole or not at all: beside its place first, then into it.
    private void Replace(ArmEmulator emulator)
    {
        if (!SHA256.HashData(File.ReadAllBytes(_path)).AsSpan().SequenceEqual(_digest))
        {
            throw new IOException($"\"{_path}\" was written by another program since; it is left as it is.");
        }

        var draft = $"{_path}.{Path.GetRandomFileName()}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var isLeft = false;
        try
        {
            using (var stream = new FileStream(draft, options))
            {
                isLeft = true;
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(_path));
                }

                emulator.Save(stream);
                stream.Flush(flushToDisk: true);
            }

            _digest = SHA256.HashData(File.ReadAllBytes(draft));
            File.Move(draft, _path, overwrite: true);
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
}
