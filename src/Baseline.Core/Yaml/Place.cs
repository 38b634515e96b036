using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>A stretch of one line in one file; where diagnostics begin.</summary>
public sealed record Place(SourceText Source, int Line, int Column, int Length = 1)
{
    /// <summary>The same, for diagnostics.</summary>
    public SourceSpan Span => new(Source.Name, Line, Column, Length);

    /// <summary>An error here.</summary>
    public Diagnostic Error(string code, string summary, string detail, string? fix = null) =>
        new(Severity.Error, code, summary, detail, fix, Span, Source.Line(Line));

    /// <summary>A warning here.</summary>
    public Diagnostic Warning(string code, string summary, string detail, string? fix = null) =>
        new(Severity.Warning, code, summary, detail, fix, Span, Source.Line(Line));

    /// <summary>How another message, at another place, refers to this one.</summary>
    public override string ToString() => Span.ToString();
}
