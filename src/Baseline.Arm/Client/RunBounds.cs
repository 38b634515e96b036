using Baseline.Azure;

namespace Baseline.Arm.Client;

/// <summary>The run sends no more requests.</summary>
internal sealed class RunOverException(ArmFailure error) : Exception(error.Message)
{
    public ArmFailure Failure => error;
}

/// <summary>How much one run may ask: a number of tries, and a time in which not one of them is answered.</summary>
internal sealed class RunBounds(ArmOptions options)
{
    private readonly Lock _lock = new();

    private int _tries;
    private DateTimeOffset? _silentSince;

    /// <summary>A try is about to be sent.</summary>
    /// <exception cref="RunOverException">No more are.</exception>
    public void Begin()
    {
        lock (_lock)
        {
            if (_tries++ >= options.MaxRequests)
            {
                throw new RunOverException(new ArmFailure(
                    0, "TooManyRequests", $"This run has sent {options.MaxRequests} requests, more than any estate takes."));
            }

            if (options.Clock.GetUtcNow() - _silentSince >= options.MaxSilence)
            {
                throw new RunOverException(new ArmFailure(
                    0, "NoAnswers", $"No request has been answered for {options.MaxSilence.TotalMinutes} minutes, so no more are sent."));
            }
        }
    }

    /// <summary>A try was answered, whatever the answer.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _silentSince = null;
        }
    }

    /// <summary>A try got no answer.</summary>
    public void Lost()
    {
        lock (_lock)
        {
            _silentSince ??= options.Clock.GetUtcNow();
        }
    }
}
