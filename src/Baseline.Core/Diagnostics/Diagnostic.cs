namespace Baseline.Diagnostics;

/// <summary>How much a diagnostic matters: an error stops the stage that found it, a warning does not.</summary>
public enum Severity
{
    /// <summary>The stage cannot go on.</summary>
    Error,

    /// <summary>The stage goes on; somebody should look.</summary>
    Warning,
}

/// <summary>A place in a text file. Lines and columns count from 1; <paramref name="Length"/> is in characters.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Length">Characters to underline, at least 1.</param>
public sealed record SourceSpan(string File, int Line, int Column, int Length = 1)
{
    /// <summary>The form that terminals and editors turn into a link: file:line:column.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>Something the user should know, with the four answers: what, where, why, how to fix.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">BL and four digits; never reused or renumbered; docs/diagnostics.md explains each.</param>
/// <param name="Summary">Fixed text, without user data or full stop, so that readers learn it.</param>
/// <param name="Detail">Full sentences: what exactly, then why it matters. May be empty.</param>
/// <param name="Fix">An imperative sentence or "Did you mean …?"; null where nothing can be advised.</param>
/// <param name="Span">Where, in a file; null where the place is a resource or the command line.</param>
/// <param name="SourceLine">The text of that line, for the caret display.</param>
/// <param name="Resource">Where, in Azure: a resource id; null otherwise.</param>
public sealed record Diagnostic(
    Severity Severity,
    string Code,
    string Summary,
    string Detail = "",
    string? Fix = null,
    SourceSpan? Span = null,
    string? SourceLine = null,
    string? Resource = null)
{
    /// <summary>What only somebody who looks into it wants to know; null: nothing. It is shown where everything is asked for.</summary>
    public string? Background { get; init; }
}

/// <summary>A value that may have failed to come about, with everything there is to say about it.</summary>
/// <param name="Value">Null when an error prevented it.</param>
/// <param name="Diagnostics">Errors and warnings; warnings survive success.</param>
public sealed record Diagnosed<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics)
    where T : class
{
    /// <summary>Whether any diagnostic is an error.</summary>
    public bool Failed => Value is null || Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}
