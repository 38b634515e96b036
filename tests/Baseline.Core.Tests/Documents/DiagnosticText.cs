using System.Text;
using Baseline.Diagnostics;

namespace Baseline.Core.Tests.Documents;

/// <summary>Diagnostics as a person would read them, for golden files.</summary>
internal static class DiagnosticText
{
    public static string Of(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics)
        {
            var severity = diagnostic.Severity == Severity.Error ? "error" : "warning";
            text.Append($"{severity} {diagnostic.Code}: {diagnostic.Summary}\n");
            if (diagnostic.Span is { } span)
            {
                text.Append($"  at {span}\n");
                AppendSource(text, span, diagnostic.SourceLine);
            }

            text.Append($"  {diagnostic.Detail}\n");
            if (diagnostic.Fix is not null)
            {
                text.Append($"  Fix: {diagnostic.Fix.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void AppendSource(StringBuilder text, SourceSpan span, string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return;
        }

        var gutter = $"{span.Line}";
        text.Append($"    {gutter} | {line}\n");
        text.Append($"    {new string(' ', gutter.Length)} | {new string(' ', span.Column - 1)}{new string('^', span.Length)}\n");
    }
}
