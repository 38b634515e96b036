using System.Globalization;
using System.Text;

namespace Baseline.Cli.Formats.Html;

/// <summary>Which numbers of the standards the controls of the plan judge, for whoever reads the page beside a standard.</summary>
internal static class StandardsSection
{
    /// <summary>Adds it; nothing where no control of the plan serves one.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var controls = view.Plan.Findings.Select(finding => finding.Control).Concat(view.Plan.NotInScope)
            .Distinct().Order(StringComparer.Ordinal)
            .Where(control => view.Standards.Of(control).Length > 0)
            .ToList();
        if (controls.Count == 0)
        {
            return;
        }

        page.Append("<section aria-labelledby=\"standards\">\n<div class=\"title\">");
        page.Append("<h2 id=\"standards\" tabindex=\"-1\">Standards</h2></div>\n");
        page.Append("<table role=\"table\" class=\"cards labelled\" aria-labelledby=\"standards\">");
        page.Append("<thead role=\"rowgroup\"><tr role=\"row\">");
        page.Append("<th role=\"columnheader\" scope=\"col\">Control</th>");
        foreach (var standard in StandardNumbersText.Newest)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th role=\"columnheader\" scope=\"col\">{HtmlFormat.Text(standard.Name)}</th>");
        }

        page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var control in controls)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr role=\"row\"><td role=\"cell\">{HtmlFormat.Text(control)}</td>");
            foreach (var standard in StandardNumbersText.Newest)
            {
                var numbers = view.Standards.Of(control, standard);
                var told = numbers.Count > 0 ? string.Join(", ", numbers) : "none";
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<td role=\"cell\" data-label=\"{HtmlFormat.Text(standard.Name)}\">{HtmlFormat.Text(told)}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>\n</section>\n");
    }
}
