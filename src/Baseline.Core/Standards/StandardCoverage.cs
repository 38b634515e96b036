using Baseline.Documents;

namespace Baseline.Standards;

/// <summary>What becomes of something that a standard asks for.</summary>
public enum Coverage
{
    /// <summary>The document wants it.</summary>
    Covered,

    /// <summary>A control could hold it, and the document does not want it.</summary>
    NotWanted,

    /// <summary>No control holds it.</summary>
    LeftOut,
}

/// <summary>A number of a standard, and what becomes of it.</summary>
/// <param name="Number">The number, such as <c>6.1.1.4</c>.</param>
/// <param name="Line">What it asks for.</param>
/// <param name="Coverage">What becomes of it; without a document, whether a control could hold it.</param>
public sealed record CoveredNumber(string Number, StandardLine Line, Coverage Coverage);

/// <summary>Which part of a standard a document covers. Pure.</summary>
public static class StandardCoverage
{
    /// <summary>All numbers of a standard, in their order.</summary>
    /// <param name="standard">The standard.</param>
    /// <param name="document">The document; null: what a document could cover.</param>
    public static IReadOnlyList<CoveredNumber> Of(Standard standard, BaselineDocument? document) =>
    [
        .. StandardCatalogue.Product.Of(standard)
            .Select(pair => new CoveredNumber(pair.Number, pair.Line, CoverageOf(pair.Line, document))),
    ];

    /// <summary>
    /// The numbers of a standard of which a control judges all that it could hold, in their order: a verdict of the control says nothing
    /// of what the document leaves out.
    /// </summary>
    /// <param name="control">The id of a control that the document has.</param>
    /// <param name="standard">The standard.</param>
    /// <param name="document">The document; null where it is not at hand: then those for which the control itself is enough.</param>
    /// <param name="exempt">Parts of the control that are exempt: what asks for one of them is not judged either.</param>
    public static IReadOnlyList<string> Judged(
        string control, Standard standard, BaselineDocument? document, IReadOnlyCollection<string> exempt) =>
    [
        .. StandardCatalogue.Product.Of(standard)
            .Where(pair => pair.Line.Control == control)
            .GroupBy(pair => pair.Number, StringComparer.Ordinal)
            .Where(lines => lines.All(pair =>
                document is null
                    ? pair.Line.Parts.Count == 0
                    : CoverageOf(pair.Line, document) == Coverage.Covered
                        && !pair.Line.Parts.Any(part => exempt.Any(one => IsPartOf(part, one)))))
            .Select(lines => lines.Key),
    ];

    /// <summary>Whether a part is another or belongs to it, as <c>immutability.locked</c> does to <c>immutability</c>.</summary>
    private static bool IsPartOf(string part, string other) =>
        part.StartsWith(other, StringComparison.OrdinalIgnoreCase) && (part.Length == other.Length || part[other.Length] == '.');

    private static Coverage CoverageOf(StandardLine line, BaselineDocument? document)
    {
        if (line.Control is not { } control)
        {
            return Coverage.LeftOut;
        }

        return document is null || (document.Control(control) is { } settings && line.Parts.All(settings.Wants))
            ? Coverage.Covered
            : Coverage.NotWanted;
    }
}
