using System.Text.RegularExpressions;
using Baseline.Cli.Formats;
using Baseline.Cli.Tests.Formats;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What is one is called so, what has no region is told so, and an identity goes by its name.</summary>
public sealed partial class WordsTests : IDisposable
{
    private const string Identity =
        SamplePlan.Subscription + "/resourceGroups/rg.prod/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-logs";

    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData(0, "0 changes")]
    [InlineData(1, "1 change")]
    [InlineData(2, "2 changes")]
    [InlineData(1000, "1000 changes")]
    public void A_number_has_its_noun(int count, string text) => Assert.Equal(text, Quantity.Of(count, "change"));

    [Fact]
    public async Task One_is_no_plural_in_any_text_of_any_command()
    {
        File.WriteAllBytes(_folder.At("estate.json"), new EstateBuilder().Account("stlogs").Vault("kv-a").ToJson());
        File.WriteAllText(_folder.At("limited.yaml"), _folder.Read("baseline.yaml") + "limits:\n  maxChanges: 0\n  maxChangedPercent: 0\n");
        File.WriteAllText(_folder.At("other.yaml"), _folder.Read("baseline.yaml").Replace("retentionDays: [365, 0]", "retentionDays: [90]", StringComparison.Ordinal));
        string[] commands =
        [
            "snapshot --estate estate.json --out new.json",
            "snapshot --estate estate.json --out new.json --subscription 11111111-1111-1111-1111-111111111111",
            "init --estate estate.json --out -",
            .. PlanFormats.All.Select(format => $"plan --estate estate.json --format {format.Name}"),
            .. PlanFormats.All.Select(format => $"plan -f limited.yaml --estate estate.json --format {format.Name}"),
            .. PlanFormats.All.Select(format => $"plan --against file:other.yaml --estate estate.json --verbose --format {format.Name}"),
            "explain KeyVault-004 kv-a --estate estate.json",
            "apply -f limited.yaml --emulator estate.json --auto-approve",
            "apply --emulator estate.json --auto-approve --journal run.jsonl",
            "plan --estate estate.json",
            "undo run.jsonl --emulator estate.json",
            "undo run.jsonl --emulator estate.json --auto-approve",
            "undo run.jsonl --emulator estate.json",
        ];
        foreach (var command in commands)
        {
            var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
            await terminal.RunAsync(command.Split(' '));

            // The script of the page holds the nouns of all numbers.
            var said = Script().Replace(terminal.Output.ToString(), "") + terminal.Error;
            Assert.NotEqual("", said);
            Assert.DoesNotMatch(OneOfMany(), said);
        }
    }

    [Theory]
    [InlineData("storageAccounts:", "ask Azure's support")]
    [InlineData("workspace:", "add the line '\"*\": <workspace id>' under")]
    public async Task A_vault_without_a_region_is_told_to_have_none_with_a_cure_that_can_be_followed(string kind, string cure)
    {
        File.WriteAllBytes(_folder.At("estate.json"), new EstateBuilder().Account("stlogs").Vault("kv-a", region: "").ToJson());
        if (kind == "workspace:")
        {
            var text = _folder.Read("baseline.yaml");
            File.WriteAllText(_folder.At("baseline.yaml"), $"{text[..text.IndexOf("storageAccounts:", StringComparison.Ordinal)]}accept: [workspace]\n"
                + "      workspace:\n        westeurope: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/log-central\n");
        }

        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        await terminal.RunAsync("plan", "--estate", "estate.json");
        var said = string.Join(' ', (terminal.Output.ToString() + terminal.Error).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("Azure gave no region for it", said, StringComparison.Ordinal);
        Assert.Contains(cure, said, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"region (\.|,|"":)", said);
    }

    [Fact]
    public void An_identity_that_goes_is_named_once_and_by_its_name()
    {
        var path = $"identity.userAssignedIdentities.{Identity}";
        var change = SamplePlan.Encryption(1) with
        {
            Properties =
            [
                new PropertyChange($"{path}.clientId", SamplePlan.Json("\"22222222-2222-2222-2222-222222222222\""), default),
                new PropertyChange($"{path}.principalId", SamplePlan.Json("\"33333333-3333-3333-3333-333333333333\""), default),
            ],
        };

        var text = PlanFormats.Default.Render(PlanViews.View(SamplePlan.With(change)));

        Assert.Single(text.Split('\n'), line => line.Contains("id-logs", StringComparison.Ordinal));
        Assert.DoesNotContain("clientId", text, StringComparison.Ordinal);
        Assert.DoesNotContain("principalId", text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    [GeneratedRegex(@"(?<![\d.,:/-])1 (?:more |noncompliant |key |storage |diagnostic )?(?:subscriptions|resources|changes|findings|vaults|accounts|settings|rules|days|verdicts|warnings|notes|errors|exemptions|characters|groups|controls|requests|are|were)\b")]
    private static partial Regex OneOfMany();

    [GeneratedRegex(@"<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Script();
}
