using System.Globalization;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.BlobServices;
using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Azure.Locks;
using Baseline.Azure.StorageAccounts;
using Baseline.Json;

namespace Baseline.Controls.LogStorage;

/// <summary>What the writes of a saved plan may say: what the document asks for, and nothing else.</summary>
internal sealed class WantedWrites(LogStorageSettings settings)
{
    private const string DaysPath = $"properties.{ImmutabilityPolicyType.Days}";

    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(SavedWrite saved, SavedPlan plan) =>
        saved.Write.IsOfType(TypeNames.Lock) ? WhyOtherLock(saved.Write)
        : saved.Write.IsOfType(TypeNames.ImmutabilityPolicy) ? WhyOtherPolicy(saved)
        : saved.Write.IsOfType(TypeNames.BlobService) ? WhyOtherDays(saved, plan)
        : WhyOtherProperty(saved.Write.Body);

    /// <summary>
    /// Why a policy is none of the tool's, as a sentence; null when it may be, and for all other writes. It holds for what an undo takes
    /// back as well.
    /// </summary>
    public string? WhyNotAsked(ArmWrite write) =>
        !write.IsOfType(TypeNames.ImmutabilityPolicy)
        || (ContainerOf(write.Resource)?.Name is { } name
            && (LogContainers.IsOfLogs(name.ToLowerInvariant()) || settings.Immutability?.Containers.Contains(name) == true))
            ? null
            : $"It writes policies only of containers of logs and of those that the document names, and {write.Resource} is of none.";

    private string? WhyOtherLock(ArmWrite write) =>
        !settings.DeleteLock ? "The document does not ask for a lock."
        : write.Method == "PUT" && JsonValues.Same(write.Body, JsonValues.Element(LockType.Body())) ? null
        : "It makes a lock that forbids deletions, and this does something else.";

    private string? WhyOtherPolicy(SavedWrite saved)
    {
        var write = saved.Write;
        return settings.Immutability is not { } wanted ? "The document does not ask for immutability."
            : write.Method == "DELETE" ? "Only an undo takes an immutability policy away."
            : wanted.Containers.Count > 0 && ContainerOf(write.Resource) is { } container && !wanted.Containers.Contains(container.Name)
                ? $"The document does not name container {container.Name}."
            : ImmutabilityPolicyType.Locks(write) ? wanted.Locked ? null : "The document does not ask for a locked policy."
            : WhyOtherDays(saved, wanted.Days);
    }

    /// <summary>
    /// Days that a policy has already may be more than wanted; those that it gets are as wanted, because a policy may come to be locked.
    /// What a plan does not show to be altered is held against the policy right before the write.
    /// </summary>
    private static string? WhyOtherDays(SavedWrite saved, int wanted)
    {
        var days = saved.Write.Body.NumberAt(DaysPath);
        return days < wanted ? $"The document asks for {wanted} days at least, and these are fewer."
            : days > wanted && saved.Properties.Any(property => property.Path == DaysPath)
                ? $"The document asks for {wanted} days, and these are more."
            : null;
    }

    /// <summary>
    /// Why a policy as it stands is not one that the document lets be locked, as a sentence; null when it is. A lock says nothing of days
    /// itself, and nobody can shorten what it keeps.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="live">The policy right before it.</param>
    public string? WhyNotOver(ArmWrite write, JsonElement live) =>
        ImmutabilityPolicyType.Locks(write)
        && settings.Immutability is { } wanted
        && live.NumberAt(DaysPath) is var days
        && days != wanted.Days
            ? $"It locks only a policy of the {wanted.Days} days that the document asks for, and this one has "
                + $"{days?.ToString(CultureInfo.InvariantCulture) ?? "none"}."
            : null;

    /// <summary>
    /// What leads logs to where a write is made: to the account, or, of a policy that the document asks of all containers of logs, to
    /// the container.
    /// </summary>
    /// <param name="type">The type that is written to.</param>
    /// <param name="resource">The id that is written to.</param>
    /// <param name="receivers">The accounts that receive logs, with their containers.</param>
    public IEnumerable<LogReceiver> Leading(string type, string resource, IReadOnlyList<LogReceiver> receivers)
    {
        var id = ResourceId.Parse(resource);
        var container = type.Equals(TypeNames.ImmutabilityPolicy, StringComparison.OrdinalIgnoreCase)
            && settings.Immutability is not { Containers.Count: > 0 }
            ? ContainerOf(resource)
            : null;
        return receivers.Where(one => id.IsAtOrBelow(one.Account)
            && (container is null || container.Name.Equals(one.Container, StringComparison.OrdinalIgnoreCase)));
    }

    private static ResourceId? ContainerOf(string written)
    {
        var id = ResourceId.Parse(written);
        return (id.IsList ? id.Parent : id)?.Parent;
    }

    /// <summary>What else the service says is held against the service right before the write.</summary>
    private string? WhyOtherDays(SavedWrite saved, SavedPlan plan)
    {
        var account = ResourceId.Parse(saved.Write.Resource).Parent;
        return settings.SoftDelete
            && IsAsWanted(saved, BlobServiceType.Blobs, Wanted(LogStorageKeys.SoftDeleteOfBlobs, settings.SoftDeleteOfBlobs))
            && IsAsWanted(saved, BlobServiceType.Containers, Wanted(LogStorageKeys.SoftDeleteOfContainers, settings.SoftDeleteOfContainers))
            ? null
            : "The document asks for other days in which what is deleted can be restored.";

        int? Wanted(string key, int? days) =>
            account is not null && plan.Exemptions.LiveOfPart(LogStorageSettings.Id, account, key, plan.Today) is not null ? null : days;
    }

    /// <summary>Whether days that are there already are enough, and days that are written are those that are wanted.</summary>
    private static bool IsAsWanted(SavedWrite saved, string policy, int? wanted)
    {
        var path = $"properties.{policy}";
        var days = saved.Write.Body.NumberAt($"{path}.days");
        var isWritten = saved.Properties.Any(property => property.Path.StartsWith($"{path}.", StringComparison.Ordinal));
        return wanted is null ? !isWritten
            : saved.Write.Body.IsTrueAt($"{path}.enabled") && (isWritten ? days == wanted : days >= wanted);
    }

    private string? WhyOtherProperty(JsonElement body) => body.MembersAt("properties")
        .Where(member => !IsWanted(member.Name, member.Value))
        .Select(member => $"The document does not ask for such a {member.Name}.")
        .FirstOrDefault();

    private bool IsWanted(string member, JsonElement value) => member switch
    {
        AccountProtection.SecureTransfer => settings.SecureTransfer && value.ValueKind == JsonValueKind.True,
        AccountProtection.MinimumTls => settings.MinimumTls && value.ValueEquals(LogStorageSettings.Tls),
        AccountProtection.AnonymousAccess => settings.AnonymousAccess && value.ValueKind == JsonValueKind.False,
        AccountProtection.CrossTenantReplication => settings.CrossTenantReplication && value.ValueKind == JsonValueKind.False,
        AccountProtection.Firewall => settings.TrustedServices
            && value.TextAt("bypass")?.Contains("AzureServices", StringComparison.OrdinalIgnoreCase) == true,
        _ => false,
    };
}
