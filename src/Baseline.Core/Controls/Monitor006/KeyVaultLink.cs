using Baseline.Estates;

namespace Baseline.Controls.Monitor006;

/// <summary>The key vault and key that remediation uses: what is there, or the changes that bring it about.</summary>
/// <param name="Remediation">Changes to the vault and key, or what blocks them.</param>
/// <param name="Vault">The vault as it is; null when a change creates it.</param>
/// <param name="UsesRbac">Whether roles decide (true) or access policies (false).</param>
/// <param name="Uri">The vault's URI, or a reference to it.</param>
/// <param name="TenantId">The vault's tenant, or a reference to it; null where not known.</param>
/// <param name="VaultKeys">Keys of the drafts that must be done before anything is granted in the vault.</param>
/// <param name="AllKeys">Keys of all drafts: before the key can be used.</param>
public sealed record KeyVaultLink(
    Remediation Remediation,
    ObservedResource? Vault,
    bool UsesRbac,
    string Uri,
    string? TenantId,
    IReadOnlyList<string> VaultKeys,
    IReadOnlyList<string> AllKeys)
{
    /// <summary>No vault, and why.</summary>
    public static KeyVaultLink Blocked(params IReadOnlyList<Obstacle> obstacles) =>
        new(new Remediation([], obstacles), null, UsesRbac: true, "", null, [], []);
}
