using System.Globalization;
using System.Text;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>How many findings are in which state, as bars: by control and by subscription.</summary>
internal static class PostureSection
{
    private const int MostSubscriptions = 50;

    /// <summary>The states, as they follow each other in a bar.</summary>
    public static IReadOnlyList<ComplianceState> States { get; } =
    [
        ComplianceState.Compliant, ComplianceState.Noncompliant, ComplianceState.Unknown, ComplianceState.Exempt,
        ComplianceState.NotApplicable,
    ];

    /// <summary>The word for a state, for people.</summary>
    public static string Word(ComplianceState state) =>
        state == ComplianceState.NotApplicable ? "not applicable" : PlanWords.Of(state);

    /// <summary>Adds both tables; nothing where there are no findings.</summary>
    public static void Write(StringBuilder page, Plan plan)
    {
        if (plan.Findings.Count == 0)
        {
            return;
        }

        page.Append("<section aria-labelledby=\"posture\">\n<h2 id=\"posture\">Posture</h2>\n");
        WriteTable(page, "Control", [.. plan.Findings.GroupBy(finding => finding.Control, StringComparer.Ordinal)]);
        var scopes = plan.Findings
            .GroupBy(finding => finding.Resource.SubscriptionId ?? "management groups", StringComparer.Ordinal)
            .OrderByDescending(scope => scope.Count(finding => finding.State is ComplianceState.Noncompliant or ComplianceState.Unknown))
            .ThenBy(scope => scope.Key, StringComparer.Ordinal)
            .ToList();
        WriteTable(page, "Subscription", [.. scopes.Take(MostSubscriptions)]);
        if (scopes.Count > MostSubscriptions)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>… and {scopes.Count - MostSubscriptions} more with fewer open findings</p>\n");
        }

        page.Append("</section>\n");
    }

    private static void WriteTable(StringBuilder page, string heading, IReadOnlyList<IGrouping<string, Finding>> groups)
    {
        page.Append(
            CultureInfo.InvariantCulture,
            $"<table class=\"posture\"><thead><tr><th scope=\"col\">{heading}</th><th scope=\"col\">Findings</th></tr></thead><tbody>\n");
        foreach (var group in groups)
        {
            var counts = States
                .Select(state => (State: state, Count: group.Count(finding => finding.State == state)))
                .Where(pair => pair.Count > 0)
                .ToList();
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{HtmlFormat.Text(group.Key)}</th><td>");
            WriteBar(page, counts);
            page.Append("<ul class=\"counts\">");
            foreach (var (state, count) in counts)
            {
                page.Append(CultureInfo.InvariantCulture, $"<li class=\"{PlanWords.Of(state)}\">{count} {Word(state)}</li>");
            }

            page.Append("</ul></td></tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    /// <summary>The counts follow as text, so the bar itself is hidden from screen readers.</summary>
    private static void WriteBar(StringBuilder page, List<(ComplianceState State, int Count)> counts)
    {
        var total = counts.Sum(pair => pair.Count);
        var before = 0;
        page.Append("<svg class=\"bar\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        foreach (var (state, count) in counts)
        {
            var (start, width) = (100.0 * before / total, 100.0 * count / total);
            page.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{PlanWords.Of(state)}\" x=\"{start:0.##}\" width=\"{width:0.##}\" height=\"1\"/>");
            before += count;
        }

        page.Append("</svg>");
    }
}
