using System.Text.Json.Nodes;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>An exemption of a part of a resource is told wherever one of a whole resource is, whatever the verdict on the rest.</summary>
public sealed class ExemptPartTests : IDisposable
{
    private const string Group = "/subscriptions/33333333-3333-3333-3333-333333333333";
    private const string Account = $"{Group}/resourceGroups/rg-payments/providers/Microsoft.Storage/storageAccounts/stactpay";

    private readonly Workspace _workspace = new("landing-zone");

    /// <summary>Each control that has parts, before an apply and after it, with a number of a standard that asks for the part and one that does not.</summary>
    public static TheoryData<string, string, string, bool, string, string> Parts
    {
        get
        {
            var data = new TheoryData<string, string, string, bool, string, string>();
            foreach (var isApplied in (bool[])[false, true])
            {
                data.Add("LogStorage", Account, "minimumTls", isApplied, "StorageAccounts-021", "StorageAccounts-001");
                data.Add("LogStorage", Account, "softDelete.blobs", isApplied, "StorageAccounts-010", "StorageAccounts-001");
                data.Add(
                    "ActivityLogAlerts", Group, "Microsoft.Sql/servers/firewallRules/delete", isApplied, "ActivityLog-009", "ActivityLog-002");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task It_is_told_in_every_form_with_its_owner_and_its_end(
        string control, string resource, string part, bool isApplied, string exempt, string other)
    {
        Exempt(control, resource, part);
        if (isApplied)
        {
            Assert.Contains(
                " 0 failed", (await _workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve")).Output, StringComparison.Ordinal);
        }

        foreach (var format in (string[])["text", "markdown", "html", "csv", "sarif", "junit", "json"])
        {
            var told = Unbroken((await _workspace.RunAsync("plan", "--emulator", "estate.json", "--format", format)).Output);
            Assert.All((string[])["Kept by its owner", "team-parts", "2027-03-31", part], text =>
                Assert.True(told.Contains(text, StringComparison.Ordinal), $"{format} does not say {text}."));
        }

        var explained = Unbroken((await _workspace.RunAsync("explain", control, resource, "--emulator", "estate.json")).Output);
        Assert.Contains($"Exempt in part: {part}: until 2027-03-31, team-parts: Kept by its owner", explained, StringComparison.Ordinal);

        var rows = (await _workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "csv")).Output.Split('\n');
        var row = Assert.Single(rows, line => line.Contains("team-parts", StringComparison.Ordinal));
        Assert.StartsWith($"{control},{(isApplied ? "compliant" : "noncompliant")},", row, StringComparison.Ordinal);
        Assert.DoesNotContain(exempt, row, StringComparison.Ordinal);
        Assert.Contains(other, row, StringComparison.Ordinal);
        Assert.Contains(rows, line => line.StartsWith($"{control},", StringComparison.Ordinal) && line.Contains(exempt, StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_the_text_it_has_a_section_of_its_own()
    {
        Exempt("LogStorage", Account, "minimumTls");
        Exempt("LogStorage", Account, "deleteLock");

        var text = (await _workspace.RunAsync("plan", "--emulator", "estate.json")).Output;

        var section = text[text.IndexOf("Exempt in part (1)", StringComparison.Ordinal)..];
        Assert.Contains("stactpay", section, StringComparison.Ordinal);
        Assert.Contains("minimumTls, deleteLock: until 2027-03-31, team-parts: Kept by its owner", Unbroken(section), StringComparison.Ordinal);
    }

    /// <summary>A finding that is told in full because something else of it is blocked does not tell it a second time.</summary>
    [Fact]
    public void In_the_text_it_is_told_once_where_the_rest_is_blocked()
    {
        var exemption = new FindingExemption("Old clients", "team-parts", new DateOnly(2027, 3, 31), 99);
        var finding = SamplePlan.Vault("kv-a", ComplianceState.Noncompliant) with
        {
            Obstacles = [new Obstacle("BL2105", "A lock forbids it", "remove the lock")],
            Details = [new FindingDetail(SamplePlan.VaultId("kv-a"), ComplianceState.Exempt, exemption.Text) { Key = "minimumTls", Exemption = exemption }],
        };

        var text = new TextFormat().Render(PlanViews.View(SamplePlan.Of(finding)));

        Assert.Equal(2, text.Split("Old clients").Length);
        Assert.Contains("Blocked (1)", text, StringComparison.Ordinal);
    }

    /// <summary>Each is a result of its own beside that of the rest, suppressed, at the line of its exemption.</summary>
    [Fact]
    public async Task In_SARIF_each_is_a_suppressed_result_that_points_to_its_exemption()
    {
        Exempt("LogStorage", Account, "minimumTls");
        Exempt("LogStorage", Account, "deleteLock");

        var log = JsonNode.Parse((await _workspace.RunAsync("plan", "--emulator", "estate.json", "--format", "sarif")).Output);

        var results = log?["runs"]?[0]?["results"]?.AsArray()
            .Where(result => $"{result?["ruleId"]} {result?["message"]?["text"]}".StartsWith("LogStorage stactpay", StringComparison.Ordinal)).ToList();
        Assert.NotNull(results);
        Assert.Equal(3, results.Count);
        Assert.Equal(3, results.Select(result => $"{result?["partialFingerprints"]}").Distinct().Count());
        var lines = _workspace.Read("baseline.yaml").Split('\n');
        var exempt = results.Where(result => result?["suppressions"] is not null).ToList();
        Assert.Equal(
            ["    part: minimumTls", "    part: deleteLock"],
            exempt.Select(result => lines[(int)(result?["locations"]?[0]?["physicalLocation"]?["region"]?["startLine"] ?? 0) + 1]));
    }

    /// <summary>Where every part is exempt, each with an exemption of its own, all of them are told and not only the first that ends.</summary>
    [Fact]
    public async Task Where_all_parts_are_exempt_each_exemption_is_told()
    {
        string[] parts =
        [
            "secureTransfer", "minimumTls", "anonymousAccess", "crossTenantReplication", "trustedServices", "softDelete.blobs",
            "softDelete.containers", "deleteLock",
        ];
        foreach (var part in parts)
        {
            Exempt("LogStorage", Account, part, ReasonOf(part));
        }

        foreach (var format in (string[])["text", "markdown", "html", "csv", "sarif", "junit", "json"])
        {
            var told = Unbroken((await _workspace.RunAsync("plan", "--emulator", "estate.json", "--format", format)).Output);
            Assert.All(parts, part => Assert.True(told.Contains(ReasonOf(part), StringComparison.Ordinal), $"{format} does not tell {part}."));
            Assert.DoesNotContain("Exempt in part (", told, StringComparison.Ordinal);
        }

        var explained = Unbroken((await _workspace.RunAsync("explain", "LogStorage", Account, "--emulator", "estate.json")).Output);
        Assert.All(parts, part => Assert.Contains($" Exempt: {part}: until", explained, StringComparison.Ordinal));
        Assert.DoesNotContain("Exempt in part", explained, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>In letters alone, which no form has to escape.</summary>
    private static string ReasonOf(string part) => $"Reason of {part.Replace('.', ' ')}";

    private static string Unbroken(string text) =>
        string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private void Exempt(string control, string resource, string part, string reason = "Kept by its owner") =>
        _workspace.Edit("baseline.yaml", "limits:", $$"""
          - control: {{control}}
            resource: {{resource}}
            part: {{part}}
            reason: {{reason}}
            owner: team-parts
            expires: 2027-03-31

        limits:
        """);
}
