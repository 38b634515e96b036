using Baseline.Diagnostics;
using Baseline.Estates;

namespace Baseline.Cli.Estates;

/// <summary>Finds subscriptions that a command line names as people do, by display name.</summary>
internal static class NamedSubscriptions
{
    /// <summary>The GUIDs of subscriptions, in the order in which they were named.</summary>
    /// <param name="session">The estate.</param>
    /// <param name="named">GUIDs, and display names in any letter case.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DiagnosticException">No subscription has the name, or several have it.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        EstateSession session, IReadOnlyList<string> named, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (named.All(IsGuid))
        {
            return [.. named.Select(guid => guid.ToLowerInvariant())];
        }

        var all = EstateRequest.Everything([]) with { Needs = EstateNeeds.Nothing };
        var (estate, _) = await session.ObserveAsync(all, clock, cancellationToken);
        session.Failures.Take();
        return [.. named.Select(name => IsGuid(name) ? name.ToLowerInvariant() : Find(name, estate.Subscriptions)).Distinct()];
    }

    private static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out _);

    private static string Find(string name, IReadOnlyList<EstateSubscription> subscriptions)
    {
        var same = subscriptions.Where(one => name.Equals(one.DisplayName, StringComparison.OrdinalIgnoreCase)).ToList();
        if (same is [var found])
        {
            return found.Id;
        }

        var nearest = Suggestions.Nearest(name, subscriptions.Select(one => one.DisplayName));
        throw new DiagnosticException(new Diagnostic(
            Severity.Error,
            "BL0016",
            "No single subscription of that name",
            same.Count == 0
                ? $"No subscription that can be read is called \"{name}\"."
                : $"{same.Count} subscriptions are called \"{name}\": {string.Join(", ", same.Select(one => one.Id))}.",
            same.Count > 0 ? "Name one by its GUID."
                : nearest is not null ? $"Did you mean \"{nearest}\"?"
                : "Find the id with:\n    az account list --query \"[].{name: name, id: id}\""));
    }
}
