using System.Text.Json;
using Baseline.Controls;
using Baseline.Controls.ActivityLogAlerts;
using Baseline.Standards;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Standards;

/// <summary>What standards ask for of Azure's logs.</summary>
public sealed class StandardCatalogueTests
{
    private static readonly StandardCatalogue Product = StandardCatalogue.Product;

    [Fact]
    public void Whoever_holds_something_is_a_control() => Assert.Empty(
        Product.Lines.Select(line => line.Control).OfType<string>().Except(ControlCatalogue.Product.All.Select(control => control.Id)));

    [Fact]
    public void Every_control_holds_something() => Assert.Empty(
        ControlCatalogue.Product.All.Select(control => control.Id).Except(Product.Lines.Select(line => line.Control)));

    [Fact]
    public void Every_standard_asks_for_something_that_is_held_and_the_old_CIS_for_what_is_left_out()
    {
        Assert.All(StandardCatalogue.Standards, standard => Assert.Contains(Product.Of(standard), pair => pair.Line.Control is not null));
        Assert.Contains(Product.Lines, line => line.WhyNot is not null && line.Numbers.ContainsKey("cis-2.0"));
    }

    /// <summary>An operation that a set has for a standard is on the standard's list, under the same number.</summary>
    [Fact]
    public void Operations_of_alerts_have_the_numbers_of_their_sets()
    {
        var lines = Product.Lines.Where(line => line.Control == "ActivityLogAlerts").ToDictionary(line => Assert.Single(line.Parts));
        Assert.All(OperationSets.All.Where(known => known.Cis is not null), known =>
            Assert.Equal([$"6.1.2.{known.Cis}"], lines[known.Name].Numbers["cis-6.0"]));
        Assert.All(OperationSets.All.Where(known => known.Conformity is not null), known =>
            Assert.Equal([known.Conformity ?? ""], lines[known.Name].Numbers["conformity"]));
    }

    /// <summary>Where the list of another project's checks is at hand, nothing that it knows is forgotten.</summary>
    [Fact]
    public void No_number_of_CIS_that_scanners_check_is_forgotten()
    {
        var file = Path.Combine(Path.GetDirectoryName(Repo.Root) ?? "", "shared", "data", "cis-crosswalk.json");
        using var known = JsonDocument.Parse(File.Exists(file) ? File.ReadAllText(file) : """{"checks":{}}""");
        foreach (var version in known.RootElement.GetProperty("checks").EnumerateObject().SelectMany(check => check.Value.EnumerateObject()))
        {
            var standard = Assert.IsType<Standard>(StandardCatalogue.Find($"cis-{version.Name}"));
            var own = Product.Of(standard).Select(pair => pair.Number).ToHashSet();
            Assert.All(version.Value.EnumerateArray(), number => Assert.Contains(number.GetString() ?? "", own));
        }
    }

    [Theory]
    [InlineData("6.1.1.9", "6.1.1.10")]
    [InlineData("6.1.1", "6.1.1.1")]
    [InlineData("5.4", "10.1")]
    [InlineData("ActivityLog-009", "ActivityLog-010")]
    [InlineData("LT-3", "LT-4")]
    [InlineData("KeyVault-004", "Monitor-001")]
    public void Numbers_are_in_the_order_of_their_parts(string first, string second)
    {
        Assert.True(StandardNumbers.Order.Compare(first, second) < 0);
        Assert.True(StandardNumbers.Order.Compare(second, first) > 0);
        Assert.Equal(0, StandardNumbers.Order.Compare(first, first));
    }

    [Theory]
    [InlineData("Monitor-007 | Nothing")]
    [InlineData("Monitor-007 | Something | cis-9.9 1.1")]
    [InlineData("Monitor-007 | Something | cis-2.0")]
    [InlineData("Monitor-007 | Something | cis-2.0 1.1 | Why a control that holds it does not")]
    [InlineData("- | Something | cis-2.0 1.1")]
    public void What_is_no_line_of_the_file_is_refused(string line) =>
        Assert.Throws<FormatException>(() => StandardCatalogue.Parse(line));

    [Fact]
    public void A_line_says_who_holds_what_by_which_numbers()
    {
        var lines = StandardCatalogue.Parse("# comment\nMonitor-007:A,B | Held | cis-2.0 1.1 1.2; mcsb LT-3\n- | Left | conformity X-1 | Why\n").Lines;

        Assert.Equal(["A", "B"], lines[0].Parts);
        Assert.Equal(("Monitor-007", "Held", null), (lines[0].Control, lines[0].Requirement, lines[0].WhyNot));
        Assert.Equal(["1.1", "1.2"], lines[0].Numbers["cis-2.0"]);
        Assert.Equal(["LT-3"], lines[0].Numbers["mcsb"]);
        Assert.Equal((null, "Left", "Why"), (lines[1].Control, lines[1].Requirement, lines[1].WhyNot));
        Assert.Empty(lines[1].Parts);
    }
}
