using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Azure answers with ids in more than one letter case; what is read has one.</summary>
public sealed partial class SpellingTests
{
    [Theory]
    [InlineData("fleet")]
    [InlineData("landing-zone")]
    public async Task An_id_is_spelled_one_way_in_a_whole_plan(string example)
    {
        using var workspace = new Workspace(example);

        var text = (await workspace.RunAsync("plan", "--estate", "estate.json", "--verbose")).Output;

        var ids = Id().Matches(text).Select(match => match.Value.TrimEnd('.', ':', ',')).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(ids.Count > 20, $"{ids.Count} ids");
        Assert.Empty(ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1).Select(same => string.Join(" | ", same)));
    }

    [Fact]
    public async Task A_notice_has_the_id_of_the_finding_on_what_it_belongs_to()
    {
        using var workspace = new Workspace("fleet");
        File.WriteAllText(
            workspace.At("estate.json"),
            workspace.Read("estate.json").Replace("/providers/microsoft.insights/diagnosticSettings/from-2021", "/providers/MICROSOFT.insights/diagnosticSettings/from-2021", StringComparison.OrdinalIgnoreCase));

        var text = (await workspace.RunAsync("plan", "--estate", "estate.json", "--verbose")).Output;

        Assert.Contains(
            "      KeyVault-004 /subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg-payments/providers/Microsoft.KeyVault/vaults/"
                + "kv-pay-batch/providers/Microsoft.Insights/diagnosticSettings/from-2021\n",
            text,
            StringComparison.Ordinal);
    }

    [GeneratedRegex(@"/subscriptions/[^\s""',]+")]
    private static partial Regex Id();
}
