using System.Text.Json;
using Azure.Core;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Writing;

/// <summary>
/// Follows a write that Azure has accepted to its end: by Azure-AsyncOperation, else by Location, else by the resource's
/// provisioningState. Addresses are used as they came, the newest one first.
/// </summary>
/// <param name="connection">Where to look.</param>
/// <param name="method">How it was written.</param>
/// <param name="resource">The address that was written to.</param>
/// <param name="type">The type that was written to.</param>
/// <param name="deadline">When to stop waiting.</param>
internal sealed class LongRunningOperation(
    ArmConnection connection, RequestMethod method, Uri resource, string type, DateTimeOffset deadline)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>However soon Azure lets itself be asked again, an operation that goes on is asked once a second at most.</summary>
    private static readonly TimeSpan LastLeastWait = TimeSpan.FromSeconds(1);

    /// <summary>The address of an action has nothing to be read: what the action did is seen in the resource, by whoever sent it.</summary>
    private bool IsAction => method == RequestMethod.Post;

    private TimeSpan _leastWait = TimeSpan.FromMilliseconds(1);

    /// <summary>The final answer to a write; the first one where nothing is left to wait for.</summary>
    public async Task<ArmAnswer> FinishAsync(ArmAnswer first, CancellationToken cancellationToken)
    {
        if (first.Failure is not null)
        {
            return first;
        }

        if (first.AsyncOperation is { } operation)
        {
            var end = await PollAsync(operation, first, AsyncOperationState, cancellationToken);
            return end.Failure is not null || IsAction ? end : await ResultAsync(cancellationToken);
        }

        if (first is { Status: 202, Location: { } location })
        {
            var end = await PollAsync(location, first, LocationState, cancellationToken);
            return end.Failure is not null || IsAction || method == RequestMethod.Delete ? end
                : await ProvisionAsync(end, cancellationToken);
        }

        return IsAction ? first
            : first.Status == 202 ? await ResultAsync(cancellationToken)
            : await ProvisionAsync(first, cancellationToken);
    }

    private enum PollState
    {
        Running,
        Succeeded,
        Failed,
    }

    private async Task<ArmAnswer> PollAsync(
        string link, ArmAnswer last, Func<ArmAnswer, PollState> judge, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!await WaitAsync(last.RetryAfter, cancellationToken))
            {
                return OutOfTime();
            }

            if (ArmUri.Follow(connection.Options.Cloud.Endpoint, link) is not { } uri)
            {
                return Unknown(new ArmFailure(
                    last.Status, "ForeignLocation", $"The operation is not followed to an address outside {resource.Host}."));
            }

            last = await connection.SendAsync(RequestMethod.Get, uri, default, deadline, cancellationToken);
            if (last.Failure is { } error)
            {
                if (IsPassing(error))
                {
                    continue;
                }

                return Unknown(error);
            }

            switch (judge(last))
            {
                case PollState.Succeeded:
                    return last;
                case PollState.Failed:
                    return Refused(last, "OperationFailed");
                case PollState.Running:
                    link = (judge == AsyncOperationState ? last.AsyncOperation : last.Location) ?? link;
                    break;
                default:
                    throw new InvalidOperationException("An operation runs, has succeeded or has failed.");
            }
        }
    }

    private static PollState AsyncOperationState(ArmAnswer answer) =>
        answer.Body.TextAt("status") is { } status ? StateOf(status)
        : answer.Status == 202 ? PollState.Running
        : PollState.Succeeded;

    // A 200 may still carry the news of a failure.
    private static PollState LocationState(ArmAnswer answer) =>
        answer.Body.TextAt("status") is { } status && StateOf(status) == PollState.Failed ? PollState.Failed
        : answer.Status == 202 ? PollState.Running
        : PollState.Succeeded;

    private static PollState StateOf(string text) => text.ToLowerInvariant() switch
    {
        "succeeded" => PollState.Succeeded,
        "failed" or "canceled" or "cancelled" => PollState.Failed,
        _ => PollState.Running,
    };

    /// <summary>The resource as it is after the operation.</summary>
    private Task<ArmAnswer> ResultAsync(CancellationToken cancellationToken) =>
        ProvisionAsync(new ArmAnswer(202, default, null), cancellationToken);

    /// <summary>Looks at the resource until it is provisioned or, after a DELETE, gone.</summary>
    private async Task<ArmAnswer> ProvisionAsync(ArmAnswer answer, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (answer.Status != 202 && (method == RequestMethod.Delete || ProvisioningState(answer.Body) != PollState.Running))
            {
                return ProvisioningState(answer.Body) == PollState.Failed ? Refused(answer, "ProvisioningFailed") : answer;
            }

            var mayLookAtOnce = isFirst && answer.Status == 202;
            if (!mayLookAtOnce && !await WaitAsync(answer.RetryAfter, cancellationToken))
            {
                return OutOfTime();
            }

            var look = await connection.SendAsync(RequestMethod.Get, resource, default, deadline, cancellationToken);
            if (method == RequestMethod.Delete && look.Failure is { } gone && IsAbsence(gone))
            {
                return new ArmAnswer(204, default, null);
            }

            // Not there yet, still there, or a passing failure: look again.
            var isPassing = look.Failure is { } error && (error.Status == 404 || IsPassing(error));
            if (look.Failure is not null && !isPassing)
            {
                return Unknown(look.Failure);
            }

            answer = isPassing || method == RequestMethod.Delete
                ? new ArmAnswer(202, default, null) { RetryAfter = look.RetryAfter }
                : look;
        }
    }

    private bool IsAbsence(ArmFailure error) => Absence.Of(type, error.Status, error.Code) || Absence.OfParent(error.Status, error.Code);

    private static PollState ProvisioningState(JsonElement body) =>
        body.TextAt("properties.provisioningState") is { } state ? StateOf(state) : PollState.Succeeded;

    /// <summary>Whether a look failed in a way that says nothing of the operation.</summary>
    private static bool IsPassing(ArmFailure error) => error.Status is 0 or 408 or 429 or >= 500;

    private async Task<bool> WaitAsync(TimeSpan? asked, CancellationToken cancellationToken)
    {
        var clock = connection.Options.Clock;
        var wait = asked is { } value && value > TimeSpan.Zero ? value : connection.Options.PollInterval;
        wait = wait > LongestWait ? LongestWait : wait < _leastWait ? _leastWait : wait;
        if (clock.GetUtcNow() + wait > deadline)
        {
            return false;
        }

        _leastWait = _leastWait * 2 < LastLeastWait ? _leastWait * 2 : LastLeastWait;
        await Task.Delay(wait, clock, cancellationToken);
        return true;
    }

    private static ArmAnswer Refused(ArmAnswer answer, string code)
    {
        var reason = answer.Body.At("error").ValueKind == JsonValueKind.Object ? answer.Body : default;
        return answer with { Failure = ErrorBody.Read(answer.Status, reason, code) };
    }

    private static ArmAnswer Unknown(ArmFailure error) =>
        new(error.Status, default, error with { OutcomeUnknown = true });

    private static ArmAnswer OutOfTime() =>
        Unknown(new ArmFailure(0, "Timeout", "Azure accepted the write, but it has not come to an end in time."));
}
