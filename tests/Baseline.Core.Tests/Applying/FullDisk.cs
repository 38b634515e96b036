namespace Baseline.Core.Tests.Applying;

/// <summary>Takes so many lines, then half of one, then nothing.</summary>
internal sealed class FullDisk(Stream disk, int lines) : MemoryStream
{
    private int _left = lines;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_left-- > 0)
        {
            disk.Write(buffer);
            return;
        }

        disk.Write(buffer[..(buffer.Length / 2)]);
        throw new IOException("No space left on device.");
    }
}
