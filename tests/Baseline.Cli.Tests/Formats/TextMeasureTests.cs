using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>How long and how wide the plan is that people read, and that it leaves no name out.</summary>
public sealed partial class TextMeasureTests
{
    private static readonly string[] Subscriptions =
    [
        "11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222", "33333333-3333-3333-3333-333333333333",
    ];

    private static readonly string[] Reasons =
    [
        "It has no diagnostic setting.",
        "Setting \"audit-to-storage\" exports to /subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-logs/providers/"
            + "Microsoft.Storage/storageAccounts/stpayretired, which does not exist.",
        "Setting \"to-workspace\" exports to no storage account.",
    ];

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void The_fleet_reads_as_agreed(int width) => Golden.Match(Text(PlanViews.Fleet.Plan, width), $"cli/rendering/fleet-{width}.txt");

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void A_landing_zone_reads_as_agreed(int width) =>
        Golden.Match(Text(PlanViews.LandingZone.Plan, width), $"cli/rendering/landing-zone-{width}.txt");

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void A_chain_of_changes_reads_as_agreed(int width) =>
        Golden.Match(Text(Conformity(), width), $"cli/rendering/conformity-{width}.txt");

    [Theory]
    [InlineData("fleet", 90)]
    [InlineData("9", 60)]
    [InlineData("60", 120)]
    [InlineData("900", 400)]
    public void A_plan_is_short_enough_to_be_read(string name, int rows) => Assert.InRange(Lines(Text(PlanOf(name), 80)).Length, 1, rows);

    [Fact]
    public void Ids_are_a_small_part_of_a_plan()
    {
        var text = Text(PlanViews.Fleet.Plan, 80);

        var ids = Id().Matches(text).Sum(match => match.Length);
        Assert.InRange(ids, 1, text.Length / 20);
    }

    [Theory]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    [InlineData("9")]
    [InlineData("60")]
    [InlineData("900")]
    public void Every_resource_that_is_written_stands_there_by_name(string name)
    {
        var plan = PlanOf(name);
        var text = Text(plan, 80);

        Assert.NotEmpty(plan.Changes);
        Assert.All(plan.Changes, change => Assert.Contains(
            Addresses(change.Resource), text, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    [InlineData("9")]
    [InlineData("60")]
    [InlineData("900")]
    public void Nothing_is_wider_than_the_screen(string name)
    {
        for (var width = 80; width <= 240; width += 10)
        {
            var widest = width;
            Assert.All(Lines(Text(PlanOf(name), width)), line => Assert.InRange(line.Length, 0, widest));
        }
    }

    [Fact]
    public void A_wide_screen_is_used()
    {
        var plan = PlanOf("900");

        Assert.True(Lines(Text(plan, 200)).Length < Lines(Text(plan, 80)).Length / 2);
    }

    [Fact]
    public void A_saved_plan_is_shown_with_the_names_of_its_subscriptions()
    {
        var plan = PlanViews.Fleet.Plan;

        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json").Value;

        Assert.NotNull(read);
        Assert.Equal(Text(plan, 80), Text(read, 80));
        Assert.Contains("Payments  22222222-2222-2222-2222-222222222222", Text(read, 80), StringComparison.Ordinal);
    }

    /// <summary>What has to be found of an id: the name of the vault or account.</summary>
    private static string Addresses(string resource)
    {
        var root = Baseline.Cli.Formats.Addresses.Root(ResourceId.Parse(resource));
        return root is { Name: "default", Parent: { } account } ? account.Name : root.Name;
    }

    private static string Text(Plan plan, int width) => new TextFormat().Render(PlanViews.View(plan) with { Width = width });

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static Plan PlanOf(string name) => name switch
    {
        "fleet" => PlanViews.Fleet.Plan,
        "landing-zone" => PlanViews.LandingZone.Plan,
        "9" => Conformity(),
        "60" => Settings(60),
        _ => Settings(900),
    };

    private static Plan Conformity()
    {
        var estate = EstateFile.Read(File.ReadAllBytes(Repo.PathOf("examples", "conformity", "estate.json")), "estate.json").Value;
        var document = new BaselineReader(new FileDocumentSource(Repo.Root), ControlCatalogue.Product.All).Read("baseline.yaml").Value;
        Assert.NotNull(estate);
        Assert.NotNull(document);
        return new Planner(ControlCatalogue.Product).Plan(document, estate, new DateOnly(2026, 11, 22));
    }

    /// <summary>So many settings over three subscriptions, for three reasons.</summary>
    private static Plan Settings(int count)
    {
        var ids = Enumerable.Range(1, count).Select(number => ResourceId.Parse(
            $"/subscriptions/{Subscriptions[number % 3]}/resourceGroups/rg-app{number % 7}/providers/Microsoft.KeyVault/vaults/kv-app{number:0000}"))
            .ToList();
        return PlanViews.Empty with
        {
            Estate = PlanViews.Empty.Estate with
            {
                Subscriptions = Subscriptions.Zip(["Platform", "Payments", "Retail"]).ToDictionary(pair => pair.First, pair => pair.Second),
            },
            Judged = count,
            Findings =
            [
                .. ids.Select((id, index) => new Finding("KeyVault-004", id, ComplianceState.Noncompliant, Reasons[index % 5 % 3])
                {
                    Changes = [$"c{index + 1}"],
                }),
            ],
            Changes =
            [
                .. ids.Select((id, index) => SamplePlan.Setting(index + 1) with
                {
                    Resource = $"{id}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent",
                    Because = [new Cause("KeyVault-004", id.Text)],
                }),
            ],
        };
    }

    [GeneratedRegex("/subscriptions/[^ ]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
