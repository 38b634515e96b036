using System.Globalization;
using System.Text;
using Baseline.Controls;

namespace Baseline.Cli.Formats.Html;

/// <summary>Who exempted what, why and until when.</summary>
internal static class ExemptionSection
{
    /// <summary>Adds it; nothing where nothing is exempt.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var exempt = view.Plan.Findings.Where(finding => finding.Exemption is not null).ToList();
        if (exempt.Count == 0)
        {
            return;
        }

        var addresses = new Addresses(view.Plan);
        page.Append("<section aria-labelledby=\"exemptions\">\n<div class=\"title\"><h2 id=\"exemptions\" tabindex=\"-1\">Exemptions</h2>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{HtmlFormat.Number(exempt.Count)} in force</p></div>\n");
        page.Append("<table role=\"table\" id=\"exemptions-table\" class=\"cards\" aria-labelledby=\"exemptions\">");
        page.Append("<thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in new[] { "Resource", "Control", "Reason", "Owner", "Until" })
        {
            page.Append(CultureInfo.InvariantCulture, $"<th role=\"columnheader\" scope=\"col\">{column}</th>");
        }

        page.Append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        foreach (var finding in exempt.OrderBy(finding => finding.Exemption?.Expires))
        {
            if (finding.Exemption is { } exemption)
            {
                WriteRow(page, finding, exemption, addresses);
            }
        }

        page.Append("</tbody></table>\n</section>\n");
    }

    private static void WriteRow(StringBuilder page, Finding finding, FindingExemption exemption, Addresses addresses)
    {
        page.Append("<tr role=\"row\">");
        var name = HtmlFormat.Text(addresses.Name(finding.Resource));
        var place = HtmlFormat.Text(addresses.Place(finding.Resource));
        page.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\"><b>{name}</b> <span class=\"faint\">{place}</span></td>");
        WriteCell(page, "Control", HtmlFormat.Text(finding.Control));
        var unknown = finding.State == ComplianceState.Unknown ? "Unknown, and accepted: " : "";
        WriteCell(page, "Reason", HtmlFormat.Text($"{unknown}{exemption.Reason}"));
        WriteCell(page, "Owner", HtmlFormat.Text(exemption.Owner));
        WriteCell(page, "Until", string.Create(
            CultureInfo.InvariantCulture, $"<time datetime=\"{exemption.Expires:yyyy-MM-dd}\">{exemption.Expires:yyyy-MM-dd}</time>"));
        page.Append("</tr>\n");
    }

    private static void WriteCell(StringBuilder page, string label, string html) =>
        page.Append(CultureInfo.InvariantCulture, $"<td role=\"cell\" data-label=\"{label}\">{html}</td>");
}
