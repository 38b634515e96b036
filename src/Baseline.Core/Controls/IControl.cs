using Baseline.Azure;
namespace Baseline.Controls;

/// <summary>One requirement: judges what is in scope, and says how to bring it into the desired state.</summary>
public interface IControl
{
    /// <summary>The control's id, such as <c>KeyVault-004</c>.</summary>
    string Id { get; }

    /// <summary>Judges everything in scope; changes and notices are left in the context.</summary>
    IEnumerable<Finding> Evaluate(ControlContext context);

    /// <summary>The steps that lead to the verdict on a resource, in the order in which they are taken.</summary>
    IEnumerable<TraceStep> Trace(ControlContext context, ResourceId resource);

    /// <summary>
    /// The verdict on a part that several findings may share, such as a storage account, as a finding of its own; null where the
    /// control judges no such part.
    /// </summary>
    Finding? JudgePart(ControlContext context, ResourceId part) => null;
}

/// <summary>How the verdict on a resource can be mended.</summary>
/// <param name="Drafts">The changes; empty when none is possible or needed.</param>
/// <param name="Obstacles">What stays in the way, each once; empty when nothing does.</param>
public sealed record Remedy(IReadOnlyList<ChangeDraft> Drafts, IReadOnlyList<Obstacle> Obstacles)
{
    /// <summary>Changes that nothing stands in the way of.</summary>
    public Remedy(IReadOnlyList<ChangeDraft> drafts)
        : this(drafts, [])
    {
    }

    /// <summary>Whether something stays in the way.</summary>
    public bool IsBlocked => Obstacles.Count > 0;

    /// <summary>Whether something that the remedy needs could not be read.</summary>
    public bool IsIncomplete => Obstacles.Any(obstacle => obstacle.Incomplete);

    /// <summary>Nothing to do.</summary>
    public static Remedy None { get; } = new([]);

    /// <summary>Nothing that can be done, and why.</summary>
    public static Remedy Block(Obstacle obstacle) => new([], [obstacle]);

    /// <summary>Both remedies together.</summary>
    public Remedy And(Remedy other) => new(
        [.. Drafts, .. other.Drafts],
        [.. Obstacles.Concat(other.Obstacles).Distinct()]);
}
