using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>Whether Azure Monitor, a trusted service, gets into a storage account (docs/azure.md#firewalls-of-destinations).</summary>
public static class AccountAccess
{
    /// <summary>Why logs do not get into an account; null where they do, as far as is known.</summary>
    public static string? WhyClosed(ObservedResource account)
    {
        // A perimeter's rules take the place of the firewall, its exceptions included.
        return Denies(account) && !TrustsServices(account) && !IsInPerimeter(account)
            ? $"the firewall of {account.Id} lets no trusted Microsoft services in, so logs may not arrive: "
                + "allow them (networkAcls.bypass AzureServices)"
            : null;
    }

    /// <summary>
    /// What may keep logs out of an account, as full sentences. Azure does not say whether it does, so that no verdict rests on it.
    /// </summary>
    public static IEnumerable<(string Code, string Message)> Doubts(ObservedResource account)
    {
        if (IsInPerimeter(account))
        {
            yield return (
                "BL2040",
                "A network security perimeter decides who gets into the account (publicNetworkAccess SecuredByPerimeter), and the "
                    + "exception for trusted Microsoft services does not count there.");
        }
        else if (IsWithoutPublicAccess(account))
        {
            yield return (
                "BL2041",
                "The account takes no requests from public networks (publicNetworkAccess Disabled), and whether Azure Monitor still "
                    + "gets in is not documented.");
        }

        if (account.Body.At("properties.allowSharedKeyAccess").ValueKind == System.Text.Json.JsonValueKind.False)
        {
            yield return (
                "BL2042",
                "The account takes no shared keys (allowSharedKeyAccess false), and whether diagnostic settings can do without is not "
                    + "documented.");
        }
    }

    /// <summary>Whether a network security perimeter decides who gets in.</summary>
    public static bool IsInPerimeter(ObservedResource account) => Is(account, "properties.publicNetworkAccess", "SecuredByPerimeter");

    /// <summary>Whether only what an exception or a private endpoint lets in gets in.</summary>
    public static bool IsClosed(ObservedResource account) => Denies(account) || IsWithoutPublicAccess(account);

    /// <summary>
    /// Whether the firewall makes an exception for trusted Microsoft services, as it does where nobody has touched it.
    /// </summary>
    public static bool TrustsServices(ObservedResource account) =>
        JsonValues.IsNothing(account.Body.At("properties.networkAcls"))
        || account.Body.TextAt("properties.networkAcls.bypass")?.Contains("AzureServices", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Denies(ObservedResource account) => Is(account, "properties.networkAcls.defaultAction", "Deny");

    private static bool IsWithoutPublicAccess(ObservedResource account) => Is(account, "properties.publicNetworkAccess", "Disabled");

    private static bool Is(ObservedResource account, string path, string word) =>
        string.Equals(account.Body.TextAt(path), word, StringComparison.OrdinalIgnoreCase);
}
