using System.Text;
using Baseline.Cli.Formats.Csv;
using Baseline.Controls;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed class CsvFormatTests
{
    private const string Heading =
        "control,verdict,resource,resourceGroup,subscription,subscriptionId,reason,blocked,exemptionReason,exemptionOwner,exemptionExpires,exemptionPart,changes,resourceId,standards,part";

    private static readonly CsvFormat Format = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_table() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.csv");

    [Fact]
    public void There_is_a_row_for_each_finding_in_the_order_of_the_plan()
    {
        var rows = Rows(Format.Render(PlanViews.Fleet));

        Assert.Equal(Heading, string.Join(',', rows[0]));
        Assert.Equal(PlanViews.Fleet.Plan.Findings.Select(finding => finding.Resource.Text), rows.Skip(1).Select(row => row[^3]));
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
    }

    [Fact]
    public void A_row_says_what_an_auditor_asks()
    {
        var rows = Rows(Format.Render(PlanViews.Fleet));

        Assert.Equal(
            ["KeyVault-004", "exempt", "kv-pay-legacy", "rg-payments", "Payments", "22222222-2222-2222-2222-222222222222"],
            rows.Single(row => row[2] == "kv-pay-legacy").Take(6));
        Assert.Equal(["Decommissioned in January 2027", "team-payments", "2027-01-31"], rows.Single(row => row[2] == "kv-pay-legacy").Skip(8).Take(3));
        Assert.Equal("cis-6.0 6.1.1.4; mcsb LT-3 LT-6; conformity KeyVault-004", rows.Single(row => row[2] == "kv-pay-legacy")[^2]);
        Assert.StartsWith("The ReadOnly lock kv-pay-locked / frozen-for-audit forbids writes", rows.Single(row => row[2] == "kv-pay-locked")[7], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_findings_is_a_heading() => Assert.Equal(Heading + "\n", Format.Render(PlanViews.View(PlanViews.Empty)));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1+1", "' =1+1")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("=HYPERLINK(\"https://example.com\",\"x\")", "'=HYPERLINK(\"https://example.com\",\"x\")")]
    [InlineData("\t=1+1", "\\u{09}=1+1")]
    [InlineData("1=1", "1=1")]
    [InlineData("a, \"b\"", "a, \"b\"")]
    public void No_cell_is_a_formula(string reason, string shown)
    {
        var finding = SamplePlan.Vault("kv", ComplianceState.Noncompliant, reason);

        Assert.Equal(shown, Rows(Format.Render(PlanViews.View(SamplePlan.Of(finding))))[1][6]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));

        Assert.All(text, character => Assert.True(character == '\n' || !char.IsControl(character), $"U+{(int)character:X4}"));
        Assert.All(Rows(text), row => Assert.Equal(16, row.Count));
        Assert.Equal(5, Rows(text).Count);
    }

    /// <summary>Cells by the rules of RFC 4180, read by a reader that shares nothing with the writer.</summary>
    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (isQuoted && character == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isQuoted || character is not (',' or '\n'))
            {
                cell.Append(character);
            }
            else
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (character == '\n' && at + 1 < text.Length)
                {
                    rows.Add([]);
                }
            }
        }

        return rows;
    }
}
