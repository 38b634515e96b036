using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>A journal that somebody forged within the document's scope makes nothing anew and gives nobody access.</summary>
public sealed class ForgedJournalTests : IDisposable
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/cc-log-data-key-vault";
    private const string Mine = "99999999-9999-9999-9999-999999999999";
    private const string Role = "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private readonly Workspace _workspace = new("conformity");

    /// <summary>What the journal says that an undo took away: the type, what was written to, how, the body, and what was there before.</summary>
    public static TheoryData<string, string, string, string, string> Forged => new()
    {
        {
            "Microsoft.Insights/diagnosticSettings", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/audit", "DELETE", "null",
            $$$"""{"properties":{"workspaceId":"{{{Group}}}/Microsoft.OperationalInsights/workspaces/theirs","logs":[{"category":"AuditEvent","enabled":true}]} }"""
        },
        {
            "Microsoft.Authorization/roleAssignments", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/{Mine}", "DELETE", "null",
            $$$"""{"properties":{"roleDefinitionId":"{{{Role}}}","principalId":"{{{Mine}}}","principalType":"ServicePrincipal"} }"""
        },
        {
            "Microsoft.KeyVault/vaults/accessPolicies", $"{Vault}/accessPolicies/remove", "PUT", Access(), Access()
        },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task Nothing_comes_back_that_the_document_does_not_ask_for(string type, string resource, string method, string body, string before)
    {
        await _workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        var estate = _workspace.Read("estate.json");
        var change = $$$""" "change":"c1","action":"delete","resource":"{{{resource}}}","type":"{{{type}}}","apiVersion":"2022-04-01","method":"{{{method}}}","body":{{{body}}} """;
        File.WriteAllLines(_workspace.At("forged.jsonl"),
        [
            """{"at":"2026-11-22T09:00:00Z","event":"run","formatVersion":"1.0","plan":"sha256:0","baseline":"azure-logging","baselineDigest":"sha256:0","changes":1,"undo":true}""",
            $$"""{"at":"2026-11-22T09:00:00Z","event":"starting",{{change}},"before":{{before}} }""",
            """{"at":"2026-11-22T09:00:00Z","event":"finished","change":"c1","outcome":"applied","after":null}""",
        ]);

        var ran = await _workspace.RunAsync("undo", "forged.jsonl", "--emulator", "estate.json", "--auto-approve");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("Left: ", ran.Error, StringComparison.Ordinal);
        Assert.Equal(JsonNode.Parse(estate)?.ToJsonString(), JsonNode.Parse(_workspace.Read("estate.json"))?.ToJsonString());
    }

    /// <summary>Of resources with metrics and without, by all controls.</summary>
    [Fact]
    public async Task What_an_honest_undo_took_away_comes_back_directly_and_by_a_saved_plan()
    {
        using var workspace = new Workspace("landing-zone");
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "1.jsonl");
        await workspace.RunAsync("undo", "1.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "2.jsonl");
        File.Copy(workspace.At("estate.json"), workspace.At("copy.json"));

        var again = await workspace.RunAsync("undo", "2.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "3.jsonl");
        await workspace.RunAsync("undo", "2.jsonl", "--emulator", "copy.json", "--out", "again.json");
        var saved = await workspace.RunAsync("apply", "again.json", "--emulator", "copy.json", "--journal", "4.jsonl");

        Assert.Equal(0, again.ExitCode);
        Assert.All(
            again.Error.Split('\n').Where(line => line.StartsWith("Left: ", StringComparison.Ordinal)),
            line => Assert.Contains("A lock that an undo removed is made again by an apply.", line, StringComparison.Ordinal));
        Assert.DoesNotContain("error", saved.Error, StringComparison.Ordinal);
        Assert.Contains(" applied, 0 failed, 0 stale, 0 skipped.", saved.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private static string Access() =>
        $$$"""{"properties":{"accessPolicies":[{"tenantId":"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa","objectId":"{{{Mine}}}","permissions":{"keys":["get","wrapKey","unwrapKey"]} }]} }""";
}
