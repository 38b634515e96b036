namespace Baseline.Files;

/// <summary>What stands at a path, links followed.</summary>
public enum FileKind
{
    /// <summary>Nothing.</summary>
    Missing,

    /// <summary>A file on a disk, or something of which the system does not tell what it is: opening it shows.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A named pipe, or the end of an unnamed one: opening it may wait forever.</summary>
    Pipe,

    /// <summary>A device that gives or takes characters, such as a terminal or /dev/null.</summary>
    CharacterDevice,

    /// <summary>A disk.</summary>
    BlockDevice,

    /// <summary>A socket.</summary>
    Socket,
}

/// <summary>Tells what stands at a path without opening it, because opening a pipe already waits for its other end.</summary>
public static class FileKinds
{
    private const int TypeMask = 0xF000;

    /// <summary>What stands at a path.</summary>
    /// <param name="path">A full path.</param>
    public static FileKind Of(string path)
    {
        try
        {
            var (mode, isMissing) = NativeStat.ModeOf(path);
            return isMissing ? FileKind.Missing
                : mode is { } known ? OfMode(known)
                : Directory.Exists(path) ? FileKind.Directory
                : Path.Exists(path) ? FileKind.Regular
                : FileKind.Missing;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return Directory.Exists(path) ? FileKind.Directory : Path.Exists(path) ? FileKind.Regular : FileKind.Missing;
        }
    }

    /// <summary>What a kind is called in a sentence, with its article.</summary>
    /// <param name="kind">The kind.</param>
    public static string Name(FileKind kind) => kind switch
    {
        FileKind.Directory => "a directory",
        FileKind.Pipe => "a pipe",
        FileKind.CharacterDevice or FileKind.BlockDevice => "a device",
        FileKind.Socket => "a socket",
        FileKind.Missing or FileKind.Regular => "a file",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of file."),
    };

    private static FileKind OfMode(int mode) => (mode & TypeMask) switch
    {
        0x4000 => FileKind.Directory,
        0x1000 => FileKind.Pipe,
        0x2000 => FileKind.CharacterDevice,
        0x6000 => FileKind.BlockDevice,
        0xC000 => FileKind.Socket,
        _ => FileKind.Regular,
    };
}
