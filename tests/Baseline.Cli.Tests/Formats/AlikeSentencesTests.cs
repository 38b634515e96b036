using Baseline.Cli.Formats;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>What several settings have in common is said once.</summary>
public sealed class AlikeSentencesTests
{
    private const string A = "/subscriptions/1/providers/Microsoft.OperationalInsights/workspaces/law-a";
    private const string B = "/subscriptions/1/providers/Microsoft.OperationalInsights/workspaces/law-b";
    private const string Wanted = "not to /subscriptions/1/providers/Microsoft.OperationalInsights/workspaces/law-central, the workspace that the document names.";

    [Theory]
    [InlineData("Setting \"a\" exports nothing.", "Setting \"a\" exports nothing.")]
    [InlineData("Setting \"a\" exports nothing. Setting \"b\" exports nothing.", "Settings \"a\" and \"b\" export nothing.")]
    [InlineData(
        "It has 2. Setting \"a\" does not export Audit. Setting \"b\" does not export Audit. Azure allows 5.",
        "It has 2. Settings \"a\" and \"b\" do not export Audit. Azure allows 5.")]
    [InlineData(
        "Setting \"a\" has no logs. Setting \"b\" has no logs. Setting \"c\" has no logs. Setting \"d\" has no logs.",
        "4 settings have no logs.")]
    [InlineData("Setting \"a\" sends none. Setting \"b\" sends none.", "Each of the settings \"a\" and \"b\" sends none.")]
    [InlineData(
        "Setting \"a\" exports to " + A + ", which does not exist. Setting \"b\" exports to " + A + ", which does not exist.",
        "Settings \"a\" and \"b\" export to " + A + ", which does not exist.")]
    [InlineData(
        "Setting \"a\" exports to " + A + ", " + Wanted + " Setting \"b\" exports to " + B + ", " + Wanted,
        "Settings \"a\" and \"b\" export to " + A + " and " + B + ", " + Wanted)]
    [InlineData(
        "Setting \"a\" exports to " + A + ", not to x. Setting \"b\" exports to " + B + ", not to y.",
        "Setting \"a\" exports to " + A + ", not to x. Setting \"b\" exports to " + B + ", not to y.")]
    public void They_are_joined(string text, string expected) => Assert.Equal(expected, AlikeSentences.Joined(text));
}
