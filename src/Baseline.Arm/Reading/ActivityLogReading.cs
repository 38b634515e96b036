using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>Reads where the activity logs of subscriptions and management groups go.</summary>
internal sealed class ActivityLogReading(ReadingRun run)
{
    // What Azure says of a type that a cloud never had or no longer has. Log profiles are retired, so that there are none then.
    private static readonly string[] Retired =
    [
        "NoRegisteredProviderFound", "InvalidResourceType", "InvalidApiVersionParameter", "UnsupportedResourceType", "NotSupported",
        "NotFound", "ResourceNotFound",
    ];

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
        if (profiles.Error is not { } error || !(error.Status is 400 or 404 or 410 && Retired.Contains(error.Code)))
        {
            run.Take(profiles, ReadType.ListOf(TypeNames.LogProfile, subscription));
        }

        _count.Step();
    }
}
