namespace Baseline.Azure;

/// <summary>
/// What takes one write at a time (docs/azure.md#one-write-at-a-time): Azure answers parallel operations on one vault or account
/// with a conflict, so what lies
/// beneath or is attached to it waits for it too. Pure.
/// </summary>
public static class LockScope
{
    // Their own resources belong to what they are attached to.
    private static readonly string[] Extensions = ["/providers/microsoft.insights/", "/providers/microsoft.authorization/"];

    private const string Providers = "/providers/";

    /// <summary>
    /// The scope of a write, in lower case: the id of the top-level resource that it writes to, such as the vault for one of
    /// its keys, access policies, grants or diagnostic settings; a subscription or management group for its own settings.
    /// </summary>
    /// <param name="resource">The id written to.</param>
    public static string Of(string resource)
    {
        var id = resource.ToLowerInvariant();
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
