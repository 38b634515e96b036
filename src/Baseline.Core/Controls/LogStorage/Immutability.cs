using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>
/// Judges whether the containers of logs are under a policy that keeps what is in them, and under which logs can still be appended
/// (docs/azure.md#immutable-containers).
/// </summary>
internal sealed class Immutability(LogStorageSettings settings, Estate estate)
{
    private const string Consent = $"{LogStorageKeys.Irreversible}: [{ImmutabilityPolicyType.Lock}]";
    private const string ConsentsWhere = $"controls.{LogStorageSettings.Id}";
    private const string Unlocked = "is not locked, so that whoever may change it can take it away";

    /// <summary>A verdict for each container, where the document asks for it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="received">The settings by which it receives logs, with their containers.</param>
    public IEnumerable<KeyVerdict> Evaluate(ObservedResource account, IReadOnlyList<LogReceiver> received) =>
        settings.Immutability is { } wanted
            ? (wanted.Containers.Count > 0 ? wanted.Containers : received.Select(one => one.Container))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => WithoutForeign(name, Verdict(account, name, wanted)))
            : [];

    /// <summary>
    /// A container that Azure Monitor named itself holds nothing but logs. One that a data collection rule names may hold anything, so that
    /// a policy is made there only where the document names it.
    /// </summary>
    private KeyVerdict WithoutForeign(string name, KeyVerdict verdict) =>
        verdict.Drafts.Count == 0 || LogContainers.IsOfLogs(name) || settings.Immutability?.Containers.Count > 0
            ? verdict
            : verdict with
            {
                Drafts = [],
                Obstacle = new Obstacle(
                    "BL2178",
                    $"A data collection rule writes logs to container {name}, which may hold more than logs",
                    $"name it in {ConsentsWhere}.{LogStorageKeys.Immutability}.containers"),
            };

    private KeyVerdict Verdict(ObservedResource account, string name, ImmutabilitySettings wanted)
    {
        var service = StorageServices.BlobOf(account.Id);
        var id = StorageServices.ContainerOf(account.Id, name);
        var lookup = estate.Find(id);
        if ((lookup.Presence == Presence.Unknown ? lookup.Why : WhyNotListed(service, lookup)) is { } why)
        {
            return new KeyVerdict(
                LogStorageKeys.Immutability, id, ComplianceState.Unknown,
                $"Whether container {name} is immutable could not be read ({why}).");
        }

        return lookup.Resource is { } container
            ? Verdict(container, LogContainer.Of(estate, account.Id, name), LogContainer.PolicyOf(estate, id), wanted)
            : new KeyVerdict(
                LogStorageKeys.Immutability, id, ComplianceState.Compliant,
                $"Container {name} is not there yet.")
            {
                Note = $"Container {name} is there after the first event only, and gets its policy then: plan again.",
            };
    }

    private string? WhyNotListed(ResourceId service, Lookup container) =>
        container.Presence == Presence.Absent && estate.List(service, TypeNames.BlobContainer).Unreadable is { } failed
            ? failed.Why
            : null;

    private KeyVerdict Verdict(ObservedResource container, LogContainer state, JsonElement policy, ImmutabilitySettings wanted)
    {
        var body = container.Body;
        var name = container.Id.Name;
        if (body.IsTrueAt("properties.hasLegalHold")
            && !body.IsTrueAt("properties.legalHold.protectedAppendWritesHistory.allowProtectedAppendWritesAll"))
        {
            return Blocked(
                container, $"A legal hold on container {name} lets no logs be appended.", "BL2171",
                "let whoever holds it allow protected append writes (allowProtectedAppendWritesAll), or export to another account");
        }

        if (state.ImmutableDays is not { } days)
        {
            return body.IsTrueAt("properties.immutableStorageWithVersioning.enabled")
                ? Blocked(
                    container, $"Container {name} has no policy, and keeps versions immutable one by one.", "BL2172",
                    "set a default policy with protected append writes on it by hand, or export to another account")
                : Wrong(container, $"Container {name} has no immutability policy.", wanted.Days, default);
        }

        if (!state.AllowsAppends)
        {
            var broken = $"The immutability policy of container {name} lets no logs be appended";
            return state.IsLocked
                ? Blocked(container, $"{broken}, and it is locked.", "BL2173", "export to another account, because nobody can change it")
                : Wrong(container, $"{broken}.", Math.Max(days, wanted.Days), policy);
        }

        var kept = $"The immutability policy of container {name} keeps what is in it for {AcceptedRetention.In(days)}";
        return days < wanted.Days
                ? state.IsLocked
                    ? TooShort(container, $"{kept}, {wanted.Days} are wanted, and it is locked.", wanted.Days, policy)
                    : Wrong(container, $"{kept}, and {wanted.Days} are wanted.", wanted.Days, policy)
            : !state.IsLocked && wanted.Locked
                ? NotLocked(container, $"{kept}, and {Unlocked}.", days, [], LiveOf(policy))
            : new KeyVerdict(LogStorageKeys.Immutability, container.Id, ComplianceState.Compliant, $"{kept}.")
            {
                Path = LogContainer.PolicyPath,
                Note = state.IsLocked ? "" : $"The policy of container {name} {Unlocked}.",
            };
    }

    private static KeyVerdict Blocked(ObservedResource container, string reason, string code, string fix) =>
        new(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
        {
            Path = LogContainer.PolicyPath,
            Obstacle = new Obstacle(code, reason.TrimEnd('.'), fix),
        };

    /// <summary>A locked policy can only be lengthened, and that not often.</summary>
    private KeyVerdict TooShort(ObservedResource container, string reason, int days, JsonElement policy)
    {
        var extensions = container.Body.ItemsAt("properties.immutabilityPolicy.updateHistory")
            .Count(update => "extend".Equals(update.TextAt("update"), StringComparison.OrdinalIgnoreCase));
        return extensions >= ImmutabilityPolicyType.MostExtensions
                ? Blocked(
                    container, $"{reason[..^1]} and was extended {extensions} times, as often as Azure lets it be.", "BL2175",
                    "export to another account, or ask for no more days than it has")
            : !settings.ConsentsToLock
                ? Blocked(
                    container, reason, "BL2174",
                    $"consent to extending it with \"{Consent}\" under {ConsentsWhere}: nobody can take that back, and it can be done "
                        + $"{ImmutabilityPolicyType.MostExtensions} times")
            : new KeyVerdict(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
            {
                Path = LogContainer.PolicyPath,
                Drafts = [Forever(container, LiveOf(policy)) with
                {
                    Resource = ImmutabilityPolicyType.ExtendAt(PolicyOf(container)),
                    Body = ImmutabilityPolicyType.Longer(days),
                }],
            };
    }

    /// <summary>
    /// A policy that is as wanted, or will be, and is not locked. One of more days than the document asks for is nothing that the
    /// document consents to.
    /// </summary>
    private KeyVerdict NotLocked(
        ObservedResource container, string reason, long days, IReadOnlyList<ChangeDraft> before, JsonElement unlocked) =>
        settings.Immutability?.Days < days
            ? Blocked(
                container, reason, "BL2177",
                $"ask for the {days} days that it has in {ConsentsWhere}.{LogStorageKeys.Immutability}.{LogStorageKeys.Days}, or shorten "
                    + "it: locked, it would keep logs for longer than the document says, and nobody can take that back") with
            {
                Drafts = before,
            }
            : settings.ConsentsToLock
            ? new KeyVerdict(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
            {
                Path = LogContainer.PolicyPath,
                Drafts = [.. before, Forever(container, unlocked) with { DependsOn = [.. before.Select(draft => draft.Key)] }],
            }
            : Blocked(
                container, reason, "BL2176",
                $"consent to locking it with \"{Consent}\" under {ConsentsWhere}: a locked policy can only be extended, and nobody can "
                    + "delete what it keeps, nor the account") with
            {
                Drafts = before,
            };

    private KeyVerdict Wrong(ObservedResource container, string reason, long days, JsonElement policy)
    {
        var draft = Draft(container, days, policy);
        return settings.Immutability is { Locked: true }
            ? NotLocked(container, reason, days, [draft], ImmutabilityPolicyType.Made(draft.Body))
            : new KeyVerdict(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
            {
                Path = LogContainer.PolicyPath,
                Drafts = [draft],
            };
    }

    private static ResourceId PolicyOf(ObservedResource container) => container.Id.Child("immutabilityPolicies/default");

    private static JsonElement LiveOf(JsonElement policy) => policy.ValueKind == JsonValueKind.Object
        ? JsonValues.Element(new JsonObject { ["properties"] = JsonValues.Node(policy) })
        : default;

    private static ChangeDraft Draft(ObservedResource container, long days, JsonElement policy)
    {
        var live = LiveOf(policy);
        var id = PolicyOf(container);
        return new ChangeDraft($"immutability|{id.Key}", ChangeRanks.Immutability)
        {
            Action = live.ValueKind == JsonValueKind.Undefined ? ChangeAction.Create : ChangeAction.Update,
            Resource = id.Text,
            Type = TypeNames.ImmutabilityPolicy,
            ApiVersion = "2025-06-01",
            Method = "PUT",
            Body = ImmutabilityPolicyType.Body(days, live),
            Live = live,
        };
    }

    /// <summary>The lock of a policy.</summary>
    private static ChangeDraft Forever(ObservedResource container, JsonElement live)
    {
        var id = PolicyOf(container);
        return new ChangeDraft($"immutabilitylock|{id.Key}", ChangeRanks.ImmutabilityLock)
        {
            Action = ChangeAction.Update,
            Resource = ImmutabilityPolicyType.LockAt(id),
            Type = TypeNames.ImmutabilityPolicy,
            ApiVersion = "2025-06-01",
            Method = "POST",
            Body = null,
            Live = live,
            Irreversible = true,
        };
    }
}
