using Baseline.Mutation.Testing;
using Xunit;

namespace Baseline.Mutation.Tests;

/// <summary>Whether a run says what is so, on products so small that it can be seen.</summary>
public sealed class SmallProductTests
{
    private const string IsOver = "public static bool IsOver(int number) => number > 3;";

    [Fact]
    public void A_mutant_that_a_test_notices_is_killed()
    {
        using var product = new SmallProduct(IsOver, Test("Small.IsOver(4) && !Small.IsOver(3)"));

        Assert.All(product.Run(), outcome => Assert.Equal((Fate.Killed, "SmallTests.Test #1"), (outcome.Fate, outcome.Killer)));
    }

    [Fact]
    public void A_mutant_that_no_test_notices_survives()
    {
        using var product = new SmallProduct(IsOver, Test("Small.IsOver(9) && !Small.IsOver(1)"));

        Assert.Equal(Fate.Survived, product.FateOf("number > 3", "number >=3"));
    }

    [Fact]
    public void A_mutant_that_no_test_reaches_survives()
    {
        using var product = new SmallProduct(IsOver, Test("true"));

        Assert.All(product.Run(), outcome => Assert.Equal((Fate.Survived, 0), (outcome.Fate, outcome.Tests)));
    }

    [Fact]
    public void A_mutant_with_which_a_test_never_ends_is_stopped_and_the_run_goes_on()
    {
        const string Sum = "public static int Sum(int number) { var sum = 0; while (number > 0) { sum += number; number -= 1; } return sum; }";
        using var product = new SmallProduct(Sum, Test("Small.Sum(3) == 6"));

        var fates = product.Run().Where(outcome => outcome.Mutant.Operator == "statement").Select(outcome => outcome.Fate);

        Assert.Equal([Fate.Killed, Fate.TimedOut], fates);
    }

    [Fact]
    public void A_mutant_that_ends_the_process_is_killed()
    {
        const string Down = "public static int Down(int number) => number == 0 ? 0 : Down(number - 1);";
        using var product = new SmallProduct(Down, Test("Small.Down(3) == 0"));

        Assert.Equal(Fate.Killed, product.FateOf("number == 0", "false"));
    }

    [Fact]
    public void A_mutant_that_does_not_compile_is_not_counted()
    {
        const string Name = "public static string Name(object value) { string name; name = \"it\"; return value is string text ? text : name; }";
        using var product = new SmallProduct(Name, Test("Small.Name(1) == \"it\""));

        Assert.DoesNotContain(product.Mutants, mutant => mutant.Operator == "statement");
        Assert.Contains(product.Mutants, mutant => mutant is { Before: "value is string text", After: "false" });
    }

    [Fact]
    public void A_value_that_is_worked_out_once_has_mutants_too()
    {
        using var product = new SmallProduct(
            "private static readonly string[] Known = [\"a\"]; public static bool Knows(string name) => System.Array.IndexOf(Known, name) >= 0;",
            Test("Small.Knows(\"a\")"));

        Assert.Equal(Fate.Killed, product.FateOf("\"a\"", "\"\""));
    }

    [Fact]
    public void A_run_whose_tests_fail_without_a_mutant_counts_for_nothing()
    {
        using var product = new SmallProduct(IsOver, Test("Small.IsOver(3)"));

        Assert.Throws<InvalidOperationException>(product.Run);
    }

    private static string Test(string holds) =>
        $"[Fact] public void Test() {{ if (!({holds})) {{ throw new System.InvalidOperationException(); }} }}";
}
