namespace Baseline.Arm.RateLimits;

/// <summary>A request that waits.</summary>
/// <param name="MaxWait">The longest that it waits for a paused partition.</param>
internal sealed record WaitingRequest(TimeSpan MaxWait)
{
    private readonly TaskCompletionSource<RequestPermits> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the request may be sent, or never will be.</summary>
    public Task<RequestPermits> Turn => _turn.Task;

    /// <summary>The request may be sent.</summary>
    public void Start(RequestPermits permits) => _turn.TrySetResult(permits);

    /// <summary>It will not be, because its partition stays paused for too long.</summary>
    public void GiveUp(TimeSpan pause) => _turn.TrySetException(new MaxWaitExceededException(pause));

    /// <summary>It is not wanted any more.</summary>
    public void Cancel(CancellationToken cancellationToken) => _turn.TrySetCanceled(cancellationToken);
}
