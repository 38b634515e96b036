using System.Text.Json;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>The conditions of other tools, and the page that they come to.</summary>
public sealed class RivalTests
{
    private const string Account = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlogs";
    private const string Off = "\"retentionPolicy\":{\"enabled\":false,\"days\":0}";

    // Thirteen states of a vault, and P or F for Prowler, Steampipe, CloudSploit, azqr, PSRule, cloudbeat, Regula.
    [Theory]
    [InlineData("none", "FFFFFFF")]
    [InlineData("AuditEvent", "PFPPPPF")]
    [InlineData("AuditEvent:365", "PFPPPPP")]
    [InlineData("AuditEvent:30", "PFPPPPF")]
    [InlineData("-AuditEvent", "FFPPFFF")]
    [InlineData("@audit", "FFPPPPF")]
    [InlineData("-@audit @allLogs", "FFPPPFF")]
    [InlineData("@audit @allLogs", "PPPPPPF")]
    [InlineData("-AzurePolicyEvaluationDetails AuditEvent", "PFPPPFF")]
    [InlineData("workspace AuditEvent", "PFPPPFF")]
    [InlineData("metrics", "FFFPFFF")]
    [InlineData("AzurePolicyEvaluationDetails", "FFPPFFF")]
    [InlineData("auditevent", "FFPPPFF")]
    public void The_thirteen_states_of_a_vault_come_to_what_the_study_found(string state, string words)
    {
        var parts = state.Split(' ').ToList();
        var toWorkspace = parts.Remove("workspace");
        List<DiagnosticSetting> settings = parts is ["none"] ? [] : [Setting(toWorkspace, parts is ["metrics"] ? [] : parts)];

        var said = VaultRivals.All.Select(tool => tool.Judge(settings)).Select(word => word == Word.Pass ? 'P' : word == Word.Fail ? 'F' : '?');

        Assert.Equal(words, string.Concat(said));
    }

    [Fact]
    public void The_page_is_what_the_cases_and_the_conditions_come_to() => Golden.Match(RivalReport.Page, "../../docs/rivals.md");

    [Fact]
    public void Every_case_is_on_the_page()
    {
        var page = RivalReport.Page;

        Assert.All(
            CaseFile.All().SelectMany(CaseFile.CaseNames),
            name => Assert.Contains(name[(name.IndexOf(": ", StringComparison.Ordinal) + 2)..].Replace("|", "\\|", StringComparison.Ordinal), page, StringComparison.Ordinal));
    }

    private static DiagnosticSetting Setting(bool toWorkspace, IEnumerable<string> rows)
    {
        var sink = toWorkspace ? "\"workspaceId\":\"/x\"" : $"\"storageAccountId\":\"{Account}\"";
        var body = $"{{\"properties\":{{{sink},\"logs\":[{string.Join(',', rows.Select(Row))}]}}}}";
        return new DiagnosticSetting(new ObservedResource(ResourceId.Parse($"{Account}/providers/Microsoft.Insights/diagnosticSettings/s"), JsonDocument.Parse(body).RootElement));
    }

    private static string Row(string text)
    {
        var name = text.TrimStart('-').TrimStart('@').Split(':');
        var retention = name.Length > 1 ? $"\"retentionPolicy\":{{\"enabled\":true,\"days\":{name[1]}}}" : Off;
        var kind = text.Contains('@', StringComparison.Ordinal) ? "categoryGroup" : "category";
        return $"{{\"{kind}\":\"{name[0]}\",\"enabled\":{(text[0] == '-' ? "false" : "true")},{retention}}}";
    }
}
