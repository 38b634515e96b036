using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Where the activity logs of subscriptions and management groups go.</summary>
/// <param name="Settings">Their diagnostic settings.</param>
/// <param name="LogProfiles">The log profiles of subscriptions.</param>
internal sealed record ActivityLogRead(IReadOnlyList<ObservedResource> Settings, IReadOnlyList<ObservedResource> LogProfiles)
{
    /// <summary>Nothing, because it was not asked for.</summary>
    public static ActivityLogRead None { get; } = new([], []);

    /// <summary>The storage accounts that receive them; a setting that is off may be switched on, so it counts.</summary>
    public IEnumerable<ResourceId> StorageAccounts => Destinations.AccountsOf([.. Settings, .. LogProfiles]);
}

/// <summary>Reads where the activity logs of subscriptions and management groups go.</summary>
internal sealed class ActivityLogReading(EstateReads run)
{
    // Azure retires log profiles on 2026-09-15. Whatever a provider that has let go of a type says of its list or of its last
    // version, there are none then.
    private static readonly string[] Retired =
        ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotSupported", "NotFound", "ResourceNotFound"];

    private readonly ProgressCount _count = run.Counting("activity logs");

    /// <summary>Reads them for all that is in scope.</summary>
    public async Task<ActivityLogRead> ReadAsync(ScopeRead scope, CancellationToken cancellationToken)
    {
        _count.Expect(scope.Subscriptions.Count + scope.Groups.Count);
        var ofGroups = await run.GatherAsync(scope.Groups, ReadGroupAsync, cancellationToken);
        var ofSubscriptions = await run.GatherAsync(scope.Subscriptions, ReadSubscriptionAsync, cancellationToken);
        return new ActivityLogRead(
            [.. ofGroups, .. ofSubscriptions.Where(resource => !resource.Id.IsOfType(TypeNames.LogProfile))],
            [.. ofSubscriptions.Where(resource => resource.Id.IsOfType(TypeNames.LogProfile))]);
    }

    private async Task<IReadOnlyList<ObservedResource>> ReadGroupAsync(ResourceId group, CancellationToken cancellationToken)
    {
        var settings = await run.TakeSettingsAsync(group, cancellationToken);
        _count.Step();
        return settings;
    }

    private async Task<IReadOnlyList<ObservedResource>> ReadSubscriptionAsync(
        ResourceId subscription, CancellationToken cancellationToken)
    {
        var settings = await run.TakeSettingsAsync(subscription, cancellationToken);
        var list = await run.Resources.ListAsync(TypeNames.LogProfile, subscription, cancellationToken);
        IReadOnlyList<ObservedResource> profiles = list.Failure is { } error && IsRetired(error)
            ? []
            : run.Take(list, ReadType.ListOf(TypeNames.LogProfile, subscription));
        _count.Step();
        return [.. settings, .. profiles];
    }

    private static bool IsRetired(ArmFailure error) =>
        TypeAbsence.Of(error.Status, error.Code, error.Message)
        || ((TypeAbsence.IsRefusal(error.Status) || error.Status == 410) && Retired.Contains(error.Code));
}
