using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>Something that stands in the way of a remediation, with what would take it away.</summary>
/// <param name="Code">BL21 and two digits: its kind, listed in docs/diagnostics.md.</param>
/// <param name="What">What stands in the way: a sentence without its full stop.</param>
/// <param name="Fix">What would take it away: a clause in lower case, without a full stop; empty in plans of older releases.</param>
/// <param name="Incomplete">Whether it is a read that failed, so that the run is incomplete.</param>
public sealed record Obstacle(string Code, string What, string Fix, bool Incomplete = false)
{
    /// <summary>Something that the remediation needs could not be read, so that the run is incomplete.</summary>
    /// <param name="what">What: a sentence without its full stop.</param>
    /// <param name="fix">What would let it be read: a clause in lower case, without a full stop.</param>
    public static Obstacle Unread(string what, string fix) => new(
        "BL2107", what, UnreadableResource.SaysOfPart(what) ? "capture that subscription as well" : fix, Incomplete: true);

    /// <summary>What was read lacks something that Azure always gives, so that it is as good as unread.</summary>
    /// <param name="what">What is missing: a sentence without its full stop.</param>
    /// <param name="fix">What would bring it: a clause in lower case, without a full stop.</param>
    public static Obstacle NotWhole(string what, string fix = "capture the estate again") => new("BL2124", what, fix, Incomplete: true);

    /// <summary>Obstacle and fix as one sentence.</summary>
    public string Text => Fix.Length == 0 ? $"{What}." : $"{What}: {Fix}.";
}
