using System.Text.RegularExpressions;
using Baseline.Cli.Formats;
using Baseline.Cli.Formats.Markdown;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed partial class MarkdownFormatTests
{
    private static readonly MarkdownFormat Format = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_comment_to_read() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.md");

    [Fact]
    public void What_an_undo_does_not_give_back_is_a_sentence()
    {
        Assert.Contains("every change can be undone, except the retention of AuditEvent", Format.Render(PlanViews.Fleet), StringComparison.Ordinal);
        Assert.Contains("**1 cannot be undone**; the others can, except the retention of AuditEvent,", Format.Render(PlanViews.Conformity), StringComparison.Ordinal);
    }

    [Fact]
    public void The_comment_tells_how_to_apply_exactly_this_plan() => Assert.EndsWith(
        $"baseline apply plan.json --expect \\\n  {PlanFile.DigestOf(PlanViews.Fleet.Plan)}\n```\n", Format.Render(PlanViews.Fleet), StringComparison.Ordinal);

    [Theory]
    [InlineData(PipelineHost.GitHub, "gh workflow run release.yml -f run=123456 \\\n  -f digest=DIGEST\n")]
    [InlineData(PipelineHost.AzurePipelines, "finds this plan, and applies exactly it once the environment is approved. Digest of this plan: `DIGEST`\n")]
    [InlineData(PipelineHost.GitLab, "finds this plan. To apply exactly it, start its job `apply`. Digest of this plan: `DIGEST`\n")]
    public void The_comment_ends_with_what_releases_the_plan_on_its_host(PipelineHost host, string line)
    {
        var view = PlanViews.Fleet with { Run = new PipelineRun(host, "123456", null) };

        var text = Format.Render(view);

        Assert.Contains(line, text.Replace(PlanFile.DigestOf(view.Plan), "DIGEST", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("baseline apply", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_changes_has_no_command_to_apply_it()
    {
        var text = Format.Render(PlanViews.View(PlanViews.Empty));

        Assert.DoesNotContain("baseline apply", text, StringComparison.Ordinal);
        Assert.Contains("### No changes. The estate matches the baseline.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_beyond_a_limit_has_no_command_to_apply_it()
    {
        var text = Format.Render(PlanViews.Fleet with { Plan = PlanViews.Fleet.Plan with { Exceeded = [new ExceededLimit("maxChanges", 10, 15)] } });

        Assert.DoesNotContain("baseline apply plan.json", text, StringComparison.Ordinal);
        Assert.Contains("> **Beyond the document's limits: apply refuses this plan.**\n>\n> - `maxChanges`: ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 2, "2 changes: none comes from this pull request, 2 are drift")]
    [InlineData(1, 1, "2 changes: 1 comes from this pull request, 1 is drift")]
    [InlineData(2, 0, "2 changes, all from this pull request")]
    [InlineData(1, 0, "1 change, all from this pull request")]
    public void The_first_line_says_what_the_pull_request_does(int document, int drift, string title)
    {
        var changes = Enumerable.Range(1, document + drift)
            .Select(number => SamplePlan.Setting(number) with { Origin = number <= document ? Origin.Document : Origin.Drift });
        var plan = SamplePlan.With([.. changes]) with { Against = new DocumentComparison("main", "sha256:0", []) };

        var text = Format.Render(PlanViews.View(plan));

        Assert.StartsWith($"<!-- baseline-plan -->\n### {title}\n", text, StringComparison.Ordinal);
        Assert.Equal(document > 0, text.Contains($"### Changes from this pull request ({document})\n", StringComparison.Ordinal));
        Assert.Equal(drift > 0, text.Contains($"### Drift ({drift})\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Exemptions_are_told_in_full_and_those_first_that_the_pull_request_brings_alters_or_ends()
    {
        Finding Exempt(string name, Origin? origin) => SamplePlan.Vault(name, ComplianceState.Exempt) with
        {
            Exemption = new FindingExemption($"Reason of {name}", "team-a", new DateOnly(2027, 1, 31), 70),
            Origin = origin,
        };
        var ended = new FindingExemption("Reason of kv-ended", "team-b", new DateOnly(2027, 2, 28), 98);
        var plan = SamplePlan.Of(Exempt("kv-as-ever", null), Exempt("kv-added", Origin.Document), Exempt("kv-altered", Origin.Document)) with
        {
            Against = new DocumentComparison("main", "sha256:0", [
                new VerdictShift("KeyVault-004", SamplePlan.VaultId("kv-added"), ComplianceState.Noncompliant, ComplianceState.Exempt),
                new VerdictShift("KeyVault-004", SamplePlan.VaultId("kv-ended"), ComplianceState.Exempt, ComplianceState.Noncompliant) { Ended = ended },
            ]),
        };

        var rows = Exemptions().Matches(Format.Render(PlanViews.View(plan))).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value} {row.Groups[3].Value}");

        Assert.Equal(
            [
                "**added here** kv-added Reason of kv-added | team-a | 2027-01-31",
                "**changed here** kv-altered Reason of kv-altered | team-a | 2027-01-31",
                "**ends here** kv-ended Reason of kv-ended | team-b | 2027-02-28",
                " kv-as-ever Reason of kv-as-ever | team-a | 2027-01-31",
            ],
            rows);
    }

    [Theory]
    [InlineData(null, "https://portal.azure.com/#resource/subscriptions/")]
    [InlineData("china", "https://portal.azure.cn/#resource/subscriptions/")]
    [InlineData("usgov", "https://portal.azure.us/#resource/subscriptions/")]
    [InlineData("other", null)]
    public void Names_lead_to_the_portal_of_the_cloud(string? cloud, string? start)
    {
        var plan = PlanViews.Fleet.Plan;

        var links = Links().Matches(Format.Render(PlanViews.Fleet with { Plan = plan with { Estate = plan.Estate with { Cloud = cloud } } }));

        Assert.Equal(start is not null, links.Count > 0);
        Assert.All(links, link => Assert.StartsWith(start ?? "", link.Groups[2].Value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3, false, false)]
    [InlineData(60, false, false)]
    [InlineData(900, false, true)]
    [InlineData(10_000, true, true)]
    public void A_comment_is_never_too_long_and_names_what_will_be_written_as_long_as_there_is_room(int count, bool isCut, bool isShortened)
    {
        var text = Format.Render(PlanViews.Large(count) with { Run = new PipelineRun(PipelineHost.GitHub, "1", "https://github.com/a/b/actions/runs/1") });

        Assert.True(text.Length <= 65_200, $"{text.Length} characters");
        var changes = text[text.IndexOf("### Changes", StringComparison.Ordinal)..text.IndexOf("### Controls", StringComparison.Ordinal)];
        Assert.Equal(isCut ? 0 : count, Enumerable.Range(1, count).Count(number => Regex.IsMatch(changes, $@"\bkv{number}\b")));
        Assert.Equal(isCut, changes.Contains($"**{count} changes**: {count} in ", StringComparison.Ordinal));
        Assert.Equal(
            isShortened, text.EndsWith("This comment is shortened: it does not name everything. All of it is in the artifacts of [this run](https://github.com/a/b/actions/runs/1).\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_many_subscriptions_have_a_part_in_what_is_alike_every_name_stands_below_the_table()
    {
        var changes = Enumerable.Range(1, 1_500).Select(number => SamplePlan.Setting(number) with
        {
            Resource = $"/subscriptions/{number % 300:00000000}-0000-4000-8000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-{number}"
                + "/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent",
            Because = [],
        });

        var text = Format.Render(PlanViews.View(SamplePlan.With([.. changes])));

        Assert.Contains("| `+` | **1500 changes**, named below | diagnostic setting baseline-auditevent<br>", text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 1_500), number => Assert.Contains($"`kv-{number}`", text, StringComparison.Ordinal));
        Assert.DoesNotContain("This comment is shortened", text, StringComparison.Ordinal);
        Assert.True(text.Length <= 65_000, $"{text.Length} characters");
    }

    [Fact]
    public void What_grants_access_is_not_cut_for_what_is_frequent()
    {
        var many = PlanViews.Large(10_000).Plan;
        var grant = PlanViews.Fleet.Plan.Changes.First(change => change.Type == "Microsoft.Authorization/roleAssignments") with { Id = "c0" };

        var text = Format.Render(PlanViews.View(many with { Changes = [.. many.Changes, grant] }));

        Assert.Contains("[cc-log-data-key-vault](https://portal.azure.com/", text, StringComparison.Ordinal);
        Assert.Contains("| role assignment<br>**grants access**<br>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_are_lines_of_a_diff_that_fit_a_comment()
    {
        var diff = Fence().Match(Format.Render(PlanViews.Fleet)).Groups[1].Value.TrimEnd('\n').Split('\n');

        Assert.Contains("- properties.logs[AuditEvent].enabled: false", diff);
        Assert.Contains("+ properties.logs[AuditEvent].enabled: true", diff);
        Assert.All(diff, line => Assert.Matches("^(@@ |[-+] )", line));
        Assert.All(diff, line => Assert.True(line.Length <= 96, line));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));

        Assert.All(text, character => Assert.True(character == '\n' || !char.IsControl(character), $"U+{(int)character:X4}"));
        Assert.DoesNotMatch("[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]", text);
        var outside = Tags().Replace(Outside(text), "");
        Assert.DoesNotMatch(@"[<@#`\[\]\\&*_~$]|://|www\.|!\[", Regex.Replace(outside, @"### |\*\*|\[!(WARNING|CAUTION)\]", ""));
        Assert.Equal(
            Tags().Matches(Outside(Format.Render(PlanViews.Hostile("name")))).Select(match => match.Value),
            Tags().Matches(Outside(text)).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_does_not_add_cells_or_rows(string name)
    {
        var plain = Fence().Replace(Format.Render(PlanViews.Hostile("name")), "");
        var text = Fence().Replace(Format.Render(PlanViews.Hostile(name)), "");

        Assert.Equal(plain.Split('\n').Select(Pipes), text.Split('\n').Select(Pipes));
    }

    [Theory]
    [InlineData("```")]
    [InlineData("   `````")]
    [InlineData("a ```` b")]
    public void A_name_does_not_end_the_block_of_properties(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));

        var fence = Regex.Match(text, "^(`+)diff$", RegexOptions.Multiline).Groups[1].Value;
        Assert.True(fence.Length > name.Count(character => character == '`'));
        Assert.Equal(2, Regex.Count(text, $"^{fence}(diff)?$", RegexOptions.Multiline));
    }

    // Without what is never markup: blocks of code, spans of it, text between tags of code as letters, digits and references to
    // characters, and links to the portal.
    private static string Outside(string text) => Code().Replace(Links().Replace(Code().Replace(Fence().Replace(text, ""), ""), ""), "");

    private static int Pipes(string line) => line.Count(character => character == '|');

    [GeneratedRegex(@"`[^`\n]*`|<code>(?:[\p{L}\p{Nd}\p{N} -]|&#\d+;)*</code>")]
    private static partial Regex Code();

    [GeneratedRegex(@"^`{3,}(?:diff|sh)\n(.*?)^`{3,}$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\[([A-Za-z0-9 ()/""',.:;-]*)\]\((https://portal\.azure\.(?:com|cn|us)/#resource[A-Za-z0-9%/._~-]*)\)")]
    private static partial Regex Links();

    [GeneratedRegex("<!-- baseline-plan -->|<br>|</?details(?: open)?>|</?summary>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^\| ([^|]*) \| \[([^\]]*)\][^|]* \| (Reason of [^|]* \| [^|]* \| [^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Exemptions();
}
