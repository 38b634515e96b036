namespace Baseline.Emulator.Server.Arm;

/// <summary>How long requests take beside each other, by what they ask for.</summary>
internal static class RequestClass
{
    private const double OneResource = 1;
    private const double List = 1.4;
    private const double Query = 3;

    /// <summary>
    /// Times the latency of a read of one resource: more for a list in a subscription, a resource group or the tenant, and most
    /// for a query of Resource Graph. A list under a resource, such as its settings, is short and counts as one resource.
    /// </summary>
    /// <param name="method">The method of the request.</param>
    /// <param name="path">Its path, without a query.</param>
    public static double Factor(string method, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var providers = Array.FindIndex(segments, IsProviders);
        var last = Array.FindLastIndex(segments, IsProviders);
        if (method == "POST")
        {
            return path.EndsWith("/Microsoft.ResourceGraph/resources", StringComparison.OrdinalIgnoreCase) ? Query : OneResource;
        }

        var isList = providers < 0 ? segments.Length % 2 == 1
            : providers == last && segments.Length - providers is 1 or 3;
        return method == "GET" && isList ? List : OneResource;
    }

    private static bool IsProviders(string segment) => segment.Equals("providers", StringComparison.OrdinalIgnoreCase);
}
