using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Whether storage reaches a key vault. It comes as a trusted Microsoft service: those pass the firewall, and a vault that public
/// networks don't reach, where the vault lets them; a network security perimeter has rules of its own
/// (docs/azure.md#firewall-of-the-vault).
/// </summary>
internal static class VaultReach
{
    private const string AccessPath = "properties.publicNetworkAccess";

    /// <summary>Why storage can't reach a vault, as a clause that follows its name; null when it can.</summary>
    public static string? WhyUnreachable(ObservedResource vault)
    {
        var isClosed = Is(vault, "properties.networkAcls.defaultAction", "Deny") || Is(vault, AccessPath, "Disabled");
        var bypass = vault.Body.TextAt("properties.networkAcls.bypass");
        return isClosed
            && !IsInPerimeter(vault)
            && bypass is not null
            && !bypass.Contains("AzureServices", StringComparison.OrdinalIgnoreCase)
            ? $"lets no trusted services in (networkAcls.bypass: {bypass})"
            : null;
    }

    /// <summary>Whether only the rules of a network security perimeter decide who reaches a vault.</summary>
    public static bool IsInPerimeter(ObservedResource vault) => Is(vault, AccessPath, "SecuredByPerimeter");

    /// <summary>The tenant whose identities a vault knows, where it is another one; null where it is the same, or not known.</summary>
    public static string? OtherTenant(ObservedResource vault, string? tenantId) =>
        vault.Body.TextAt("properties.tenantId") is { } own
        && tenantId is not null
        && !own.Equals(tenantId, StringComparison.OrdinalIgnoreCase)
            ? own
            : null;

    private static bool Is(ObservedResource vault, string path, string word) =>
        string.Equals(vault.Body.TextAt(path), word, StringComparison.OrdinalIgnoreCase);
}
