using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.ImmutabilityPolicies;
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
    private const string Unlocked = "is not locked, so that whoever may change it can take it away";

    /// <summary>A verdict for each container, where the document asks for it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="received">The settings by which it receives logs, with their containers.</param>
    public IEnumerable<KeyVerdict> Evaluate(ObservedResource account, IReadOnlyList<LogReceiver> received) =>
        settings.Immutability is { } wanted
            ? (wanted.Containers.Count > 0 ? wanted.Containers : received.Select(one => one.Container))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => Verdict(account, name, wanted.Days))
            : [];

    private KeyVerdict Verdict(ObservedResource account, string name, int wanted)
    {
        var service = account.Id.Child("blobServices/default");
        var id = service.Child($"containers/{name}");
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
            ? $"{failed.Status} {failed.Code}"
            : null;

    private static KeyVerdict Verdict(ObservedResource container, LogContainer state, JsonElement policy, int wanted)
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
                : Wrong(container, $"Container {name} has no immutability policy.", wanted, default);
        }

        if (!state.AllowsAppends)
        {
            var broken = $"The immutability policy of container {name} lets no logs be appended";
            return state.IsLocked
                ? Blocked(container, $"{broken}, and it is locked.", "BL2173", "export to another account, because nobody can change it")
                : Wrong(container, $"{broken}.", Math.Max(days, wanted), policy);
        }

        var kept = $"The immutability policy of container {name} keeps what is in it for {AcceptedRetention.In(days)}";
        return days >= wanted ? new KeyVerdict(LogStorageKeys.Immutability, container.Id, ComplianceState.Compliant, $"{kept}.")
        {
            Path = LogContainer.PolicyPath,
            Note = state.IsLocked ? "" : $"The policy of container {name} {Unlocked}.",
        }
            : state.IsLocked
                ? Blocked(
                    container, $"{kept}, {wanted} are wanted, and it is locked.", "BL2174",
                    "extend it by hand (az storage container immutability-policy extend): nobody can take that back, and it can be done "
                        + "five times")
            : Wrong(container, $"{kept}, and {wanted} are wanted.", wanted, policy);
    }

    private static KeyVerdict Blocked(ObservedResource container, string reason, string code, string fix) =>
        new(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
        {
            Path = LogContainer.PolicyPath,
            Obstacle = new Obstacle(code, reason.TrimEnd('.'), fix),
        };

    private static KeyVerdict Wrong(ObservedResource container, string reason, long days, JsonElement policy) =>
        new(LogStorageKeys.Immutability, container.Id, ComplianceState.Noncompliant, reason)
        {
            Path = LogContainer.PolicyPath,
            Draft = Draft(container, days, policy),
        };

    private static ChangeDraft Draft(ObservedResource container, long days, JsonElement policy)
    {
        var live = policy.ValueKind == JsonValueKind.Object
            ? JsonValues.Element(new JsonObject { ["properties"] = JsonValues.Node(policy) })
            : default;
        var id = container.Id.Child("immutabilityPolicies/default");
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
}
