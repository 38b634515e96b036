using System.Text;

namespace Baseline.Cli.Output;

/// <summary>
/// Takes JSON in UTF-8 a part at a time and writes it as text, whole lines at once, with the commands of build servers broken in it:
/// a large result is never kept whole. What is left is written when it is disposed of; the writer stays open.
/// </summary>
/// <param name="target">Where the text goes.</param>
public sealed class JsonLineStream(TextWriter target) : Stream
{
    // So much is gathered before it is written, unless a line is longer.
    private const int Enough = 64 * 1024;

    private readonly MemoryStream _waiting = new();

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _waiting.Write(buffer);

        // A line break is never part of another character.
        if (_waiting.Length >= Enough && buffer.LastIndexOf((byte)'\n') is var at and >= 0)
        {
            var after = buffer.Length - at - 1;
            WriteOut((int)_waiting.Length - after);
            _waiting.Write(buffer[(at + 1)..]);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            WriteOut((int)_waiting.Length);
        }

        base.Dispose(disposing);
    }

    private void WriteOut(int count)
    {
        if (count > 0)
        {
            target.Write(HostCommands.BrokenJson(Encoding.UTF8.GetString(_waiting.GetBuffer().AsSpan(0, count))));
        }

        _waiting.SetLength(0);
    }
}
