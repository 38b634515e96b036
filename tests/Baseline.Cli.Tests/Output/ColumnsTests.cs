using Baseline.Cli.Output;
using Xunit;

namespace Baseline.Cli.Tests.Output;

/// <summary>Texts in scripts whose letters take two columns, marks that take none, and paths that are longer than a screen.</summary>
public sealed class ColumnsTests
{
    [Theory]
    [InlineData("kv-pay-api", 10)]
    [InlineData("Zürich", 6)]
    [InlineData("Zu\u0308rich", 6)]
    [InlineData("決済基盤", 8)]
    [InlineData("결제", 4)]
    [InlineData("Ключ", 4)]
    [InlineData("🔑 keys", 7)]
    [InlineData("", 0)]
    public void A_text_takes_the_columns_that_a_terminal_gives_it(string text, int columns)
    {
        Assert.Equal(columns, Columns.Of(text));
        Assert.Equal($"{text}{new string(' ', 12 - columns)}", Columns.Pad(text, 12));
        Assert.Equal(text, Columns.Pad(text, 0));
    }

    [Theory]
    [InlineData("policy.rules[own].enabled", 40, new[] { "policy.rules[own].enabled" })]
    [InlineData("policy.rules[own].enabled", 20, new[] { "policy.rules[own].", "enabled" })]
    [InlineData("Microsoft.Sql/servers/write", 10, new[] { "Microsoft.", "Sql/servers/write" })]
    [InlineData("without-any-place", 5, new[] { "without-any-place" })]
    public void A_path_is_broken_where_a_part_ends(string text, int room, string[] pieces) =>
        Assert.Equal(pieces, Columns.Pieces(text, room));

    [Theory]
    [InlineData("決済基盤")]
    [InlineData("Payments")]
    public void What_stands_at_the_right_edge_ends_there(string name)
    {
        var line = new TextPage(Palette.None, 80).Add($"  {name}").Tag("KeyVault-004").ToString().TrimEnd('\n');

        Assert.Equal(80, Columns.Of(line));
    }

    [Fact]
    public void An_id_stays_whole()
    {
        var id = $"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logging/providers/Microsoft.Storage/storageAccounts/stlogs";

        Assert.Contains(id, new TextPage(Palette.None, 80).Labelled("      ", id, 16, "Why.").ToString(), StringComparison.Ordinal);
        Assert.Contains($"      exports           {id}\n", new TextPage(Palette.None, 80).Labelled("      ", "exports", 16, id).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_stand_below_each_other_whatever_their_script()
    {
        string[] names = ["決済基盤", "pay", "共通", "shop", "人事", "hr"];

        var lines = new TextPage(Palette.None, 30).Names(names, "  ").ToString().TrimEnd('\n').Split('\n');

        var starts = names.Select(name => (Line: lines.Single(line => line.Contains(name, StringComparison.Ordinal)), Name: name))
            .Select(one => Columns.Of(one.Line[..one.Line.IndexOf(one.Name, StringComparison.Ordinal)]));
        Assert.Equal([2, 13, 24, 2, 13, 24], starts);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void A_long_path_and_a_long_value_break_nowhere_within_a_word(int width)
    {
        const string label = "policy.rules[baselineKeyVault004].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan";
        const string value = "Microsoft.Authorization/policyAssignments/write";

        var lines = new TextPage(Palette.None, width).Labelled("      ", label, 16, "none -> 365").Labelled("      ", "operation", 36, value).ToString().TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.StartsWith(label, string.Concat(lines.Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith(value, StringComparison.Ordinal));
    }
}
