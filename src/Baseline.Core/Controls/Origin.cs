namespace Baseline.Controls;

/// <summary>Where a finding or change of a plan comes from, where the plan is compared with that of another document.</summary>
public enum Origin
{
    /// <summary>From the document: over the same estate the other document does not bring it.</summary>
    Document,

    /// <summary>From Azure: the other document brings it as well.</summary>
    Drift,
}
