using System.Collections.Concurrent;
using System.Diagnostics;
using Baseline.Applying;
using Baseline.Plans;

namespace Baseline.Cli.Tracing;

/// <summary>A span for each change of a run; the requests of the change lie in it.</summary>
/// <param name="next">Hears the same.</param>
internal sealed class TracedChanges(IApplyObserver next) : IApplyObserver
{
    private readonly ConcurrentDictionary<string, Activity> _open = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Starting(Change change)
    {
        if (Spans.Start("change") is { } span)
        {
            _open[change.Id] = span
                .SetTag("baseline.change.id", change.Id)
                .SetTag("baseline.change.action", change.Action.ToString())
                .SetTag("baseline.change.resource", change.Resource);
        }

        next.Starting(change);
    }

    /// <inheritdoc/>
    public void Waiting(Change change, TimeSpan wait) => next.Waiting(change, wait);

    /// <inheritdoc/>
    public void Finished(AppliedChange change)
    {
        next.Finished(change);
        if (_open.TryRemove(change.Change.Id, out var span))
        {
            span.SetTag("baseline.change.outcome", change.Outcome.ToString());
            span.SetStatus(change.Succeeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            span.Dispose();
        }
    }
}
