using Baseline.Azure;

namespace Baseline.Controls;

/// <summary>One step on the way to a verdict.</summary>
/// <param name="Depth">How far it is indented: 0 for the subject, 1 for its parts, 2 for the parts of those.</param>
/// <param name="Where">The place it rests on: a line of the document, a resource id, or a JSON path in a resource.</param>
/// <param name="Text">What was seen there and what follows, as a sentence.</param>
public sealed record EvidenceStep(int Depth, string Where, string Text)
{
    /// <summary>That something could not be read.</summary>
    /// <param name="id">What was to be read.</param>
    /// <param name="why">Why not, in a few words.</param>
    public static EvidenceStep Unread(ResourceId id, string why) => new(0, id.Text, $"It could not be read: {why}.");
}
