using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Threading.Channels;
using Baseline.Azure;
using Baseline.Controls;
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
    /// <summary>The controls of the document, which have a say in what is written over; none by default.</summary>
    public IReadOnlyList<IControl> Controls { get; init; } = [];

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
            types, writer, journal, readBack, observer, plan.Estate.CapturedAt, new Resending(pace.Resending, clock))
        {
            Controls = Controls,
        };
        var schedule = new ApplySchedule(types, plan.Changes, pace.UnansweredInSubscription);
        var report = await new Run(schedule, changes, pace, cancellationToken).FinishAsync();
        journal.End(report);
        return report;
    }

    /// <summary>What is heard of a change in work.</summary>
    /// <param name="Index">Its place in the plan.</param>
    /// <param name="End">Its end; null when only its write has been answered.</param>
    private readonly record struct News(int Index, Task<ChangeEnd>? End);

    /// <summary>One plan on its way. Only one thread at a time is in here; the changes in work are elsewhere.</summary>
    private sealed class Run(ApplySchedule schedule, ChangeApplier changes, ApplyPace pace, CancellationToken cancellationToken)
    {
        private readonly AppliedChange?[] _results = new AppliedChange?[schedule.Count];
        private readonly HashSet<string> _succeeded = new(StringComparer.Ordinal);
        private readonly Dictionary<string, JsonElement> _answers = new(StringComparer.Ordinal);
        private readonly HashSet<int> _unanswered = [];

        // Whoever brings news goes on with the run, so that no time passes between the two.
        private readonly Channel<News> _news = Channel.CreateUnbounded<News>(
            new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });

        private int _inWork;
        private ExceptionDispatchInfo? _broken;

        public async Task<ApplyReport> FinishAsync()
        {
            while (true)
            {
                while (MayBegin && schedule.TryTake(out var index))
                {
                    Begin(index);
                }

                if (_inWork == 0)
                {
                    break;
                }

                Hear(await _news.Reader.ReadAsync(CancellationToken.None));
            }

            _broken?.Throw();
            return new ApplyReport([.. _results.OfType<AppliedChange>()], cancellationToken.IsCancellationRequested);
        }

        private bool MayBegin => _broken is null && _inWork < pace.InWork && _unanswered.Count < pace.Unanswered;

        private void Begin(int index)
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
                _inWork++;
                _unanswered.Add(index);
                schedule.Begin(index);
                _ = FollowAsync(index, ChangeResolver.Resolve(change, _answers));
            }
        }

        private async Task FollowAsync(int index, Change? resolved)
        {
            var end = changes.ApplyAsync(
                schedule[index], resolved, () => _news.Writer.TryWrite(new News(index, End: null)), cancellationToken);
            await ((Task)end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _news.Writer.TryWrite(new News(index, end));
        }

        private void Hear(News news)
        {
            if (_unanswered.Remove(news.Index))
            {
                schedule.Answered(news.Index);
            }

            if (news.End is not { } end)
            {
                return;
            }

            _inWork--;
            if (end.IsCompletedSuccessfully)
            {
                Settle(news.Index, end.Result);
            }
            else
            {
                _broken ??= ExceptionDispatchInfo.Capture(end.Exception?.InnerException ?? new TaskCanceledException(end));
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
