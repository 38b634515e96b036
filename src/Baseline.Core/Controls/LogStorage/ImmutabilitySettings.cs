using Baseline.Yaml;

namespace Baseline.Controls.LogStorage;

/// <summary>What must keep the containers of logs.</summary>
/// <param name="Containers">The containers; none for those that the logs of an account are written to.</param>
/// <param name="Days">For how many days at least what is in them must be kept after the last write.</param>
/// <param name="Locked">Whether the policy must be locked, so that nobody can take it away.</param>
public sealed record ImmutabilitySettings(IReadOnlyList<string> Containers, int Days, bool Locked)
{
    /// <summary>Where the document gives the days; null, the default, where they are of no document.</summary>
    public Place? Place { get; init; }
}
