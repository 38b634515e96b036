using Baseline.Estates;
using Baseline.Findings;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Controls;

/// <summary>What every control gets to judge with, and where it leaves what it finds.</summary>
/// <param name="Estate">What was observed.</param>
/// <param name="Scope">What the document covers.</param>
/// <param name="Exemptions">The document's exemptions.</param>
/// <param name="Named">Resources that the document itself names: in scope wherever they lie (design §2).</param>
/// <param name="AsOf">The day of the run, in UTC.</param>
public sealed record ControlContext(
    Estate Estate, EstateScope Scope, ExemptionRegister Exemptions, IReadOnlySet<ResourceId> Named, DateOnly AsOf)
{
    private readonly List<Notice> _notices = [];

    /// <summary>The changes of all controls.</summary>
    public ChangeSet Changes { get; } = new();

    /// <summary>The resources judged so far: vaults and storage accounts.</summary>
    public HashSet<ResourceId> Judged { get; } = [];

    /// <summary>Vaults that changes create, by the change's key: other controls see to them in the same plan.</summary>
    public Dictionary<string, (ObservedResource Vault, ChangeDraft CreatedBy)> PlannedVaults { get; } = new(StringComparer.Ordinal);

    /// <summary>The notices so far, without repetitions, sorted.</summary>
    public IReadOnlyList<Notice> Notices =>
        [.. _notices.Distinct()
            .OrderBy(notice => notice.Code, StringComparer.Ordinal)
            .ThenBy(notice => notice.Control, StringComparer.Ordinal)
            .ThenBy(notice => notice.Resource, StringComparer.OrdinalIgnoreCase)
            .ThenBy(notice => notice.Message, StringComparer.Ordinal)];

    /// <summary>Leaves a notice.</summary>
    public void Notice(Notice notice) => _notices.Add(notice);

    /// <summary>
    /// Why a resource must not be changed; null when it may be. What lies out of scope, is excluded, is
    /// exempt from the control, sits under a ReadOnly lock or in a disabled subscription is never written.
    /// </summary>
    public Obstacle? WhyNotWritable(ResourceId id, string control)
    {
        if (id.SubscriptionId is not null && !Named.Contains(id) && !Scope.CoversSubscription(id.SubscriptionId))
        {
            return new Obstacle("BL2101", $"{id} lies in subscription {id.SubscriptionId}, which is not in scope", "add the subscription to scope.subscriptions");
        }

        if (Scope.IsExcluded(id))
        {
            return new Obstacle("BL2102", $"{id} is excluded from the scope", "remove the exclusion to let it be changed");
        }

        if (Exemptions.Live(control, id, AsOf) is not null)
        {
            return new Obstacle("BL2103", $"{id} is exempt from {control}, and what is exempt is never changed", "end the exemption to let it be changed");
        }

        if (Estate.Subscription(id.SubscriptionId) is { State: { } state } subscription && IsReadOnlyState(state))
        {
            return new Obstacle("BL2104", $"Subscription {subscription.Id} is {state.ToLowerInvariant()}, and Azure takes no writes in it", "enable it again");
        }

        return ReadOnlyLock(id) is { } found
            ? new Obstacle("BL2105", $"The ReadOnly lock {found.Id} forbids writes to {id}", "remove the lock for the time of the apply")
            : null;
    }

    /// <summary>Why no diagnostic setting can be written to a resource or a subscription; null when it can.</summary>
    public Obstacle? WhyNoSettings(ResourceId owner, string control) =>
        WhyNotWritable(owner, control)
        ?? (owner.SubscriptionId is { } guid
            ? WhyUnregistered(guid, "Microsoft.Insights", "Azure takes no diagnostic settings there")
            : null);

    /// <summary>
    /// Why a subscription can't use a resource provider; null when it can. Registration takes a while, and Azure refuses until it
    /// is done. A provider that is not part of what was read is registered: reads keep only those that are not.
    /// </summary>
    /// <param name="guid">The subscription.</param>
    /// <param name="provider">The provider's namespace, in Azure's spelling.</param>
    /// <param name="consequence">What follows where it is not registered, as a clause.</param>
    public Obstacle? WhyUnregistered(string guid, string provider, string consequence)
    {
        var lookup = Estate.Find(ResourceId.Subscription(guid).Child($"providers/{provider}"));
        if (lookup.Presence == Presence.Unknown)
        {
            return Obstacle.Unread(
                $"Whether subscription {guid} is registered to use {provider} could not be read ({lookup.Why})",
                "grant Microsoft.Resources/subscriptions/providers/read");
        }

        return lookup.Resource?.Body.TextAt("registrationState") is { } state
            && !state.Equals("Registered", StringComparison.OrdinalIgnoreCase)
            ? new Obstacle(
                "BL2106",
                $"Subscription {guid} is not registered to use {provider}, so {consequence}",
                $"run \"az provider register --namespace {provider} --subscription {guid}\"")
            : null;
    }

    /// <summary>The ReadOnly lock on a resource or on something that it lies beneath; null when there is none.</summary>
    public ObservedResource? ReadOnlyLock(ResourceId? id)
    {
        for (var at = id; at is not null; at = at.Parent)
        {
            var found = Estate.List(at, "microsoft.authorization/locks").Resources
                .FirstOrDefault(entry => string.Equals(entry.Body.TextAt("properties.level"), "ReadOnly", StringComparison.OrdinalIgnoreCase));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsReadOnlyState(string state) =>
        state.Equals("Disabled", StringComparison.OrdinalIgnoreCase)
        || state.Equals("Warned", StringComparison.OrdinalIgnoreCase)
        || state.Equals("Deleted", StringComparison.OrdinalIgnoreCase);
}
