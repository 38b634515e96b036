namespace Baseline.Cli.Commands;

/// <summary>A state of the estate or the document that can give a run an exit code of its own.</summary>
[Flags]
public enum ExitConditions
{
    /// <summary>None of them: only an error, a refusal, or writes that failed make the run fail.</summary>
    None = 0,

    /// <summary>Changes are pending: exit code 2.</summary>
    Changes = 1,

    /// <summary>Findings are blocked: exit code 2.</summary>
    Blocked = 2,

    /// <summary>Something could not be read, and the document does not accept that: exit code 3.</summary>
    Unknown = 4,

    /// <summary>The plan goes beyond a limit of the document: exit code 4.</summary>
    OverLimits = 8,

    /// <summary>An exemption of the document has ended: exit code 2.</summary>
    ExpiredExemptions = 16,

    /// <summary>What holds where nothing is said.</summary>
    Usual = Unknown,

    /// <summary>What holds with <c>--detailed-exitcode</c>.</summary>
    Detailed = Unknown | Changes | Blocked,
}
