using System.Globalization;
using Baseline.Applying;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>
/// Writes to standard error how an apply proceeds: a line for each change, completed in place on a screen. Where everything is
/// told, other lines come between, so each line is written whole.
/// </summary>
internal sealed class ApplyProgress(ConsoleStreams streams, IOContext io) : IApplyObserver
{
    private readonly Lock _gate = new();
    private readonly bool _isLive = io.Terminal.ErrorIsTerminal && !io.IsCI && !streams.Display.Verbose;
    private string? _open;

    /// <inheritdoc/>
    public void Starting(Change change)
    {
        lock (_gate)
        {
            if (_isLive)
            {
                io.Error.Write($"{(_open is null ? "" : "\n")}{Line(change)}");
                io.Error.Flush();
                _open = change.Id;
            }
        }
    }

    /// <inheritdoc/>
    public void Waiting(Change change, TimeSpan wait)
    {
        if (streams.Display.Verbose)
        {
            var seconds = wait.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            streams.WriteMessage($"{change.Id} is written and does not show yet: looking again in {seconds} s");
        }
    }

    /// <inheritdoc/>
    public void Finished(AppliedChange change)
    {
        lock (_gate)
        {
            var word = change.Outcome == ChangeOutcome.Applied ? "done" : ApplyReportRenderer.Word(change.Outcome);
            var start = _open == change.Change.Id ? "" : $"{(_open is null ? "" : "\n")}{Line(change.Change)}";
            io.Error.Write($"{start}{streams.ErrorPalette.Paint(word, ApplyReportRenderer.ToneOf(change.Outcome))}\n");
            io.Error.Flush();
            _open = null;
        }
    }

    private static string Line(Change change) =>
        $"{change.Id} {PlanSentences.Word(change.Action)} {Printable.Text(ValueText.Resource(change.Resource))} … ";
}
