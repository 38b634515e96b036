using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>
/// What takes one write at a time: Azure answers parallel operations on one vault or one account with a conflict
/// (azure-facts §5.3), so what lies beneath or is attached to it waits for it too. Pure.
/// </summary>
public static class WriteLane
{
    // Their own resources belong to what they are attached to.
    private static readonly string[] Extensions = ["/providers/microsoft.insights/", "/providers/microsoft.authorization/"];

    private const string Providers = "/providers/";

    /// <summary>
    /// The lane of a change, in lower case: the id of the top-level resource that it writes to, such as the vault for one of
    /// its keys, access policies, grants or diagnostic settings; a subscription or management group for its own settings.
    /// </summary>
    public static string Of(Change change)
    {
        var id = change.Resource.ToLowerInvariant();
        var end = Extensions
            .Select(extension => id.LastIndexOf(extension, StringComparison.Ordinal))
            .Where(at => at > 0)
            .DefaultIfEmpty(id.Length)
            .Min();
        var scope = id[..end];
        var provider = scope.IndexOf(Providers, StringComparison.Ordinal);
        if (provider < 0)
        {
            return scope;
        }

        var segments = scope[(provider + Providers.Length)..].Split('/');
        return $"{scope[..(provider + Providers.Length)]}{string.Join('/', segments.Take(3))}";
    }
}
