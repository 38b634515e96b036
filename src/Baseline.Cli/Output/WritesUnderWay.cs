namespace Baseline.Cli.Output;

/// <summary>Knows whether something is being written that should not be cut off.</summary>
public sealed class WritesUnderWay
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _idle;
    private int _count;

    /// <summary>Completes as soon as nothing is being written; at once where nothing is.</summary>
    public Task WhenNone
    {
        get
        {
            lock (_gate)
            {
                return _idle?.Task ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Begins to write.</summary>
    /// <returns>Ends the writing when it is disposed.</returns>
    public IDisposable Begin()
    {
        lock (_gate)
        {
            _count++;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new End(this);
    }

    private void Finish()
    {
        lock (_gate)
        {
            _count--;
            if (_count == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }

    private sealed class End(WritesUnderWay writes) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                writes.Finish();
            }
        }
    }
}
