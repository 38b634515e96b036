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

    [Fact]
    public void Many_of_a_kind_are_folded()
    {
        var many = Enumerable.Range(1, 12)
            .Select(line => new Diagnostic(Severity.Error, "BL1203", "Unknown property", Span: new SourceSpan("a.yaml", line, 1)))
            .ToList();

        var text = DiagnosticRenderer.Render(many, DiagnosticForm.Text, Palette.None, width: null);

        Assert.Contains("a.yaml:5:1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a.yaml:6:1", text, StringComparison.Ordinal);
        Assert.Contains("And 7 more like the last BL1203.", text, StringComparison.Ordinal);
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
