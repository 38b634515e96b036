using System.Text;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Explaining;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>Why a case's resources are judged as they are: each step, with the place that it rests on.</summary>
public sealed class ExplanationTests
{
    [Theory]
    [InlineData("KeyVault-004", "K04 K08 K12 K13 K14 K16 K18 K22 K25 K29 K30")]
    [InlineData("Monitor-006", "M01 M03 M04 M05 M07 M13 M15 M20 M21 M22 exempt")]
    [InlineData("Monitor-007", "A02 A06 A10 A16 A19 A21 A25-accounts")]
    [InlineData("LogStorage", "P01 P05 P08 P11 P15 P19 P22")]
    [InlineData("Monitor-008", "L05 L13 L21 L29 L35")]
    [InlineData("ActivityLogAlerts", "T01 T04 T08 T14 T32")]
    public void The_way_to_each_verdict_is_told(string control, string files)
    {
        var wanted = files.Split(' ');
        var names = CaseFile.All()
            .Where(file => file.StartsWith($"{control}/", StringComparison.Ordinal) && wanted.Any(start => file.StartsWith($"{control}/{start}", StringComparison.Ordinal)))
            .SelectMany(CaseFile.CaseNames);
        var text = new StringBuilder();
        foreach (var name in names)
        {
            Explain(text, CaseFile.Load(name));
        }

        Golden.Match(text.ToString(), $"conformance/explain-{control}.txt");
    }

    [Fact]
    public void Of_an_account_its_encryption_is_told_and_whose_logs_rest_on_it()
    {
        string[] wanted = ["M04", "M08", "M13", "M21", "M22", "M28", "M30", "exempt"];
        var text = new StringBuilder();
        foreach (var name in CaseFile.All().Where(file => wanted.Any(start => file.StartsWith($"Monitor-006/{start}", StringComparison.Ordinal))).SelectMany(CaseFile.CaseNames))
        {
            ExplainAccounts(text, CaseFile.Load(name));
        }

        Golden.Match(text.ToString(), "conformance/explain-accounts.txt");
    }

    private static void ExplainAccounts(StringBuilder text, ConformanceCase one)
    {
        text.Append(one.Name).Append('\n');
        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);
        foreach (var account in one.Estate.OfType("microsoft.storage/storageaccounts"))
        {
            var told = new Explainer(ControlCatalogue.Product).Explain(one.Document, one.Estate, one.Today, "Monitor-006", account.Id.Text);
            if (told.Value is not { } explanation)
            {
                text.Append($"  {account.Id.Name}: {told.Diagnostics[0].Code}\n");
                continue;
            }

            Assert.All(
                plan.Findings.SelectMany(finding => finding.Details).Where(detail => detail.Resource == account.Id),
                detail => Assert.Equal((detail.State, detail.Reason), (explanation.Finding.State, explanation.Finding.Reason)));
            Steps(text, explanation.Steps, explanation.Finding);
            text.Append($"    blocked {explanation.Finding.Blocked ?? "by nothing"}, changes [{string.Join(", ", explanation.Finding.Changes)}]\n");
        }

        text.Append('\n');
    }

    private static void Explain(StringBuilder text, ConformanceCase one)
    {
        text.Append(one.Name).Append('\n');
        foreach (var finding in new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today).Findings)
        {
            var told = new Explainer(ControlCatalogue.Product).Explain(one.Document, one.Estate, one.Today, finding.Control, finding.Resource.Text).Value;
            Assert.NotNull(told);
            Assert.Equal((finding.State, finding.Reason), (told.Finding.State, told.Finding.Reason));
            Steps(text, told.Steps, told.Finding);
        }

        text.Append('\n');
    }

    private static void Steps(StringBuilder text, IReadOnlyList<EvidenceStep> steps, Finding finding)
    {
        text.Append($"  {finding.Control} {finding.Resource.Name}: {finding.State}\n");
        foreach (var step in steps)
        {
            text.Append(' ', 4 + (2 * step.Depth)).Append($"{step.Where}: {step.Text}\n");
        }
    }
}
