using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Baseline.Files;

/// <summary>
/// Asks the system for the mode of a file: .NET tells a directory and a link from the rest, but no pipe and no device. And for its
/// number, by which two names of one file are known.
/// </summary>
internal static class NativeStat
{
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;
    private const int WorkingDirectory = -100;
    private const uint TypeAndMode = 3;
    private const uint Number = 0x100;

    // Larger than the structures of both systems, which have 256 and 144 bytes.
    private const int Room = 512;

    /// <summary>The mode of what a path leads to; null where the system does not tell, and whether nothing is there.</summary>
    public static (int? Mode, bool IsMissing) ModeOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var answer = new byte[Room];
        if (OperatingSystem.IsLinux())
        {
            return Result(Statx(WorkingDirectory, in name[0], 0, TypeAndMode, ref answer[0]), answer, at: 28);
        }

        if (!OperatingSystem.IsMacOS())
        {
            return (null, false);
        }

        return Result(StatOnMac(in name[0], ref answer[0]), answer, at: 4);
    }

    /// <summary>
    /// The file system and the number of the file that a path leads to; null where nothing is there or the system does not tell.
    /// </summary>
    public static (ulong Device, ulong Number)? IdentityOf(string path)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var answer = new byte[Room];
        if (OperatingSystem.IsLinux())
        {
            return Statx(WorkingDirectory, in name[0], 0, Number, ref answer[0]) == 0
                ? (BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(136)), BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(32)))
                : null;
        }

        return OperatingSystem.IsMacOS() && StatOnMac(in name[0], ref answer[0]) == 0
            ? (BinaryPrimitives.ReadUInt32LittleEndian(answer), BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(8)))
            : null;
    }

    private static int StatOnMac(in byte path, ref byte answer) => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? StatOfIntel(in path, ref answer)
        : Stat(in path, ref answer);

    private static (int? Mode, bool IsMissing) Result(int result, byte[] answer, int at) =>
        result == 0
            ? (BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(at)), false)
            : (null, Marshal.GetLastPInvokeError() is NoSuchFile or NotADirectory);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static extern int Statx(int directory, in byte path, int flags, uint mask, ref byte answer);

    [DllImport("libc", EntryPoint = "stat", SetLastError = true)]
    private static extern int Stat(in byte path, ref byte answer);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    private static extern int StatOfIntel(in byte path, ref byte answer);
}
