using System.Globalization;
using Baseline.Applying;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>
/// Writes to standard error how an apply proceeds: on a screen one line that is rewritten, and beneath each other only what did not
/// succeed; anywhere else a line for each change when it is finished. Where everything is told, other lines come between, so each
/// line is written whole.
/// </summary>
internal sealed class ApplyProgress(Plan plan, ConsoleStreams streams, IOContext io) : IApplyObserver
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Lock _gate = new();
    private readonly bool _isLive = io.Terminal.ErrorIsTerminal && !io.IsCI && !streams.Display.Verbose;
    private readonly Addresses _addresses = new(plan);
    private readonly Dictionary<string, DateTimeOffset> _started = new(StringComparer.Ordinal);
    private int _finished;
    private bool _isOpen;

    /// <inheritdoc/>
    public void Starting(Change change)
    {
        lock (_gate)
        {
            _started[change.Id] = io.Clock.GetUtcNow();
            Rewrite($"{Counter()}  {_addresses.NameOf(change)}  {Doing(change.Action)}…");
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
            _finished++;
            var word = change.Outcome == ChangeOutcome.Applied ? Done(change.Change.Action) : ApplyReportRenderer.Word(change.Outcome);
            var start = $"{Counter()}  {Printable.Text(_addresses.NameOf(change.Change))}  ";
            if (_isLive && change.Succeeded)
            {
                Rewrite($"{start}{word}{Duration(change.Change)}");
            }
            else
            {
                Close();
                io.Error.Write(
                    $"{start}{streams.ErrorPalette.Paint(word, ApplyReportRenderer.ToneOf(change.Outcome))}{Duration(change.Change)}\n");
                io.Error.Flush();
            }

            if (_finished == plan.Changes.Count)
            {
                Close();
            }
        }
    }

    /// <summary>Takes the line away that is rewritten.</summary>
    public void End()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private void Close()
    {
        if (_isOpen)
        {
            io.Error.Write(ClearLine);
            io.Error.Flush();
            _isOpen = false;
        }
    }

    private void Rewrite(string line)
    {
        if (!_isLive)
        {
            return;
        }

        var text = Printable.Text(line);
        var room = Math.Max(1, (io.Terminal.Width ?? TextPage.DesignWidth) - 1);
        io.Error.Write($"{ClearLine}{(text.Length <= room ? text : $"{text[..(room - 1)]}…")}");
        io.Error.Flush();
        _isOpen = true;
    }

    private string Counter()
    {
        var all = plan.Changes.Count.ToString(CultureInfo.InvariantCulture);
        return $"[{_finished.ToString(CultureInfo.InvariantCulture).PadLeft(all.Length)}/{all}]";
    }

    /// <summary>How long it took; nothing where that is less than a tenth of a second.</summary>
    private string Duration(Change change)
    {
        var seconds = _started.TryGetValue(change.Id, out var start) ? (io.Clock.GetUtcNow() - start).TotalSeconds : 0;
        return seconds < 0.1 ? "" : $"  {seconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
    }

    private static string Doing(ChangeAction action) => action switch
    {
        ChangeAction.Create => "creating",
        ChangeAction.Update => "updating",
        ChangeAction.Delete => "deleting",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    private static string Done(ChangeAction action) => action switch
    {
        ChangeAction.Create => "created",
        ChangeAction.Update => "updated",
        ChangeAction.Delete => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
