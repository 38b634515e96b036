namespace Baseline.Standards;

/// <summary>Something that standards ask for.</summary>
/// <param name="Requirement">What must hold, in the words of this project, without a full stop.</param>
/// <param name="Numbers">The numbers that it has in each standard, by the standard's id.</param>
public sealed record StandardLine(string Requirement, IReadOnlyDictionary<string, IReadOnlyList<string>> Numbers)
{
    /// <summary>The id of the control that holds it; null where none does.</summary>
    public string? Control { get; init; }

    /// <summary>
    /// What of the control a document must want for it, such as a key or a category; empty: the control itself is enough.
    /// </summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Why no control holds it, without a full stop; null where one does.</summary>
    public string? WhyNot { get; init; }
}
