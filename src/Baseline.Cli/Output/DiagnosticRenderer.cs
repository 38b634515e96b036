using System.Globalization;
using Baseline.Diagnostics;

namespace Baseline.Cli.Output;

/// <summary>How diagnostics are shown.</summary>
public enum DiagnosticForm
{
    /// <summary>With the source line and a cure, for people.</summary>
    Text,

    /// <summary>One line each, for editors and build servers.</summary>
    Line,
}

/// <summary>Shows diagnostics: what, where, why, how to fix.</summary>
public static class DiagnosticRenderer
{
    // More warnings of the same kind tell a reader nothing new; each error is another one to fix.
    private const int MostAlike = 5;

    /// <summary>The diagnostics in a form, sorted by place.</summary>
    /// <param name="diagnostics">The diagnostics.</param>
    /// <param name="form">The form.</param>
    /// <param name="palette">The colours.</param>
    /// <param name="width">Columns in which prose is wrapped; null: it is not wrapped.</param>
    /// <param name="all">Whether warnings of one kind are all shown, however many there are.</param>
    public static string Render(
        IReadOnlyList<Diagnostic> diagnostics, DiagnosticForm form, Palette palette, int? width, bool all = false)
    {
        var page = new TextPage(palette, width);
        var sorted = diagnostics
            .OrderBy(diagnostic => diagnostic.Span?.File, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Span?.Line)
            .ThenBy(diagnostic => diagnostic.Span?.Column);
        if (form == DiagnosticForm.Line)
        {
            foreach (var diagnostic in sorted)
            {
                WriteLine(page, diagnostic);
            }

            return page.ToString();
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var diagnostic in sorted)
        {
            var count = all || diagnostic.Severity == Severity.Error
                ? 0
                : seen[diagnostic.Code] = seen.GetValueOrDefault(diagnostic.Code) + 1;
            if (count <= MostAlike)
            {
                Write(page, diagnostic);
            }
        }

        foreach (var (code, count) in seen.Where(pair => pair.Value > MostAlike))
        {
            page.Prose($"And {count - MostAlike} more like the last {code}; --verbose shows all of them.", "").Gap();
        }

        return page.ToString();
    }

    private static void WriteLine(TextPage page, Diagnostic diagnostic)
    {
        var where = diagnostic.Span?.ToString() ?? diagnostic.Resource ?? "baseline";
        page.Add($"{where}: ");
        WriteName(page, diagnostic);
        var rest = string.Join(' ', new[] { diagnostic.Detail, diagnostic.Fix, diagnostic.Background }
            .OfType<string>()
            .SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        page.Line(rest.Length == 0 ? "" : $": {rest}");
    }

    private static void Write(TextPage page, Diagnostic diagnostic)
    {
        WriteName(page, diagnostic);
        page.End();
        if (diagnostic.Span is { } span)
        {
            page.Line($"  at {span}");
            WriteSource(page, span, diagnostic.SourceLine);
        }
        else if (diagnostic.Resource is { } resource)
        {
            page.Line($"  at {resource}");
        }

        if (diagnostic.Detail.Length > 0 || diagnostic.Fix is not null)
        {
            page.Gap();
        }

        if (diagnostic.Detail.Length > 0)
        {
            page.Paragraphs(diagnostic.Detail, "  ");
        }

        if (diagnostic.Fix is { } fix)
        {
            page.Paragraphs($"Fix: {fix}", "  ");
        }

        if (diagnostic.Background is { } background)
        {
            page.Gap().Paragraphs(background.ReplaceLineEndings("\n"), "  ");
        }

        page.Gap();
    }

    private static void WriteName(TextPage page, Diagnostic diagnostic)
    {
        var isError = diagnostic.Severity == Severity.Error;
        page.Add($"{(isError ? "error" : "warning")} {diagnostic.Code}", isError ? Tone.Bad : Tone.Caution)
            .Add($": {diagnostic.Summary}", Tone.Strong);
    }

    private static void WriteSource(TextPage page, SourceSpan span, string? sourceLine)
    {
        if (sourceLine is null)
        {
            return;
        }

        // One cell for each character, so that the carets stand below what they mean.
        var before = Printable.Text(sourceLine[..Math.Clamp(span.Column - 1, 0, sourceLine.Length)].Replace('\t', ' '));
        var rest = sourceLine[Math.Clamp(span.Column - 1, 0, sourceLine.Length)..];
        var marked = Printable.Text(rest[..Math.Clamp(span.Length, 0, rest.Length)].Replace('\t', ' '));
        var number = span.Line.ToString(CultureInfo.InvariantCulture);
        var carets = new string('^', Math.Max(1, Columns.Of(marked)));
        page.Gap()
            .Add($"    {number} | ", Tone.Faint).Line(sourceLine.Replace('\t', ' '))
            .Add($"    {new string(' ', number.Length)} | {new string(' ', Columns.Of(before))}", Tone.Faint).Line(carets, Tone.Bad);
    }
}
