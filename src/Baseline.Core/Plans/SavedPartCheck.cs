using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>
/// Holds the part that a saved plan says it is for against the document and what is there: nothing outside of it is written, and a
/// wave waits for its turn. Pure.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class SavedPartCheck(ControlCatalogue catalogue)
{
    /// <summary>What has to be read for the check.</summary>
    /// <param name="part">The plan's part.</param>
    /// <param name="document">The document at hand.</param>
    public EstateRequest RequestFor(PlanPart part, BaselineDocument document) =>
        new Planner(catalogue).RequestFor(document, part.Selection);

    /// <summary>The changes that serve nothing of the part, and the wave as it stands now; null where the plan is for none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="part">Its part, which is one of the document.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public (IReadOnlyList<PlanObjection> Objections, PlanWave? Wave) Check(
        Plan plan, PlanPart part, BaselineDocument document, Estate estate, DateOnly today)
    {
        var now = new WorldPart(new JudgedWorld(catalogue, document, estate, today), part.Selection);
        var isAsked = PlanSubjects.Asked(plan, now.Kept);
        return (
            [
                .. plan.Changes
                    .Where(change => !change.Because.All(cause => isAsked(cause) || IsGone(change, cause, estate)))
                    .Select(change => new PlanObjection(
                        ObjectionKind.NotToBeChanged, change, $"It is outside of the part that the plan is for ({WordsOf(part)}).")),
            ],
            now.Wave());
    }

    /// <summary>
    /// Whether a change would be made to something that does not exist any more, or beneath it: that can't be told to lie outside of the
    /// part, and Azure takes no such change.
    /// </summary>
    private static bool IsGone(Change change, Cause cause, Estate estate) =>
        ResourceId.TryParse(cause.Resource, out var id)
        && ResourceId.TryParse(change.Resource, out var written)
        && written != id
        && written.IsAtOrBelow(id)
        && estate.Find(id).Presence == Presence.Absent;

    private static string WordsOf(PlanPart part) => string.Join(
        ", ",
        new[]
        {
            part.Only.IsEmpty ? null : $"{part.Only}",
            part.Wave is { } wave ? $"wave {wave.Name}" : null,
            part.Shard is { } shard ? $"shard {shard}" : null,
        }.OfType<string>());
}
