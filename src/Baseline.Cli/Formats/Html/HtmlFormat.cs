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
        WriteHead(page, view.Plan);
        page.Append("<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        WriteHeader(page, view.Plan);
        page.Append("<main>\n");
        PostureSection.Write(page, view.Plan);
        WriteFindings(page, view.Plan);
        WriteChanges(page, view.Plan);
        WriteList(page, "notices", "Warnings and notes", view.Plan.Notices.Count);
        page.Append("</main>\n");
        page.Append("<noscript><p>The lists of this page need JavaScript. ");
        page.Append("The plan file and the other formats have everything, too.</p></noscript>\n");
        page.Append("<script type=\"application/json\" id=\"data\">").Append(PageData.Json(view)).Append("</script>\n");
        page.Append("<script>").Append(PageFiles.Script).Append("</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>Text between tags or in a quoted attribute.</summary>
    public static string Text(string text) => System.Net.WebUtility.HtmlEncode(Printable.Text(text));

    private static void WriteHead(StringBuilder page, Plan plan)
    {
        var policy = $"default-src 'none'; style-src '{DigestOf(PageFiles.Style)}'; script-src '{DigestOf(PageFiles.Script)}'; "
            + "base-uri 'none'; form-action 'none'";
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text($"{plan.Baseline.Name}: {PlanSentences.Closing(plan)}")}</title>
            <style>{PageFiles.Style}</style>
            </head>

            """);
    }

    private static void WriteHeader(StringBuilder page, Plan plan)
    {
        var digest = PlanFile.DigestOf(plan);
        var captured = plan.Estate.CapturedAt is { } at
            ? at.UtcDateTime.ToString("', captured 'yyyy-MM-dd HH:mm:ss' UTC'", CultureInfo.InvariantCulture)
            : "";
        page.Append("<header>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Text(PlanSentences.Closing(plan))}</h1>\n");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<p>Baseline <strong>{Text(plan.Baseline.Name)}</strong>, estate {Text(plan.Estate.Source)}{captured}</p>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>Digest <code>{digest}</code></p>\n");
        if (!plan.IsEmpty)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p>To apply exactly this plan: <code>baseline apply plan.json --expect {digest}</code></p>\n");
        }

        foreach (var limit in plan.Exceeded)
        {
            var sentence = Text(PlanSentences.Limit(limit));
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"alarm\">Beyond {Text(limit.Limit)}, so apply refuses this plan: {sentence}</p>\n");
        }

        var irreversible = plan.Changes.Where(change => change.Irreversible).Select(change => change.Id).ToList();
        if (irreversible.Count > 0)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"alarm\">Azure can't take back {Text(Examples.Join(irreversible))}.</p>\n");
        }

        page.Append("</header>\n");
    }

    private static void WriteFindings(StringBuilder page, Plan plan)
    {
        page.Append("""
            <section aria-labelledby="findings">
            <h2 id="findings" tabindex="-1">Findings</h2>
            <form id="filter" role="search" aria-label="Findings">
            <label>Search <input type="search" id="words" autocomplete="off" placeholder="name, id or reason"></label>
            <fieldset><legend>Show</legend>

            """);
        foreach (var state in PostureSection.States)
        {
            var word = PlanWords.Of(state);
            page.Append(
                CultureInfo.InvariantCulture,
                $"<label class=\"chip {word}\"><input type=\"checkbox\" name=\"state\" value=\"{word}\" checked> ");
            page.Append(CultureInfo.InvariantCulture, $"{PostureSection.Word(state)} ({plan.Count(state)})</label>\n");
        }

        var blocked = plan.Findings.Count(finding => finding.Blocked is not null);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<label class=\"chip blocked\"><input type=\"checkbox\" id=\"blocked\"> only blocked ({blocked})</label>\n");
        page.Append("</fieldset>\n</form>\n");
        WriteItems(page, "finding-list");
        page.Append("</section>\n");
    }

    private static void WriteChanges(StringBuilder page, Plan plan)
    {
        WriteList(page, "changes", "Changes", plan.Changes.Count, () => DependencyGraph.Write(page, plan.Changes));
    }

    private static void WriteList(StringBuilder page, string id, string heading, int count, Action? above = null)
    {
        if (count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n");
        above?.Invoke();
        WriteItems(page, $"{id}-list");
        page.Append("</section>\n");
    }

    private static void WriteItems(StringBuilder page, string id) => page.Append(
        CultureInfo.InvariantCulture,
        $"<p role=\"status\" aria-live=\"polite\" id=\"{id}-count\"></p>\n<ol id=\"{id}\"></ol>\n"
            + $"<button type=\"button\" id=\"{id}-more\" hidden>Show more</button>\n");

    private static string DigestOf(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
