using System.Globalization;
using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Baseline.Cli.Output;

namespace Baseline.Cli.Estates;

/// <summary>
/// Writes to standard error how far a read of Azure has come: on a screen in one line that goes away when the read is done,
/// elsewhere in a line now and then, and only of a read that takes long.
/// </summary>
public sealed class ReadingProgress(IOContext io, ConsoleStreams streams, bool writesNotes)
    : IProgress<ReadProgress>, IProgress<Throttling>, IProgress<string>
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly bool _isLive = io.Terminal.ErrorIsTerminal && !io.IsCI && io.Variable("TERM") != "dumb";
    private readonly OrderedDictionary<string, ReadProgress> _counts = [];

    private DateTimeOffset _begun;
    private DateTimeOffset _lastWritten;
    private DateTimeOffset _waitsUntil;
    private ITimer? _ticker;
    private int _shown;

    /// <inheritdoc/>
    public void Report(ReadProgress value)
    {
        lock (_gate)
        {
            var now = io.Clock.GetUtcNow();
            if (_counts.Count == 0)
            {
                (_begun, _lastWritten) = (now, _isLive ? DateTimeOffset.MinValue : now);
            }

            // Parallel reads may report out of order.
            if (!_counts.TryGetValue(value.What, out var before) || value.Done >= before.Done)
            {
                _counts[value.What] = value;
            }

            if (_counts.Values.All(count => count.Done >= count.Total))
            {
                _counts.Clear();
                Clear();
            }
            else
            {
                WriteProgress(now);
            }
        }
    }

    /// <inheritdoc/>
    public void Report(Throttling value)
    {
        lock (_gate)
        {
            _waitsUntil = value.Until > _waitsUntil ? value.Until : _waitsUntil;
            if (_isLive)
            {
                _ticker ??= io.Clock.CreateTimer(_ => Tick(), null, Second, Second);
                _lastWritten = DateTimeOffset.MinValue;
            }

            WriteProgress(io.Clock.GetUtcNow());
        }
    }

    /// <inheritdoc/>
    public void Report(string value)
    {
        if (writesNotes)
        {
            lock (_gate)
            {
                Clear();
                streams.WriteMessage(value);
            }
        }
    }

    /// <summary>Counts the seconds of a wait down, during which nothing else reports.</summary>
    private void Tick()
    {
        lock (_gate)
        {
            var now = io.Clock.GetUtcNow();
            if (now >= _waitsUntil)
            {
                _ticker?.Dispose();
                _ticker = null;
            }

            if (_counts.Count > 0)
            {
                WriteProgress(now);
            }
        }
    }

    private void WriteProgress(DateTimeOffset now)
    {
        if (now - _lastWritten < (_isLive ? Redraw : BetweenLines) || _counts.Count == 0)
        {
            return;
        }

        _lastWritten = now;
        var line = Line(now);
        if (!_isLive)
        {
            streams.WriteMessage(line);
            return;
        }

        // A line that wraps could not be taken back.
        line = io.Terminal.Width is { } width && line.Length >= width ? line[..Math.Max(0, width - 1)] : line;
        io.Error.Write($"\r{line.PadRight(_shown)}\r{line}");
        io.Error.Flush();
        _shown = line.Length;
    }

    private void Clear()
    {
        if (_shown > 0)
        {
            io.Error.Write($"\r{new string(' ', _shown)}\r");
            io.Error.Flush();
            _shown = 0;
        }
    }

    private string Line(DateTimeOffset now)
    {
        var underway = _counts.Values.Where(count => count.Done < count.Total)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.What}: {count.Done} of {count.Total}"));
        var line = $"Reading {string.Join(", ", underway)}";
        var done = _counts.Values.Sum(count => count.Done);
        var rate = done / Math.Max(1, (now - _begun).TotalSeconds);
        if (now - _begun >= Second && done > 0)
        {
            var left = (_counts.Values.Sum(count => count.Total) - done) / rate;
            line += string.Create(CultureInfo.InvariantCulture, $"; {rate:0.#} a second, about {Duration(left)} left");
        }

        return now < _waitsUntil ? $"{line}; waiting {Duration((_waitsUntil - now).TotalSeconds)} for Azure (429)" : line;
    }

    private static string Duration(double seconds)
    {
        var whole = (int)Math.Min(Math.Ceiling(seconds), int.MaxValue);
        return whole < 120
            ? string.Create(CultureInfo.InvariantCulture, $"{whole} s")
            : string.Create(CultureInfo.InvariantCulture, $"{(whole + 59) / 60} min");
    }
}
