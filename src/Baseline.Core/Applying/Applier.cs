using System.Runtime.ExceptionServices;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// Carries a plan out: what does not wait for each other is written at the same time, one change at a time for each lock scope.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
/// <param name="writer">Reads and writes.</param>
/// <param name="journal">Records each write before and after it.</param>
/// <param name="pace">How many changes at a time, and how long to wait for what was written.</param>
/// <param name="clock">The time.</param>
public sealed class Applier(ResourceTypes types, IChangeWriter writer, RunJournal journal, ApplyPace pace, TimeProvider clock)
{
    /// <summary>
    /// Applies every change whose precondition still holds; what depends on a change that did not succeed is skipped, the
    /// rest goes on. When cancelled, or when the journal can't be written, nothing new is sent and writes in flight are
    /// finished first.
    /// </summary>
    /// <exception cref="IOException">The journal can't be written.</exception>
    public async Task<ApplyReport> ApplyAsync(Plan plan, IApplyObserver observer, CancellationToken cancellationToken)
    {
        var readBack = new ReadBack(types, writer, pace, clock, observer);
        var changes = new ChangeApplier(
            types, writer, journal, readBack, observer, plan.Estate.CapturedAt, new Resending(pace.Resending, clock));
        var run = new Run(new ApplySchedule(types, plan.Changes), changes, cancellationToken);
        var report = await run.FinishAsync(pace.Parallelism);
        journal.End(report);
        return report;
    }

    /// <summary>One plan on its way. Only one thread at a time is in here; the changes in work are elsewhere.</summary>
    private sealed class Run(ApplySchedule schedule, ChangeApplier changes, CancellationToken cancellationToken)
    {
        private readonly AppliedChange?[] _results = new AppliedChange?[schedule.Count];
        private readonly HashSet<string> _succeeded = new(StringComparer.Ordinal);
        private readonly Dictionary<string, JsonElement> _answers = new(StringComparer.Ordinal);
        private readonly Dictionary<Task<ChangeEnd>, int> _inWork = [];
        private ExceptionDispatchInfo? _broken;

        public async Task<ApplyReport> FinishAsync(int parallelism)
        {
            while (true)
            {
                while (_broken is null && _inWork.Count < parallelism && schedule.TryTake(out var index))
                {
                    Start(index);
                }

                if (_inWork.Count == 0)
                {
                    break;
                }

                await TakeOneAsync();
            }

            _broken?.Throw();
            return new ApplyReport([.. _results.OfType<AppliedChange>()], cancellationToken.IsCancellationRequested);
        }

        private void Start(int index)
        {
            var change = schedule[index];
            var missing = change.DependsOn.FirstOrDefault(id => !_succeeded.Contains(id));
            if (cancellationToken.IsCancellationRequested)
            {
                Settle(index, new ChangeEnd(ChangeApplier.NotStarted(change), default));
            }
            else if (missing is not null)
            {
                Settle(index, new ChangeEnd(
                    new AppliedChange(change, ChangeOutcome.Skipped, $"It needs {missing}, which did not succeed."), default));
            }
            else
            {
                _inWork.Add(changes.ApplyAsync(change, ChangeResolver.Resolve(change, _answers), cancellationToken), index);
            }
        }

        private async Task TakeOneAsync()
        {
            var done = await Task.WhenAny(_inWork.Keys);
            _inWork.Remove(done, out var index);
            if (done.IsCompletedSuccessfully)
            {
                Settle(index, await done);
            }
            else
            {
                _broken ??= ExceptionDispatchInfo.Capture(done.Exception?.InnerException ?? new TaskCanceledException(done));
            }
        }

        private void Settle(int index, ChangeEnd end)
        {
            _results[index] = end.Result;
            if (end.Result.Succeeded)
            {
                _succeeded.Add(end.Result.Change.Id);
                _answers[end.Result.Change.Id] = end.Live;
            }

            schedule.Settle(index);
        }
    }
}
