namespace Baseline.Controls;

/// <summary>How the verdict on a resource can be fixed.</summary>
/// <param name="Drafts">The changes; empty when none is possible or needed.</param>
/// <param name="Obstacles">What stays in the way, each once; empty when nothing does.</param>
public sealed record Remediation(IReadOnlyList<ChangeDraft> Drafts, IReadOnlyList<Obstacle> Obstacles)
{
    /// <summary>Changes that nothing stands in the way of.</summary>
    public Remediation(IReadOnlyList<ChangeDraft> drafts)
        : this(drafts, [])
    {
    }

    /// <summary>Whether something stays in the way.</summary>
    public bool IsBlocked => Obstacles.Count > 0;

    /// <summary>Whether something that the remediation needs could not be read.</summary>
    public bool IsIncomplete => Obstacles.Any(obstacle => obstacle.Incomplete);

    /// <summary>Nothing to do.</summary>
    public static Remediation None { get; } = new([]);

    /// <summary>Nothing that can be done, and why.</summary>
    public static Remediation Block(Obstacle obstacle) => new([], [obstacle]);

    /// <summary>Both remediations together.</summary>
    public Remediation And(Remediation other) => new(
        [.. Drafts, .. other.Drafts],
        [.. Obstacles.Concat(other.Obstacles).Distinct()]);
}
