using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>What Azure would refuse about a destination that a document names, of whichever kind it is.</summary>
public static class TargetObstacles
{
    /// <summary>What keeps a setting from exporting to a destination; null when nothing does.</summary>
    /// <param name="context">What the control judges with.</param>
    /// <param name="owner">The resource, subscription or management group that the setting belongs to.</param>
    /// <param name="region">
    /// The region that an account or an event hub must lie in, normalised; null where any will do. A workspace may lie anywhere.
    /// </param>
    /// <param name="target">The destination.</param>
    public static Obstacle? Of(ControlContext context, ResourceId owner, string? region, LogTarget target)
    {
        var (sink, where) = target;
        return sink is { Kind: SinkKind.StorageAccount, Id: { } account }
            ? Destination.ObstacleOf(context, owner, region, account, where)
            : OfOther(context, owner, region, sink, where);
    }

    private static Obstacle? OfOther(ControlContext context, ResourceId owner, string? region, Sink sink, string where)
    {
        foreach (var part in sink.Resources)
        {
            if (OfPresence(context, part, where, SinkWords.NounOf(sink.Kind)) is { } missing)
            {
                return missing;
            }
        }

        var innermost = sink.Resources[^1];
        var what = $"{(sink.Kind == SinkKind.EventHub ? "an" : "a")} {SinkWords.NounOf(sink.Kind)}";
        return (sink.Kind == SinkKind.EventHub
                ? Destination.ObstacleOfItself(owner, sink.Resources[0], where)
                    ?? Destination.ObstacleOfHub(context, region, sink, context.Estate.Find(innermost).Resource, where, $"given by {where}")
                : null)
            ?? Destination.ObstacleOfTenant(context, owner, innermost, what)
            ?? context.ReadOnlySubscription(innermost);
    }

    private static Obstacle? OfPresence(ControlContext context, ResourceId part, string where, string noun)
    {
        var lookup = context.Estate.Find(part);
        return lookup.Presence == Presence.Found ? null
            : lookup.Presence == Presence.Unknown
            ? Obstacle.Unread($"{part}, given by {where}, could not be read ({lookup.Why})", "grant read access to it")
            : new Obstacle(
                "BL2109",
                $"{part}, given by {where}, does not exist{Destination.AlsoMissing(context, part)}",
                $"create it, or name another {noun}");
    }
}
