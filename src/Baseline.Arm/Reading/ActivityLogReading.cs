using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Arm.Reading;

/// <summary>Where the activity logs of subscriptions and management groups go.</summary>
/// <param name="Found">What was read of it.</param>
internal sealed record ActivityLogRead(Found Found)
{
    /// <summary>Nothing, because it was not asked for.</summary>
    public static ActivityLogRead None { get; } = new(Found.Nothing);

    /// <summary>
    /// The destinations of the diagnostic settings of subscriptions and management groups; a setting that is off may be switched on, so
    /// it counts.
    /// </summary>
    public IReadOnlyList<Sink> Sinks { get; } = Destinations.Of(Found.OfType(TypeNames.DiagnosticSetting));

    /// <summary>The storage accounts among these, and those of the log profiles of subscriptions.</summary>
    public IEnumerable<ResourceId> StorageAccounts =>
        Destinations.AccountsOf([.. Sinks, .. Destinations.Of(Found.OfType(TypeNames.LogProfile))]);
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
        return new ActivityLogRead(ofGroups.And(ofSubscriptions));
    }

    private async Task<Found> ReadGroupAsync(ResourceId group, CancellationToken cancellationToken)
    {
        var settings = await run.ReadSettingsAsync(group, cancellationToken);
        _count.Step();
        return settings;
    }

    private async Task<Found> ReadSubscriptionAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var settings = await run.ReadSettingsAsync(subscription, cancellationToken);
        var list = await run.Resources.ListAsync(TypeNames.LogProfile, subscription, cancellationToken);
        var profiles = list.Failure is { } failure && IsRetired(failure)
            ? Found.Nothing
            : Found.Of(list, ReadType.ListOf(TypeNames.LogProfile, subscription));
        _count.Step();
        return settings.And(profiles);
    }

    private static bool IsRetired(ArmFailure failure) =>
        TypeAbsence.Of(failure.Status, failure.Code, failure.Message)
        || ((TypeAbsence.IsRefusal(failure.Status) || failure.Status == 410) && Retired.Contains(failure.Code));
}
