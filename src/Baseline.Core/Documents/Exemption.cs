using Baseline.Azure;
using Baseline.Diagnostics;

namespace Baseline.Documents;

/// <summary>
/// Says that a control need not hold for resources until a day. It joins the desired side; it never filters a finished diff.
/// </summary>
/// <param name="Control">The control's id.</param>
/// <param name="Resource">An id; <c>*</c> matches any text within a segment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Expires">The last day on which it counts, in UTC.</param>
/// <param name="Span">Where the document says so.</param>
public sealed record Exemption(
    string Control, ResourcePattern Resource, string Reason, string Owner, DateOnly Expires, SourceSpan Span)
{
    /// <summary>
    /// What of the resource alone is exempt, as details of findings name it, such as a key or an operation; null, the default, for the
    /// whole of it.
    /// </summary>
    public string? Part { get; init; }

    /// <summary>
    /// Whether it accepts only that a resource can't be read: what can be read is judged as if the exemption were not there. False by
    /// default.
    /// </summary>
    public bool AllowsUnreadable { get; init; }
}
