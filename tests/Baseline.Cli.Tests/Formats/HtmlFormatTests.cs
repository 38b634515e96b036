using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Cli.Formats.Html;
using Baseline.Cli.Formats.Markdown;
using Baseline.Controls;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed partial class HtmlFormatTests
{
    private static readonly HtmlFormat Format = new();

    private static readonly string[] Order =
    [
        "<h1>15 changes fix 14 of 17 noncompliant findings; 3 are blocked. 1 finding could not be checked.</h1>",
        "id=\"changes\"", "id=\"findings\"", "id=\"posture\"", "id=\"exemptions\"", "id=\"order\"", "id=\"digest\"",
    ];

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_page() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.html");

    /// <summary>As many as the comment says: what is unknown, and accepted so by the document, needs nobody.</summary>
    [Fact]
    public void What_needs_a_person_is_counted_as_in_the_comment()
    {
        var plan = SamplePlan.Of(
            SamplePlan.Vault("kv-01", ComplianceState.Noncompliant) with { Obstacles = [new Obstacle("BL2108", "It is locked", "unlock it")] },
            SamplePlan.Vault("kv-02", ComplianceState.Unknown) with
            {
                Exemption = new FindingExemption("Nobody may read it", "team-a", new DateOnly(2027, 1, 31), DaysLeft: 1),
            });

        var page = Format.Render(PlanViews.View(plan));

        Assert.Contains(
            "<dt><b>1</b> needs a person</dt><dd>1 blocked, 0 unknown; this plan does not settle them; 1 unknown and accepted</dd>",
            page,
            StringComparison.Ordinal);
        Assert.Contains("**1 finding needs a person**", new MarkdownFormat().Render(PlanViews.View(plan)), StringComparison.Ordinal);
        Assert.Contains("2027-01-31</time><span class=\"faint\"> · 1 day left when read</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var text = Format.Render(PlanViews.Fleet);

        Assert.DoesNotMatch("""<link|<img|<iframe|@import|url\(|\ssrc=|\shref="[^#]|\son\w+=|\sstyle=|fetch\(|XMLHttp|innerHTML""", Data().Replace(text, ""));
    }

    [Fact]
    public void Only_the_script_and_style_of_the_page_may_run()
    {
        var text = Format.Render(PlanViews.Fleet);

        var script = Assert.Single(Script().Matches(text)).Groups[1].Value;
        var styles = Style().Matches(text).Select(style => $"'sha256-{Digest(style.Groups[1].Value)}'").ToList();
        Assert.Contains($"script-src 'sha256-{Digest(script)}';", text, StringComparison.Ordinal);
        Assert.Equal(2, styles.Count);
        Assert.Contains($"style-src {string.Join(' ', styles)};", text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none';", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_has_every_finding_change_and_notice()
    {
        var plan = PlanViews.Fleet.Plan;
        var data = DataOf(Format.Render(PlanViews.Fleet));

        Assert.Equal(plan.Findings.Count, data.GetProperty("findings").GetArrayLength());
        Assert.Equal(plan.Notices.Count, data.GetProperty("notices").GetArrayLength());
        var texts = data.GetProperty("texts").EnumerateArray().Select(text => text.GetString()).ToList();
        var written = data.GetProperty("groups").EnumerateArray()
            .SelectMany(group => group[9].EnumerateArray())
            .SelectMany(member => member[6].EnumerateArray())
            .Select(place => texts[place.GetInt32()]);
        Assert.Equal(plan.Changes.Select(change => change.Id).Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.All(plan.Changes.SelectMany(change => change.Properties), property => Assert.Contains(property.Path, texts));
        Assert.Contains("Setting \"audit-to-storage\" exports to stpayretired, which does not exist.", texts);
    }

    [Fact]
    public void A_printed_page_has_the_digest_and_its_number_at_its_foot()
    {
        var styles = string.Concat(Style().Matches(Format.Render(PlanViews.Fleet)).Select(style => style.Value));

        Assert.Contains($"@bottom-left {{ content: \"{Baseline.Plans.PlanFile.DigestOf(PlanViews.Fleet.Plan)}\"", styles, StringComparison.Ordinal);
        Assert.Contains("@bottom-right { content: counter(page) \" / \" counter(pages)", styles, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exemption_that_has_expired_is_a_row_of_the_page_and_of_the_comment()
    {
        var page = Format.Render(PlanViews.Fleet);
        var comment = new Baseline.Cli.Formats.Markdown.MarkdownFormat().Render(PlanViews.Fleet);

        Assert.Contains("1 in force, 1 expired", page, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2026-10-31\">2026-10-31</time>, expired", page, StringComparison.Ordinal);
        Assert.Matches(@"\| \*\*expired\*\* \| .*kv-pay-archive.* \| team-payments \| 2026-10-31 \|", comment);
        Assert.Contains("### Exemptions (2)", comment, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_stand_before_findings_and_the_verdict_before_both()
    {
        var text = Format.Render(PlanViews.Fleet);

        var places = Order.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData(null, "https://portal.azure.com/#resource")]
    [InlineData("china", "https://portal.azure.cn/#resource")]
    [InlineData("other", null)]
    public void Names_lead_to_the_portal_of_the_cloud(string? cloud, string? start)
    {
        var plan = PlanViews.Fleet.Plan;

        var data = DataOf(Format.Render(PlanViews.Fleet with { Plan = plan with { Estate = plan.Estate with { Cloud = cloud } } }));

        Assert.Equal(start, data.GetProperty("portal").GetString());
    }

    [Fact]
    public void A_plan_beyond_a_limit_is_not_to_be_applied()
    {
        var text = Format.Render(PlanViews.Fleet with { Plan = PlanViews.Fleet.Plan with { Exceeded = [new Baseline.Plans.ExceededLimit("maxChanges", 10, 15)] } });

        Assert.Contains("<p class=\"alarm\">Beyond maxChanges, so apply refuses this plan: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("baseline apply plan.json", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_findings_make_a_page_that_can_be_opened()
    {
        var text = Format.Render(PlanViews.Large(10_000));

        Assert.Equal(10_000, DataOf(text).GetProperty("findings").GetArrayLength());
        Assert.True(text.Length < 6_000_000, $"{text.Length} characters");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));
        var data = DataOf(text);

        Assert.Equal(TagsOf(Format.Render(PlanViews.Hostile("name"))), TagsOf(text));
        Assert.DoesNotContain('<', Data().Match(text).Groups[1].Value);
        Assert.All(data.GetProperty("texts").EnumerateArray(), one => Assert.DoesNotContain(one.GetString() ?? "\0", char.IsControl));
        Assert.DoesNotMatch("[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\0]", text);
    }

    /// <summary>The tags; the policy's digests differ with that of the plan, which stands in a style.</summary>
    private static IEnumerable<string> TagsOf(string text) =>
        Tags().Matches(text).Select(tag => StyleDigest().Replace(tag.Value, "'sha256-'"));

    private static JsonElement DataOf(string text) => JsonDocument.Parse(Data().Match(text).Groups[1].Value).RootElement;

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("""<script type="application/json" id="data">(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("'sha256-[^']+'")]
    private static partial Regex StyleDigest();

    [GeneratedRegex("<[a-zA-Z/!][^>]*>")]
    private static partial Regex Tags();
}
