using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>
/// A plan as one page that needs nothing else: no server, no network, no other file. Its policy lets run only the one
/// script that stands in it, by its digest, so that text from outside could not run even if it got out of its place.
/// </summary>
public sealed class HtmlFormat : IPlanFormat
{
    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var page = new StringBuilder();
        var plan = view.Plan;
        WriteHead(page, view);
        page.Append("<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        SummarySection.Write(page, view);
        WriteBar(page, plan);
        page.Append("<main>\n");
        WriteChanges(page, plan);
        WriteFindings(page, plan);
        WritePosture(page, plan);
        ExemptionSection.Write(page, view);
        DependencyGraph.Write(page, view);
        WriteNotices(page, plan);
        StandardsSection.Write(page, view);
        DigestSection.Write(page, view);
        page.Append("</main>\n");
        page.Append("<noscript><p>The lists of this page need JavaScript. ");
        page.Append("The plan file and the other formats have everything, too.</p></noscript>\n");
        page.Append("<script type=\"application/json\" id=\"data\">").Append(PageData.Json(view)).Append("</script>\n");
        page.Append("<script>").Append(PageFiles.Script).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>Text between tags or in a quoted attribute.</summary>
    public static string Text(string text) => System.Net.WebUtility.HtmlEncode(Printable.Text(text));

    /// <summary>A number with a comma between thousands.</summary>
    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static void WriteHead(StringBuilder page, PlanView view)
    {
        var plan = view.Plan;
        var footer = FooterOf(plan);
        var policy = $"default-src 'none'; style-src '{DigestOf(PageFiles.Style)}' '{DigestOf(footer)}'; "
            + $"script-src '{DigestOf(PageFiles.Script)}'; base-uri 'none'; form-action 'none'";
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text($"{plan.Baseline.Name}: {PlanSentences.Closing(view)}")}</title>
            <style>{PageFiles.Style}</style>
            <style>{footer}</style>
            </head>

            """);
    }

    /// <summary>The digest at the foot of each printed page, so that a page that was put aside still says of which plan it is.</summary>
    private static string FooterOf(Plan plan) =>
        $"@page {{ @bottom-left {{ content: \"{PlanFile.DigestOf(plan)}\"; font: 7pt monospace; }} }}";

    /// <summary>What stays in sight: the way to each section, and one filter for changes and findings.</summary>
    private static void WriteBar(StringBuilder page, Plan plan)
    {
        var exemptions = plan.Findings.Sum(finding => finding.Exemptions.Count)
            + plan.Notices.Count(notice => notice.Expired is not null);
        page.Append("<div class=\"bar\">\n<nav aria-label=\"Sections\">");
        WriteLink(page, "changes", "Changes", plan.Changes.Count);
        WriteLink(page, "findings", "Findings", plan.Findings.Count);
        WriteLink(page, "posture", "Posture", null);
        if (exemptions > 0)
        {
            WriteLink(page, "exemptions", "Exemptions", exemptions);
        }

        WriteLink(page, "digest", "Digest", null);
        page.Append("""
            </nav>
            <form id="filter" role="search" aria-label="Changes and findings">
            <input type="search" id="words" aria-label="Filter by name or reason" autocomplete="off" placeholder="Filter by name or reason">
            <select id="control" aria-label="Control"><option value="">All controls</option></select>
            <select id="subscription" aria-label="Subscription"><option value="">All subscriptions</option></select>
            <button type="button" id="clear" hidden>Clear</button>
            </form>
            </div>

            """);
    }

    private static void WriteLink(StringBuilder page, string id, string name, int? count) => page.Append(
        CultureInfo.InvariantCulture,
        $"<a href=\"#{id}\">{name}{(count is { } known ? $" <span>{Number(known)}</span>" : "")}</a>");

    private static void WriteChanges(StringBuilder page, Plan plan)
    {
        page.Append("<section aria-labelledby=\"changes\">\n<div class=\"title\"><h2 id=\"changes\" tabindex=\"-1\">Changes</h2>");
        if (plan.IsEmpty)
        {
            page.Append("<p>This plan writes nothing.</p></div>\n</section>\n");
            return;
        }

        page.Append("""
            <p>what this plan will write</p>
            <p class="legend">
            <span class="sign create">+</span> create <span class="sign update">~</span> update <span class="sign delete">-</span> delete
            </p>
            <span class="choice" role="group" aria-label="Order of changes">
            <button type="button" id="by-subscription">By subscription</button><button type="button" id="by-change">By change</button>
            </span>
            <button type="button" id="paths" aria-pressed="false">Property paths</button></div>
            <p role="status" aria-live="polite" id="change-list-count"></p>
            <div id="change-list"></div>
            </section>

            """);
    }

    private static void WriteFindings(StringBuilder page, Plan plan)
    {
        page.Append("""
            <section aria-labelledby="findings">
            <div class="title"><h2 id="findings" tabindex="-1">Findings</h2><p>what is wrong, worst first</p></div>
            <div class="chips"><fieldset id="verdicts"><legend>Verdicts</legend>

            """);
        foreach (var (verdict, word) in SummarySection.WorstFirst)
        {
            var count = plan.Findings.Count(finding => Verdicts.Of(finding) == verdict);
            if (verdict == Verdict.Later && count == 0)
            {
                continue;
            }

            var value = PageData.VerdictWord(verdict);
            page.Append(
                CultureInfo.InvariantCulture,
                $"<label class=\"chip {value}\"><input type=\"checkbox\" name=\"state\" value=\"{value}\"> ");
            page.Append(CultureInfo.InvariantCulture, $"{word} <b>{Number(count)}</b></label>\n");
        }

        page.Append("""
            </fieldset>
            <p role="status" aria-live="polite" id="finding-list-count"></p>
            <button type="button" id="copy-view">Copy link to this view</button></div>
            <p id="causes"></p>
            <table role="table" class="cards" aria-labelledby="findings"><thead role="rowgroup"><tr role="row" id="sort"></tr></thead>
            <tbody role="rowgroup" id="finding-list"></tbody></table>
            <p><button type="button" id="finding-list-more" hidden>Show more</button></p>
            </section>

            """);
    }

    private static void WritePosture(StringBuilder page, Plan plan)
    {
        if (plan.Findings.Count == 0)
        {
            return;
        }

        page.Append("""
            <section aria-labelledby="posture">
            <div class="title"><h2 id="posture" tabindex="-1">Posture</h2>
            <p>compliant now → after this plan; a click filters the page</p></div>
            <h3>By control</h3>
            <ul class="posture" id="control-posture"></ul>
            <h3>By subscription <span class="faint">worst first</span></h3>
            <ul class="posture" id="subscription-posture"></ul>
            <p><button type="button" id="subscription-posture-more" hidden>Show all</button></p>
            </section>

            """);
    }

    private static void WriteNotices(StringBuilder page, Plan plan)
    {
        if (plan.Notices.Count > 0)
        {
            page.Append("""
                <section aria-labelledby="notices">
                <div class="title"><h2 id="notices" tabindex="-1">Warnings and notes</h2></div>
                <ul id="notice-list"></ul>
                <p><button type="button" id="notice-list-more" hidden>Show all</button></p>
                </section>

                """);
        }
    }

    private static string DigestOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
