using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Output;

public sealed class DiagnosticRendererTests
{
    private static readonly Diagnostic[] Some =
    [
        new(
            Severity.Error,
            "BL6031",
            "Not allowed to change the resource",
            "Azure refused PATCH.",
            "Grant \"Storage Account Contributor\", then apply again:\n    baseline apply",
            Resource: "/subscriptions/x"),
        new(Severity.Warning, "BL1301", "Exemption without effect", Span: new SourceSpan("baseline.yaml", 20, 3)),
        new(
            Severity.Error,
            "BL1203",
            "Unknown property",
            "Storage accounts have no property \"minTlsVersion\".",
            "Did you mean \"minimumTlsVersion\"?",
            new SourceSpan("baseline.yaml", 14, 7, 13),
            "      minTlsVersion: TLS1_2"),
    ];

    [Fact]
    public void Each_says_what_where_why_and_how_to_fix_it() =>
        Golden.Match(DiagnosticRenderer.Render(Some, DiagnosticForm.Text, Palette.None, width: null), "cli/rendering/diagnostics.txt");

    [Fact]
    public void Editors_get_one_line_each() =>
        Golden.Match(DiagnosticRenderer.Render(Some, DiagnosticForm.Line, Palette.None, width: null), "cli/rendering/diagnostics-line.txt");

    [Theory]
    [InlineData(Severity.Error, 6, false, 6, "")]
    [InlineData(Severity.Error, 12, false, 12, "")]
    [InlineData(Severity.Error, 12, true, 12, "")]
    [InlineData(Severity.Warning, 5, false, 5, "")]
    [InlineData(Severity.Warning, 12, false, 5, "And 7 more like the last BL1203; --verbose shows all of them.")]
    [InlineData(Severity.Warning, 12, true, 12, "")]
    public void Each_error_has_its_place_and_warnings_of_a_kind_are_folded_until_all_are_asked_for(
        Severity severity, int found, bool all, int shown, string rest)
    {
        var many = Enumerable.Range(1, found)
            .Select(line => new Diagnostic(severity, "BL1203", "Unknown property", Span: new SourceSpan("a.yaml", line, 1)))
            .ToList();

        var text = DiagnosticRenderer.Render(many, DiagnosticForm.Text, Palette.None, width: null, all);

        Assert.Equal(
            Enumerable.Range(1, shown).Select(line => $"  at a.yaml:{line}:1"),
            text.Split('\n').Where(line => line.StartsWith("  at ", StringComparison.Ordinal)));
        Assert.Equal(rest, string.Concat(text.Split('\n').Where(line => line.StartsWith("And ", StringComparison.Ordinal))));
    }

    [Fact]
    public void Carets_stand_below_what_they_mean_also_beside_tabs_and_hidden_marks()
    {
        var diagnostic = new Diagnostic(
            Severity.Error, "BL1004", "Forbidden character", Span: new SourceSpan("a.yaml", 1, 4, 3), SourceLine: "\t\u0007:bad");

        var lines = DiagnosticRenderer.Render([diagnostic], DiagnosticForm.Text, Palette.None, width: null).Split('\n');

        var source = Array.FindIndex(lines, line => line.EndsWith("bad", StringComparison.Ordinal));
        Assert.Equal(lines[source].IndexOf("bad", StringComparison.Ordinal), lines[source + 1].IndexOf("^^^", StringComparison.Ordinal));
    }
}
