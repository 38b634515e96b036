using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What a plan prints as a name can be typed again: to <c>explain</c>, and to <c>--only resource=</c>.</summary>
public sealed class PrintedNameTests : IDisposable
{
    private readonly Workspace _workspace = new("landing-zone");

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("sql-shop / shop", "/servers/sql-shop/databases/shop")]
    [InlineData("SQL-shop/Shop", "/servers/sql-shop/databases/shop")]
    [InlineData("sql-pay / master", "/servers/sql-pay/databases/master")]
    [InlineData("app-pay-web / staging", "/sites/app-pay-web/slots/staging")]
    [InlineData("stactpay / blob service", "/storageAccounts/stactpay/blobServices/default")]
    [InlineData("kv-pay-api", "/vaults/kv-pay-api")]
    public async Task Explain_and_only_take_the_name_that_the_plan_prints(string name, string id)
    {
        var control = name == "kv-pay-api" ? "KeyVault-004" : "Monitor-008";

        var explained = await _workspace.RunAsync("explain", control, name, "--estate", "estate.json");
        var chosen = await _workspace.RunAsync(
            "plan", "--estate", "estate.json", "--only", $"resource={name}", "--only", $"control={control}", "--format", "csv");

        Assert.Contains($"{id}\n", explained.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(id, Assert.Single(chosen.Output.TrimEnd('\n').Split('\n')[1..]), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("sql-*/*", 5)]
    [InlineData("sql-shop / *", 1)]
    [InlineData("* / blob service", 5)]
    [InlineData("blob service", 5)]
    [InlineData("app-pay-web / stagin?", 1)]
    public async Task Only_takes_wildcards_in_each_name_of_a_path(string pattern, int findings)
    {
        var ran = await _workspace.RunAsync(
            "plan", "--estate", "estate.json", "--only", $"resource={pattern}", "--only", "control=Monitor-008", "--format", "csv");

        Assert.Equal(findings, ran.Output.TrimEnd('\n').Split('\n')[1..].Length);
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_answered_with_the_printed_name()
    {
        var explained = await _workspace.RunAsync("explain", "Monitor-008", "sql-shop / shp", "--estate", "estate.json");
        var chosen = await _workspace.RunAsync("plan", "--estate", "estate.json", "--only", "resource=sql-shop / shp");

        Assert.Contains("\"sql-shop / shop\"", explained.Error, StringComparison.Ordinal);
        Assert.Contains("\"sql-shop / shop\"", chosen.Error, StringComparison.Ordinal);
    }
}
