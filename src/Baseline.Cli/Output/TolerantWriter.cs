using System.Text;

namespace Baseline.Cli.Output;

/// <summary>
/// Writes as long as that is possible. A full disk or a closed pipe behind standard output or standard error must not end a run
/// that is changing Azure; it is remembered instead.
/// </summary>
/// <param name="next">Where the text goes.</param>
public sealed class TolerantWriter(TextWriter next) : TextWriter
{
    private volatile Exception? _failure;

    /// <summary>Whether commands to a build server are broken in what is written: text for people alone goes here then.</summary>
    public bool BreaksCommands { get; init; }

    /// <summary>Why not everything was written; null where it was. Nothing is written after the first failure.</summary>
    public Exception? Failure => _failure;

    /// <inheritdoc/>
    public override Encoding Encoding => next.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => next.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) =>
        Try(() => next.Write(BreaksCommands && value is not null ? HostCommands.Broken(value) : value));

    /// <inheritdoc/>
    public override void Flush() => Try(next.Flush);

    private void Try(Action write)
    {
        if (_failure is not null)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _failure = exception;
        }
    }
}
