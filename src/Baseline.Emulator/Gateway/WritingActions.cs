namespace Baseline.Emulator.Gateway;

/// <summary>Requests by POST that change something and are no question: locking and extending a policy of immutability.</summary>
internal static class WritingActions
{
    /// <summary>Whether a request is one of them.</summary>
    public static bool Is(string method, string pathAndQuery) =>
        method == "POST" && pathAndQuery.Contains("/immutabilityPolicies/", StringComparison.OrdinalIgnoreCase);
}
