using Baseline.Azure;
using Baseline.Cli.Formats;
using Baseline.Cli.Formats.Json;
using Baseline.Cli.Formats.Text;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed class TextFormatTests
{
    private static readonly Plan Everything = SamplePlan.Of() with
    {
        Changes = [SamplePlan.Setting(1), SamplePlan.Encryption(2, "c1") with { Irreversible = true }],
        Findings =
        [
            SamplePlan.Vault("kv-01", ComplianceState.Noncompliant) with { Changes = ["c1"] },
            SamplePlan.Vault("kv-02", ComplianceState.Compliant, "Setting \"audit\" exports AuditEvent."),
            SamplePlan.Vault("kv-03", ComplianceState.Unknown, "Its diagnostic settings could not be read (403 AuthorizationFailed)."),
            SamplePlan.Vault("kv-04", ComplianceState.Noncompliant) with
            {
                Obstacles = [new Obstacle("BL2108", "The document gives no storage account for region uksouth", "add one")],
            },
            SamplePlan.Vault("kv-05", ComplianceState.Exempt, "Exempt until 2027-01-31."),
            SamplePlan.Vault("x", ComplianceState.Noncompliant, "The account has no customer-managed key.") with
            {
                Control = "Monitor-006",
                Resource = ResourceId.Parse(SamplePlan.Subscription),
                Changes = ["c2"],
                Incomplete = true,
                Details = [new FindingDetail(SamplePlan.VaultId("st-gone"), ComplianceState.Unknown, "It could not be read.")],
            },
        ],
        Notices =
        [
            new Notice("BL2002", "KeyVault-004", "kv-05", "The exemption of team-payments expired on 2026-10-31."),
            new Notice("BL2007", "", "kv-02", "Setting \"audit\" still carries a retention policy.", IsWarning: false),
        ],
        Exceeded = [new ExceededLimit("maxChanges", 1, 2), new ExceededLimit("maxChangedPercent", 1, 2) { Percent = 30, Judged = 3 }],
    };

    [Fact]
    public void A_cure_that_several_parts_share_is_said_once()
    {
        var plan = SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Noncompliant) with
        {
            Obstacles = [new Obstacle("BL2108", "One is open", "close it"), new Obstacle("BL2108", "Another is open", "close it")],
        });

        Assert.Equal(2, new TextFormat().Render(PlanViews.View(plan)).Split("To unblock: close it.").Length);
    }

    [Fact]
    public void A_plan_says_what_is_wrong_before_what_changes() => Golden.Match(Text(Everything), "cli/rendering/plan.txt");

    [Fact]
    public void Colours_follow_meaning() =>
        Golden.Match(Tags(Text(Everything, new Palette(HasColour: true))), "cli/rendering/plan-colour.txt");

    [Fact]
    public void A_verbose_plan_lists_what_is_exempt_and_compliant() =>
        Golden.Match(Text(Everything, verbose: true), "cli/rendering/plan-verbose.txt");

    [Fact]
    public void A_heading_without_room_goes_on_beneath_and_no_word_is_broken()
    {
        var policy = SamplePlan.Setting(1) with
        {
            Resource = $"{SamplePlan.Subscription}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stlogs/blobServices/"
                + "default/containers/insights-logs-sqlsecurityauditevents/immutabilityPolicies/default",
            Type = TypeNames.ImmutabilityPolicy,
        };

        var text = Text(SamplePlan.With(policy), width: 80);

        Assert.Contains("\n      insights-logs-sqlsecurityauditevents / default", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void An_exemption_for_all_subscriptions_is_not_of_one_called_by_a_star()
    {
        var plan = SamplePlan.Of() with
        {
            Notices = [new Notice("BL2001", "KeyVault-004", "/subscriptions/*/resourceGroups/*/providers/Microsoft.KeyVault/vaults/kv-a", "Odd.")],
        };

        Assert.Contains("BL2001 kv-a (every subscription): Odd.", Text(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_screen_wraps_sentences_and_never_a_name()
    {
        var text = Text(Everything, width: 40);

        Golden.Match(text, "cli/rendering/plan-narrow.txt");
        Assert.Contains("kv-01 / baseline-auditevent", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_changes_alike_are_one_block()
    {
        var changes = Enumerable.Range(1, 12).Select(number => SamplePlan.Setting(number)).Append(SamplePlan.Encryption(13)).ToArray();

        Golden.Match(Text(SamplePlan.With(changes)), "cli/rendering/plan-folded.txt");
    }

    [Fact]
    public void Many_findings_alike_are_one_block()
    {
        var findings = Enumerable.Range(1, 9)
            .Select(number => SamplePlan.VaultId($"kv-{number}"))
            .Select(id => SamplePlan.Vault(id.Name, ComplianceState.Unknown, $"{id} could not be read."))
            .ToArray();

        Golden.Match(Text(SamplePlan.Of(findings)), "cli/rendering/findings-folded.txt");
    }

    [Fact]
    public void What_cannot_be_undone_comes_first_and_the_rest_in_the_order_in_which_it_is_applied()
    {
        var text = Text(SamplePlan.With(
            SamplePlan.Encryption(1), SamplePlan.Setting(2), SamplePlan.Setting(3, "kv-lasting") with { Irreversible = true }));

        List<string> headings = ["kv-lasting / baseline-auditevent   cannot be undone", "~ storage account", "kv-02 / baseline-auditevent"];
        var places = headings.Select(heading => text.IndexOf(heading, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("compliant", "No changes. The estate matches the baseline.")]
    [InlineData("blocked", "No changes. 1 finding is blocked.")]
    [InlineData("unknown", "No changes. 1 finding is unknown.")]
    [InlineData("changes", "Plan: 1 to create, 0 to update, 0 to delete.")]
    public void The_closing_line_is_the_last_and_says_it_all(string name, string closing)
    {
        var plan = name switch
        {
            "compliant" => SamplePlan.Of(
                SamplePlan.Vault("kv-a", ComplianceState.Compliant), SamplePlan.Vault("kv-b", ComplianceState.Exempt)),
            "blocked" => SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Noncompliant) with { Obstacles = [new Obstacle("BL2108", "No account", "name one")] }),
            "unknown" => SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Unknown)),
            _ => SamplePlan.With(SamplePlan.Setting(1)),
        };

        Assert.EndsWith($"\n{closing}\n", Text(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_name_cannot_draw_on_the_screen()
    {
        var change = SamplePlan.Setting(1, "kv\u001b[2J\u202Eevil\r\nPlan: 0 to create");
        var hostile = SamplePlan.With(change with
        {
            Properties = [new PropertyChange("tags.\u0007bell", default, SamplePlan.Json("\"\\u001b]0;title\\u0007\""))],
        });

        var text = Text(hostile);

        Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202E', text);
        Assert.Contains(@"kv\u{1B}[2J\u{202E}evil\u{0D}\u{0A}Plan: 0 to create", text, StringComparison.Ordinal);
        Assert.Single(text.Split('\n'), line => line.StartsWith("Plan:", StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_ends_in_spaces()
    {
        Assert.DoesNotContain(Text(Everything, width: 40).Split('\n'), line => line.EndsWith(' '));
    }

    [Fact]
    public void The_form_for_machines_is_the_plan_file()
    {
        var plan = SamplePlan.With(SamplePlan.Setting(1));

        var text = new JsonFormat().Render(new PlanView(plan, null, Palette.None, null, Verbose: false) { Controls = ControlCatalogue.Product.All, Types = ControlCatalogue.Product.Types });

        Assert.Equal(System.Text.Encoding.UTF8.GetString(PlanFile.Write(plan)), text);
    }

    private static string Text(Plan plan, Palette? palette = null, int? width = null, bool verbose = false) =>
        new TextFormat().Render(new PlanView(plan, "baseline.yaml", palette ?? Palette.None, width, verbose) { Controls = ControlCatalogue.Product.All, Types = ControlCatalogue.Product.Types });

    /// <summary>Escape sequences as tags that can be read in a review.</summary>
    private static string Tags(string text) => text
        .Replace("\u001b[0m", "[/]", StringComparison.Ordinal)
        .Replace("\u001b[1m", "[strong]", StringComparison.Ordinal)
        .Replace("\u001b[2m", "[faint]", StringComparison.Ordinal)
        .Replace("\u001b[31m", "[red]", StringComparison.Ordinal)
        .Replace("\u001b[32m", "[green]", StringComparison.Ordinal)
        .Replace("\u001b[33m", "[yellow]", StringComparison.Ordinal)
        .Replace("\u001b[35m", "[magenta]", StringComparison.Ordinal);
}
