using System.Globalization;
using System.Text;
using Baseline.Controls;
using Baseline.Diagnostics;

namespace Baseline.Cli.Formats.Html;

/// <summary>Who exempted what, why and until when.</summary>
internal static class ExemptionSection
{
    /// <summary>Adds it; nothing where nothing is exempt.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var exempt = view.Plan.Findings
            .SelectMany(finding => finding.Exemptions.Select(applied => (Finding: finding, Applied: applied)))
            .ToList();
        var expired = view.Plan.Notices.Where(notice => notice.Expired is not null).ToList();
        if (exempt.Count + expired.Count == 0)
        {
            return;
        }

        var addresses = new Addresses(view.Plan);
        page.Append("<section aria-labelledby=\"exemptions\">\n<div class=\"title\"><h2 id=\"exemptions\" tabindex=\"-1\">Exemptions</h2>");
        var ended = expired.Count > 0 ? $", {HtmlFormat.Number(expired.Count)} expired" : "";
        page.Append(CultureInfo.InvariantCulture, $"<p>{HtmlFormat.Number(exempt.Count)} in force{ended}</p></div>\n");
        page.Append("<table role=\"table\" id=\"exemptions-table\" class=\"cards labelled\" aria-labelledby=\"exemptions\">");
        page.Append("<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in new[] { "Resource", "Control", "Reason", "Owner", "Until" })
        {
            page.Append(CultureInfo.InvariantCulture, $"<th role=\"columnheader\" scope=\"col\">{column}</th>");
        }

        page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var (finding, applied) in exempt.OrderBy(one => one.Applied.Exemption.Expires))
        {
            var (name, place) = (addresses.Name(finding.Resource), addresses.Place(finding.Resource));
            var isPart = applied.Parts.Count > 0;
            var control = isPart ? $"{finding.Control}: {applied.PartsText}" : finding.Control;
            var accepted = finding.State == ComplianceState.Unknown && !isPart ? "Unknown, and accepted: " : "";
            WriteRow(page, control, name, place, applied.Exemption, accepted);
        }

        foreach (var notice in expired)
        {
            if (notice.Expired is { } exemption)
            {
                var id = Addresses.Parsed(notice.Resource);
                WriteRow(
                    page,
                    notice.Control,
                    id is null ? notice.Resource : addresses.Name(id),
                    id is null ? "" : addresses.Place(id),
                    exemption,
                    hasExpired: true);
            }
        }

        page.Append("</tbody></table>\n</section>\n");
    }

    private static void WriteRow(
        StringBuilder page,
        string control,
        string name,
        string place,
        FindingExemption exemption,
        string before = "",
        bool hasExpired = false)
    {
        page.Append("<tr role=\"row\">");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<td role=\"cell\"><b>{HtmlFormat.Text(name)}</b> <span class=\"faint\">{HtmlFormat.Text(place)}</span></td>");
        WriteCell(page, "Control", HtmlFormat.Text(control));
        WriteCell(page, "Reason", HtmlFormat.Text($"{before}{exemption.Reason}"));
        WriteCell(page, "Owner", HtmlFormat.Text(exemption.Owner));
        WriteCell(page, "Until", string.Create(
            CultureInfo.InvariantCulture,
            $"<time datetime=\"{exemption.Expires:yyyy-MM-dd}\">{exemption.Expires:yyyy-MM-dd}</time>{Left(exemption, hasExpired)}"));
        page.Append("</tr>\n");
    }

    /// <summary>
    /// How long it counts from the day by which the plan is judged: by the reader's clock an exemption in force might have ended.
    /// </summary>
    private static string Left(FindingExemption exemption, bool hasExpired) => hasExpired ? ", expired"
        : $"<span class=\"faint\"> · {HtmlFormat.Number(exemption.DaysLeft)} {Quantity.Noun(exemption.DaysLeft, "day")} left when read"
            + "</span>";

    private static void WriteCell(StringBuilder page, string label, string html) =>
        page.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\" data-label=\"{label}\">{html}</td>");
}
