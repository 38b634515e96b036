namespace Baseline.Diagnostics;

/// <summary>Gathers the diagnostics of one read, over all of its files.</summary>
public sealed class DiagnosticBag
{
    /// <summary>Beyond so many of a severity, another one helps nobody, and a hostile file could make millions.</summary>
    private const int Most = 1_000;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Dictionary<Severity, int> _told = [];
    private readonly List<string> _files = [];
    private readonly HashSet<string> _veiled = new(StringComparer.Ordinal);

    /// <summary>Whether anything in it is an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>How much has been said so far.</summary>
    public int Count => _diagnostics.Count;

    /// <summary>Files are reported in the order in which they are opened.</summary>
    public void Open(string file) => _files.Add(file);

    /// <summary>Nothing that a file says is shown from now on.</summary>
    public void Veil(string file) => _veiled.Add(file);

    /// <summary>Takes a diagnostic; beyond a thousand of its severity it is only counted as an error or not.</summary>
    public void Add(Diagnostic diagnostic)
    {
        diagnostic = diagnostic.Span is { } span && _veiled.Contains(span.File) ? Veiled(diagnostic) : diagnostic;
        HasErrors |= diagnostic.Severity == Severity.Error;
        var told = _told.GetValueOrDefault(diagnostic.Severity);
        if (told < Most)
        {
            _told[diagnostic.Severity] = told + 1;
            _diagnostics.Add(diagnostic);
        }
    }

    /// <summary>By place, then in the order of finding. A node that an alias repeats is complained of once.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
    [
        .. _diagnostics
            .DistinctBy(diagnostic => (diagnostic.Code, diagnostic.Span, diagnostic.Detail))
            .OrderBy(diagnostic => diagnostic.Span is { } span ? _files.IndexOf(span.File) : -1)
            .ThenBy(diagnostic => diagnostic.Span?.Line)
            .ThenBy(diagnostic => diagnostic.Span?.Column),
    ];

    private static Diagnostic Veiled(Diagnostic diagnostic) => diagnostic with
    {
        Detail = "What stands here is not shown, because the file is outside the repository of the document, or not named as YAML.",
        Fix = "Open the file at this place; docs/diagnostics.md says what the code means.",
        SourceLine = null,
    };
}
