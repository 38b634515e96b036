using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>What became of a change, with the live document after it.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Live">The document; undefined where none is known.</param>
internal sealed record ChangeEnd(AppliedChange Result, JsonElement Live);

/// <summary>One change: checked against the live resource, written, and read back. Many may be under way at once.</summary>
/// <param name="types">The types that the tool writes to.</param>
/// <param name="writer">Reads and writes.</param>
/// <param name="journal">Records each write before and after it.</param>
/// <param name="readBack">Looks at what was written.</param>
/// <param name="observer">Hears of each change.</param>
/// <param name="estateReadAt">When the estate of the plan was read; null where not known.</param>
/// <param name="resending">How often a write is sent again.</param>
internal sealed class ChangeApplier(
    ResourceTypes types,
    IChangeWriter writer,
    RunJournal journal,
    ReadBack readBack,
    IApplyObserver observer,
    DateTimeOffset? estateReadAt,
    Resending resending)
{
    private const int PreconditionFailed = 412;
    private readonly ResourceNormalizer _normalizer = new(types);

    /// <summary>The controls of the document, which have a say in what is written over; none by default.</summary>
    public IReadOnlyList<IControl> Controls { get; init; } = [];

    public static AppliedChange NotStarted(Change change) =>
        new(change, ChangeOutcome.NotStarted, "The run was cancelled before this change.");

    /// <summary>Applies one change; a write that was sent is followed to its end also when cancelled.</summary>
    /// <param name="change">The change as planned.</param>
    /// <param name="resolved">The same with the values that earlier changes brought; null when one is missing.</param>
    /// <param name="answered">Hears that Azure took the write, which is only looked at from then on.</param>
    /// <param name="cancellationToken">Keeps a write from being sent.</param>
    public async Task<ChangeEnd> ApplyAsync(Change change, Change? resolved, Action answered, CancellationToken cancellationToken)
    {
        observer.Starting(change);
        var end = resolved is null
            ? new ChangeEnd(
                new AppliedChange(change, ChangeOutcome.Failed, "A value that an earlier change was to bring did not come."), default)
            : await SendAsync(change, resolved, answered, cancellationToken);
        observer.Finished(end.Result);
        return end;
    }

    private async Task<ChangeEnd> SendAsync(Change change, Change resolved, Action answered, CancellationToken cancellationToken)
    {
        var live = await writer.ReadAsync(types.ReadAt(resolved.Type, resolved.Resource), resolved.ApiVersion, CancellationToken.None);
        if (live.Failure is { } unread)
        {
            return Finish(new AppliedChange(change, ChangeOutcome.Failed, unread.Message, unread), resolved, default);
        }

        if (_normalizer.Satisfies(resolved, live.Body))
        {
            return Finish(new AppliedChange(change, ChangeOutcome.AlreadyDone, "Azure already holds the wanted state."), resolved,
                live.Body);
        }

        if (Precondition.Digest(resolved, live.Body, types) != change.Precondition)
        {
            return Finish(
                new AppliedChange(change, ChangeOutcome.Stale, Staleness.Describe(resolved, live.Body, estateReadAt, _normalizer)),
                resolved,
                live.Body);
        }

        // A plan or a journal that somebody forged holds here too: what it names is not what others have.
        var write = resolved.ToWrite();
        if (WrittenOver.WhyNot(types, Controls, write, live.Body) is { } never)
        {
            return Finish(new AppliedChange(change, ChangeOutcome.Failed, $"baseline never sends such a change. {never}"), resolved,
                live.Body);
        }

        if (UnshownChanges.Of(resolved, live.Body, _normalizer) is { } path)
        {
            return Finish(
                new AppliedChange(change, ChangeOutcome.Failed, $"The plan does not show that it changes {path}: plan again."),
                resolved,
                live.Body);
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return new ChangeEnd(NotStarted(change), default);
        }

        journal.Starting(resolved, live.Body);
        return await WriteAsync(change, resolved, live.Body, resending.First(), answered);
    }

    private async Task<ChangeEnd> WriteAsync(Change change, Change resolved, JsonElement before, Sending sending, Action answered)
    {
        var etag = types.Find(resolved.Type)?.IsConditional(resolved.ToWrite()) == true ? before.TextAt("etag") : null;
        var written = await writer.WriteAsync(
            resolved.Method, resolved.Resource, resolved.ApiVersion, resolved.Body, etag, CancellationToken.None);
        return written.Failure switch
        {
            // Somebody wrote since the ETag was read; where none is sent, it is Azure's own guard against writes that cross.
            { Status: PreconditionFailed } crossed => Finish(
                new AppliedChange(change, ChangeOutcome.Stale, "The resource was changed while it was being written: plan again.", crossed),
                resolved,
                before),
            { OutcomeUnknown: false } failure =>
                Finish(new AppliedChange(change, ChangeOutcome.Failed, failure.Message, failure), resolved, before),
            _ => await VerifyAsync(change, resolved, written, sending, answered),
        };
    }

    private async Task<ChangeEnd> VerifyAsync(
        Change change, Change resolved, WriteResult written, Sending sending, Action answered)
    {
        if (written.ExistsUnderAnotherName)
        {
            // Azure knows one grant of a role to a principal at a scope, whatever its name (docs/azure.md#role-assignments).
            return Finish(
                new AppliedChange(change, ChangeOutcome.AlreadyDone, "The grant exists under another name.")
                {
                    CorrelationId = written.CorrelationId,
                },
                resolved,
                default);
        }

        // A write whose outcome is not known may have to be sent again, so it is not done with.
        if (written.Failure is null)
        {
            answered();
        }

        var (holds, isRead, live) = await readBack.WaitAsync(resolved);
        var mayResend = !holds && isRead && written.Failure is not null && resending.MayFollow(sending);
        if (mayResend && Precondition.Digest(resolved, live, types) == change.Precondition)
        {
            // Its outcome was not known, and now it is: Azure still holds what it held before, so the same write is safe.
            return await WriteAsync(change, resolved, live, sending.Next(), answered);
        }

        var result = holds ? new AppliedChange(change, ChangeOutcome.Applied)
            : written.Failure is { } failure ? new AppliedChange(change, ChangeOutcome.Failed, failure.Message, failure)
            : new AppliedChange(change, ChangeOutcome.Unverified, "Azure took the write, but reading back does not show it.");
        result = result with { CorrelationId = written.CorrelationId };
        return Finish(result, resolved, live, isUnknown: result.Outcome == ChangeOutcome.Failed);
    }

    private ChangeEnd Finish(AppliedChange result, Change resolved, JsonElement after, bool isUnknown = false)
    {
        journal.Finished(result, resolved, after, isUnknown);
        return new ChangeEnd(result, after);
    }
}
