namespace Baseline.Selecting;

/// <summary>One of the parts, one after the other, in which a document is rolled out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Only">What belongs to it; empty: all that belongs to no other wave.</param>
/// <param name="After">The wave that must have nothing left to change before; null where there is none.</param>
public sealed record RolloutWave(string Name, SelectorSet Only, string? After)
{
    /// <summary>
    /// The wave that something belongs to: the first that asks for it, else the one that takes the rest; null where it is in none.
    /// </summary>
    /// <param name="waves">All waves, in the document's order.</param>
    /// <param name="subject">What it is.</param>
    public static RolloutWave? Of(IReadOnlyList<RolloutWave> waves, Subject subject) =>
        waves.FirstOrDefault(wave => !wave.Only.IsEmpty && wave.Only.Matches(subject))
            ?? waves.FirstOrDefault(wave => wave.Only.IsEmpty);
}
