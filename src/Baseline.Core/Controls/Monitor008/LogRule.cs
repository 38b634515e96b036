using Baseline.Azure;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;

namespace Baseline.Controls.Monitor008;

/// <summary>What the document wants of the resources of some types.</summary>
/// <param name="Path">The keys that lead to it, such as <c>controls.Monitor-008.rules[0]</c>.</param>
/// <param name="Types">The types.</param>
/// <param name="Logs">Which of their logs.</param>
/// <param name="Destination">Which destinations count, and which ones apply uses.</param>
public sealed record LogRule(string Path, IReadOnlyList<TypePattern> Types, WantedLogs Logs, DestinationSettings Destination)
{
    /// <summary>How long the logs must be kept; null, the default, where the document does not say.</summary>
    public AcceptedRetention? Retention { get; init; }

    /// <summary>Whether the rule is about a type.</summary>
    public bool Matches(string type) => Types.Any(pattern => pattern.Matches(type));
}
