using System.Globalization;
using System.Text;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>What names exactly this plan, to be copied.</summary>
internal static class DigestSection
{
    /// <summary>Adds it.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var plan = view.Plan;
        var digest = PlanFile.DigestOf(plan);
        page.Append("<section aria-labelledby=\"digest\">\n<div class=\"title\"><h2 id=\"digest\" tabindex=\"-1\">Digest</h2>");
        page.Append("<p>names exactly this plan; compare it with the one that was reviewed</p></div>\n<dl class=\"digests\">\n");
        WriteRow(page, "plan-digest", "Plan", digest);
        WriteRow(page, "document-digest", "Baseline file", plan.Baseline.Digest);
        if (!plan.IsEmpty && plan.Exceeded.Count == 0)
        {
            var apply = $"{view.Applying}{PlanSentences.OnEmulator(plan)} --expect {digest}";
            WriteRow(page, "apply-command", "To apply exactly this plan", apply);
        }

        page.Append("</dl>\n</section>\n");
    }

    private static void WriteRow(StringBuilder page, string id, string label, string text)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div><dt>{label}</dt><dd><code id=\"{id}\">{HtmlFormat.Text(text)}</code></dd>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<dd><button type=\"button\" class=\"copy\" data-from=\"{id}\" aria-label=\"Copy: {label}\">Copy</button></dd></div>\n");
    }
}
