using Baseline.Applying;
using Baseline.Cli.Rendering;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Says on standard error how an apply proceeds: a line for each change, completed in place on a screen.</summary>
internal sealed class ApplyProgress(IOContext io, Palette palette) : IApplyObserver
{
    private readonly Lock _gate = new();
    private readonly bool _isLive = io.Terminal.ErrorIsTerminal && !io.IsCI;
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
    public void Finished(AppliedChange change)
    {
        lock (_gate)
        {
            var word = change.Outcome == ChangeOutcome.Applied ? "done" : ApplyReportRenderer.Word(change.Outcome);
            var start = _open == change.Change.Id ? "" : Line(change.Change);
            io.Error.Write($"{start}{palette.Paint(word, ApplyReportRenderer.ToneOf(change.Outcome))}\n");
            io.Error.Flush();
            _open = null;
        }
    }

    private static string Line(Change change) =>
        $"{change.Id} {ChangeSection.Word(change.Action)} {Printable.Text(ValueText.Resource(change.Resource))} … ";
}
