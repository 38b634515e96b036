using System.Text.Json.Nodes;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What a standard asks for, and what of it a document covers.</summary>
public sealed class StandardTests : IDisposable
{
    private const string Workspace = "/subscriptions/55555555-5555-5555-5555-555555555555/resourceGroups/rg-logs/providers"
        + "/Microsoft.OperationalInsights/workspaces/law-logs";

    private readonly Workspace _workspace = new("fleet");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task The_list_reads_as_agreed()
    {
        var ran = await _workspace.RunAsync("controls", "--standard", "cis-5.0");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Golden.Match(ran.Output, "cli/standard.txt");
    }

    [Theory]
    [InlineData("cis-5.0")]
    [InlineData("mcsb")]
    [InlineData("conformity")]
    public async Task No_line_is_wider_than_a_terminal_of_80_columns_and_requirements_stand_beside_their_numbers(string standard)
    {
        var terminal = new FakeTerminal { IsTerminal = true, Width = 80, WorkingDirectory = _workspace.Root };
        terminal.Variables["NO_COLOR"] = "1";

        await terminal.RunAsync("controls", "--standard", standard);

        var lines = terminal.Output.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.StartsWith("    ", StringComparison.Ordinal) && line.Length > 4 && line[4] != ' ');
    }

    [Fact]
    public async Task Without_a_document_it_is_said_what_one_could_cover()
    {
        File.Delete(_workspace.At("baseline.yaml"));

        var ran = await _workspace.RunAsync("controls", "--standard", "mcsb");
        var named = await _workspace.RunAsync("controls", "--standard", "mcsb", "-f", "baseline.yaml");

        Assert.Contains("\nHeld by a control (", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Not in", ran.Output, StringComparison.Ordinal);
        Assert.Equal(1, named.ExitCode);
    }

    /// <summary>A control alone is not enough where the number asks for a part of what it can hold.</summary>
    [Theory]
    [InlineData("Monitor-007: { categories: [Administrative, Alert, Policy, Security], destination: { workspace: W } }", "cis-6.0", "6.1.1.2", "covered")]
    [InlineData("Monitor-007: { categories: [Administrative], destination: { workspace: W } }", "cis-6.0", "6.1.1.2", "notWanted")]
    [InlineData("Monitor-007: { categories: [Administrative], destination: { workspace: W } }", "cis-6.0", "6.1.1.1", "covered")]
    [InlineData("Monitor-007: { categories: all, destination: { workspace: W } }", "conformity", "Monitor-002", "notWanted")]
    [InlineData("Monitor-007: { categories: all, destination: { workspace: W }, retentionDays: { atLeast: 365 } }", "conformity", "Monitor-002", "covered")]
    [InlineData("Monitor-008: { rules: [{ types: [\"*\"], logs: audit, destination: { workspace: W } }] }", "cis-5.0", "6.1.4", "covered")]
    [InlineData("Monitor-008: { rules: [{ types: [Microsoft.Web/sites], logs: allLogs, destination: { workspace: W } }] }", "cis-5.0", "6.1.4", "notWanted")]
    [InlineData("Monitor-008: { rules: [{ types: [Microsoft.Web/sites], logs: allLogs, destination: { workspace: W } }] }", "cis-5.0", "6.1.1.6", "covered")]
    [InlineData("Monitor-008: { rules: [{ types: [Microsoft.Web/*], logs: [AppServiceHTTPLogs], destination: { workspace: W } }] }", "cis-5.0", "6.1.1.6", "covered")]
    [InlineData("Monitor-008: { rules: [{ types: [Microsoft.Web/sites], logs: [AppServiceAppLogs], destination: { workspace: W } }] }", "cis-5.0", "6.1.1.6", "notWanted")]
    [InlineData("Monitor-008: { rules: [{ types: [\"*\"], logs: allLogs, destination: { workspace: W } }], except: [Microsoft.Web/sites] }", "cis-5.0", "6.1.1.6", "notWanted")]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0], destination: { accept: workspace, workspace: W } }", "mcsb", "LT-6", "notWanted")]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0], destination: { accept: any, storageAccounts: { } } }", "mcsb", "LT-3", "covered")]
    [InlineData("Monitor-007: { categories: all, destination: { workspace: W } }", "cis-5.0", "6.1.1.5", "leftOut")]
    public async Task Each_number_is_covered_by_what_the_document_wants(string control, string standard, string number, string coverage)
    {
        File.WriteAllText(_workspace.At("baseline.yaml"), $"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: {"{"} name: logs {"}"}
            scope: {"{"} tenant: true {"}"}
            controls:
              {control.Replace("W }", Workspace + " }", StringComparison.Ordinal)}
            """);

        var ran = await _workspace.RunAsync("controls", "--standard", standard, "--format", "json");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var found = JsonNode.Parse(ran.Output)?["numbers"]?.AsArray().Where(entry => entry?["number"]?.GetValue<string>() == number).ToList();
        Assert.Contains(coverage, Assert.IsType<List<JsonNode?>>(found).Select(entry => entry?["coverage"]?.GetValue<string>()));
    }

    [Fact]
    public async Task A_standard_that_is_not_known_is_refused_with_the_list()
    {
        var ran = await _workspace.RunAsync("controls", "--standard", "cis-1.0");
        var alone = await _workspace.RunAsync("controls", "-f", "baseline.yaml");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("cis-2.0", ran.Error, StringComparison.Ordinal);
        Assert.Contains("conformity", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, alone.ExitCode);
        Assert.Contains("--file is for --standard alone", alone.Error, StringComparison.Ordinal);
    }
}
