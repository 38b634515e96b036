using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>A stretch of one line in one file; where diagnostics begin.</summary>
internal sealed record Place(SourceText Source, int Line, int Column, int Length = 1)
{
    public SourceSpan Span => new(Source.Name, Line, Column, Length);

    public Diagnostic Error(string code, string summary, string detail, string? fix = null) =>
        new(Severity.Error, code, summary, detail, fix, Span, Source.Line(Line));

    public Diagnostic Warning(string code, string summary, string detail, string? fix = null) =>
        new(Severity.Warning, code, summary, detail, fix, Span, Source.Line(Line));

    /// <summary>How another message, at another place, refers to this one.</summary>
    public override string ToString() => Span.ToString();
}
