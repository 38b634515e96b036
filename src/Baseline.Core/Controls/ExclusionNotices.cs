using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>Notices about exclusions that match nothing: a slip in one lets be changed what should be left alone.</summary>
public static class ExclusionNotices
{
    /// <summary>The code of the notice.</summary>
    public const string Unmatched = "BL2018";

    /// <summary>The notices, in the order of the exclusions.</summary>
    /// <param name="scope">What the document covers of what was read.</param>
    public static IEnumerable<Notice> Of(EstateScope scope) => scope.Unmatched().Select(Of);

    private static Notice Of(Exclusion exclusion) => new(
        Unmatched,
        "",
        exclusion.Text,
        $"The exclusion{(exclusion.Span is { } span ? $" at {span}" : "")} matches nothing that was read.");
}
