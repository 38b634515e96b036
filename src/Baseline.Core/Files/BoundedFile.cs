namespace Baseline.Files;

/// <summary>Reads files of a bounded size, and nothing but files: a pipe may never give anything, a device never end.</summary>
public static class BoundedFile
{
    private const string Process = "/proc";
    private const string Kernel = "/sys";

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">A full path.</param>
    /// <exception cref="IOException">Nothing is there, or something else than a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileStream Open(string path)
    {
        var kind = FileKinds.Of(path);
        if (kind is not (FileKind.Regular or FileKind.Missing))
        {
            throw new IOException($"It is {FileKinds.Name(kind)}, and only a file is read.");
        }

        // Such files say that they are empty, and what is in them is of the machine, not of a user.
        if (OperatingSystem.IsLinux() && RealPath.Of(path) is var real
            && (RealPath.IsWithin(real, Process) || RealPath.IsWithin(real, Kernel)))
        {
            throw new IOException("It is a view of the system, and only a file is read.");
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
    }

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="IOException">Nothing is there, something else than a file, or more bytes.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static byte[] Read(string path, int most)
    {
        using var file = Open(path);
        if (file.Length > most)
        {
            throw TooLarge(file.Length, most);
        }

        var bytes = new byte[(int)file.Length];
        file.ReadExactly(bytes);
        return file.ReadByte() < 0 ? bytes : throw new IOException("It grew while it was read: something else is writing it.");
    }

    private static IOException TooLarge(long length, int most) => new(
        FormattableString.Invariant($"It has {length:N0} bytes, and at most {most:N0} are read."));
}
