using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>The identity that storage uses to reach the key.</summary>
/// <param name="Principal">Its object id, or a reference to it.</param>
/// <param name="TenantId">Its tenant, or a reference to it; null where not known.</param>
/// <param name="DisplayName">How messages name it.</param>
/// <param name="DependsOn">The key of the change that creates it; null when it exists.</param>
public sealed record KeyReader(string Principal, string? TenantId, string DisplayName, string? DependsOn)
{
    /// <summary>The identity with which an account reaches its key today; null where its object id is not known.</summary>
    public static KeyReader? InUse(ObservedResource account, AccountEncryption encryption)
    {
        if (encryption.UserAssignedIdentity is { } id)
        {
            return AttachedIdentity(account, id) is { } principal ? new KeyReader(principal, null, $"Identity {id}", null) : null;
        }

        return account.Body.TextAt("identity.principalId") is { } system
            ? new KeyReader(system, null, $"The identity of {account.Id}", null)
            : null;
    }

    private static string? AttachedIdentity(ObservedResource account, ResourceId id) =>
        account.Body.MembersAt("identity.userAssignedIdentities")
            .Where(member => ResourceId.TryParse(member.Name, out var attached) && attached == id)
            .Select(member => member.Value.TextAt("principalId"))
            .FirstOrDefault();
}
