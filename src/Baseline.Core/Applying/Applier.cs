using System.Text.Json;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>Carries a plan out: each change is checked against the live resource, written, and read back.</summary>
public sealed class Applier(IChangeWriter writer, RunJournal journal, TimeProvider clock)
{
    // A write may not show at once (azure-facts §2.8): about a minute in all, then the change counts as unverified.
    private static readonly TimeSpan[] ReadBackDelays =
        [.. new[] { 0, 1, 2, 3, 5, 10, 15, 20 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private const string RoleAssignments = "Microsoft.Authorization/roleAssignments";

    /// <summary>
    /// Applies every change whose precondition still holds; what depends on a change that did not succeed is skipped, the
    /// rest goes on. When cancelled, the write in flight is finished first.
    /// </summary>
    public async Task<ApplyReport> ApplyAsync(Plan plan, IApplyObserver observer, CancellationToken cancellationToken)
    {
        var results = new List<AppliedChange>(plan.Changes.Count);
        var succeeded = new HashSet<string>(StringComparer.Ordinal);
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var change in plan.Changes)
        {
            var missing = change.DependsOn.FirstOrDefault(id => !succeeded.Contains(id));
            AppliedChange result;
            if (cancellationToken.IsCancellationRequested)
            {
                result = new AppliedChange(change, ChangeOutcome.NotStarted, "The run was cancelled before this change.");
            }
            else if (missing is not null)
            {
                result = new AppliedChange(change, ChangeOutcome.Skipped, $"It needs {missing}, which did not succeed.");
            }
            else
            {
                observer.Starting(change);
                result = await ApplyAsync(change, answers);
                observer.Finished(result);
            }

            if (result.Succeeded)
            {
                succeeded.Add(change.Id);
            }

            results.Add(result);
        }

        var report = new ApplyReport(results, cancellationToken.IsCancellationRequested);
        journal.End(report);
        return report;
    }

    private async Task<AppliedChange> ApplyAsync(Change change, Dictionary<string, JsonElement> answers)
    {
        if (ChangeResolver.Resolve(change, answers) is not { } resolved)
        {
            return new AppliedChange(change, ChangeOutcome.Failed, "A value that an earlier change was to bring did not come.");
        }

        var live = await ReadAsync(resolved);
        if (live.Failure is { } unread)
        {
            return Finish(new AppliedChange(change, ChangeOutcome.Failed, unread.Message, unread), resolved, default);
        }

        if (LiveDocument.Satisfies(resolved, live.Body))
        {
            answers[change.Id] = live.Body;
            return Finish(new AppliedChange(change, ChangeOutcome.AlreadyDone, "Azure already holds the wanted state."), resolved, live.Body);
        }

        if (Precondition.Digest(resolved, live.Body) != change.Precondition)
        {
            return Finish(new AppliedChange(change, ChangeOutcome.Stale, Staleness(live.Body)), resolved, live.Body);
        }

        journal.Starting(resolved, live.Body);
        var written = await writer.WriteAsync(resolved.Method, resolved.Resource, resolved.ApiVersion, resolved.Body, CancellationToken.None);
        return written.Failure is { OutcomeUnknown: false } failure
            ? Finish(new AppliedChange(change, ChangeOutcome.Failed, failure.Message, failure), resolved, live.Body)
            : await VerifyAsync(change, resolved, written, answers);
    }

    private async Task<AppliedChange> VerifyAsync(
        Change change, Change resolved, WriteResult written, Dictionary<string, JsonElement> answers)
    {
        if (written is { Failure: null, Body.ValueKind: JsonValueKind.Undefined } && resolved.Type == RoleAssignments)
        {
            // Azure knows one grant of a role to a principal at a scope, whatever its name (azure-facts §5.4).
            return Finish(new AppliedChange(change, ChangeOutcome.AlreadyDone, "The grant exists under another name."), resolved, default);
        }

        var last = default(JsonElement);
        foreach (var delay in ReadBackDelays)
        {
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, clock, CancellationToken.None);
            }

            var live = await ReadAsync(resolved);
            last = live.Body;
            if (live.Failure is null && LiveDocument.Satisfies(resolved, live.Body))
            {
                answers[change.Id] = live.Body;
                return Finish(new AppliedChange(change, ChangeOutcome.Applied), resolved, live.Body);
            }
        }

        return written.Failure is { } failure
            ? Finish(new AppliedChange(change, ChangeOutcome.Failed, failure.Message, failure), resolved, last)
            : Finish(new AppliedChange(change, ChangeOutcome.Unverified, "Azure took the write, but reading back does not show it."), resolved, last);
    }

    private Task<WriteResult> ReadAsync(Change change) =>
        writer.ReadAsync(LiveDocument.ReadId(change), change.ApiVersion, CancellationToken.None);

    private AppliedChange Finish(AppliedChange result, Change resolved, JsonElement after)
    {
        journal.Finished(result, resolved, after);
        return result;
    }

    private static string Staleness(JsonElement live) =>
        live.ValueKind == JsonValueKind.Undefined
            ? "The resource is gone since the plan was made: plan again."
            : "The resource was changed since the plan was made: plan again.";
}
