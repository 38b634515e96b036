using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>Reads where the activity logs of subscriptions and management groups go.</summary>
internal sealed class ActivityLogReading(ReadingRun run)
{
    // Azure retires log profiles on 2026-09-15. Whatever a provider that has let go of a type says of its list or of its last
    // version, there are none then.
    private static readonly string[] Retired =
        ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotSupported", "NotFound", "ResourceNotFound"];

    private readonly ProgressCount _count = run.Counting("activity logs");

    public async Task ReadAsync(
        IReadOnlyList<ResourceId> subscriptions, IReadOnlyList<ResourceId> groups, CancellationToken cancellationToken)
    {
        _count.Expect(subscriptions.Count + groups.Count);
        await run.ForEachAsync(groups, ReadGroupAsync, cancellationToken);
        await run.ForEachAsync(subscriptions, ReadSubscriptionAsync, cancellationToken);
    }

    private async Task ReadGroupAsync(ResourceId group, CancellationToken cancellationToken)
    {
        await run.TakeSettingsAsync(group, cancellationToken);
        _count.Step();
    }

    private async Task ReadSubscriptionAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        await run.TakeSettingsAsync(subscription, cancellationToken);
        var profiles = await run.Resources.ListAsync(TypeNames.LogProfile, subscription, cancellationToken);
        if (profiles.Error is not { } error || !IsRetired(error))
        {
            run.Take(profiles, ReadType.ListOf(TypeNames.LogProfile, subscription));
        }

        _count.Step();
    }

    private static bool IsRetired(ArmError error) =>
        TypeAbsence.Of(error.Status, error.Code, error.Message)
        || ((TypeAbsence.IsRefusal(error.Status) || error.Status == 410) && Retired.Contains(error.Code));
}
