namespace Baseline.Controls;

/// <summary>The order in which notices are told.</summary>
public static class NoticeOrder
{
    /// <summary>The notices without repetitions, by code, control, resource and message.</summary>
    public static IReadOnlyList<Notice> Of(IEnumerable<Notice> notices) =>
        [.. notices.Distinct()
            .OrderBy(notice => notice.Code, StringComparer.Ordinal)
            .ThenBy(notice => notice.Control, StringComparer.Ordinal)
            .ThenBy(notice => notice.Resource, StringComparer.OrdinalIgnoreCase)
            .ThenBy(notice => notice.Message, StringComparer.Ordinal)];
}
