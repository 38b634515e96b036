using System.Text.Json;
using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>Looks at what was written until it holds, or until the budget is used up.</summary>
internal sealed class ReadBack(
    ResourceTypes types, IChangeWriter writer, ApplyPace pace, TimeProvider clock, IApplyObserver observer)
{
    /// <summary>
    /// Whether the wanted state holds, whether the last look could be read at all, and the live document that it saw.
    /// </summary>
    /// <param name="change">The change as it was written.</param>
    public async Task<(bool Holds, bool IsRead, JsonElement Live)> WaitAsync(Change change)
    {
        var needed = types.Find(change.Type)?.ConfirmingReads ?? 1;
        for (int seen = 0, missed = 0; ;)
        {
            var live = await writer.ReadAsync(types.ReadAt(change.Type, change.Resource), change.ApiVersion, CancellationToken.None);
            if (live.Failure is null && new ResourceNormalizer(types).Satisfies(change, live.Body))
            {
                if (++seen == needed)
                {
                    return (true, true, live.Body);
                }

                await DelayAsync(pace.Confirmation);
                continue;
            }

            if (missed == pace.ReadBack.Count)
            {
                return (false, live.Failure is null, live.Body);
            }

            seen = 0;
            var wait = pace.ReadBack[missed++];
            observer.Waiting(change, wait);
            await DelayAsync(wait);
        }
    }

    private Task DelayAsync(TimeSpan wait) =>
        wait > TimeSpan.Zero ? Task.Delay(wait, clock, CancellationToken.None) : Task.CompletedTask;
}
