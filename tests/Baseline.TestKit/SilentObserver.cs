using Baseline.Applying;
using Baseline.Plans;

namespace Baseline.TestKit;

/// <summary>Watches an apply and says nothing of it.</summary>
public sealed class SilentObserver : IApplyObserver
{
    /// <inheritdoc/>
    public void Starting(Change change)
    {
    }

    /// <inheritdoc/>
    public void Waiting(Change change, TimeSpan wait)
    {
    }

    /// <inheritdoc/>
    public void Finished(AppliedChange change)
    {
    }
}
