using Baseline.Findings;

namespace Baseline.Controls;

/// <summary>One requirement: judges what is in scope, and says how to bring it into the desired state.</summary>
public interface IControl
{
    /// <summary>The control's id, such as <c>KeyVault-004</c>.</summary>
    string Id { get; }

    /// <summary>Judges everything in scope; changes and notices are left in the context.</summary>
    IEnumerable<Finding> Evaluate(ControlContext context);

    /// <summary>The steps that lead to the verdict on a resource, in the order in which they are taken.</summary>
    IEnumerable<TraceStep> Trace(ControlContext context, Resources.ResourceId resource);
}

/// <summary>How the verdict on a resource can be mended.</summary>
/// <param name="Drafts">The changes; empty when none is possible or needed.</param>
/// <param name="Blocked">What stays in the way, and what would unblock it; null when nothing does.</param>
/// <param name="Incomplete">Whether something that the remedy needs could not be read.</param>
public sealed record Remedy(IReadOnlyList<Plans.ChangeDraft> Drafts, string? Blocked = null, bool Incomplete = false)
{
    /// <summary>Nothing to do.</summary>
    public static Remedy None { get; } = new([]);

    /// <summary>Nothing that can be done, and why.</summary>
    public static Remedy Block(string why, bool incomplete = false) => new([], why, incomplete);

    /// <summary>Both remedies together.</summary>
    public Remedy And(Remedy other) => new(
        [.. Drafts, .. other.Drafts],
        Blocked is null ? other.Blocked : other.Blocked is null || other.Blocked == Blocked ? Blocked : $"{Blocked} {other.Blocked}",
        Incomplete || other.Incomplete);
}
