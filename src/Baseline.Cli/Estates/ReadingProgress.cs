using Baseline.Arm;

namespace Baseline.Cli.Estates;

/// <summary>Says on a screen how far a read of Azure has come, in one line that goes away when it is done.</summary>
internal sealed class ReadingProgress(IOContext io) : IProgress<ReadProgress>
{
    private readonly Lock _gate = new();
    private readonly bool _isLive = io.Terminal.ErrorIsTerminal && !io.IsCI && io.Variable("TERM") != "dumb";
    private int _shown;

    /// <inheritdoc/>
    public void Report(ReadProgress value)
    {
        if (!_isLive)
        {
            return;
        }

        lock (_gate)
        {
            var line = value.Done < value.Total ? $"Reading {value.What}: {value.Done} of {value.Total}" : "";
            io.Error.Write($"\r{line.PadRight(_shown)}\r{line}");
            io.Error.Flush();
            _shown = line.Length;
        }
    }
}
