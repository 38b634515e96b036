namespace Baseline.Files;

/// <summary>What a file holds, as far as its content tells.</summary>
public enum ContentKind
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>A baseline document.</summary>
    Document,

    /// <summary>An estate, captured or written by hand.</summary>
    Estate,

    /// <summary>A saved plan.</summary>
    Plan,

    /// <summary>The journal of a run.</summary>
    Journal,

    /// <summary>A plan as it is printed in a terminal.</summary>
    PrintedPlan,

    /// <summary>A plan as a page.</summary>
    Html,

    /// <summary>A plan as a comment of a pull request.</summary>
    Comment,

    /// <summary>A plan as a SARIF log.</summary>
    Sarif,

    /// <summary>A plan as JUnit results, or other XML.</summary>
    Xml,

    /// <summary>A plan as a table.</summary>
    Csv,

    /// <summary>A JSON Schema.</summary>
    Schema,

    /// <summary>A custom role, as <c>baseline role</c> prints it.</summary>
    Role,

    /// <summary>An ARM template, or Bicep.</summary>
    Template,

    /// <summary>A ZIP or gzip archive, as build servers hand out artifacts.</summary>
    Archive,
}
