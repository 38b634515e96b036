using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>The words by which plan files, and every other machine-readable output, name verdicts and actions.</summary>
public static class PlanWords
{
    /// <summary>The word for a verdict.</summary>
    public static string Of(ComplianceState state) => state switch
    {
        ComplianceState.Compliant => "compliant",
        ComplianceState.Noncompliant => "noncompliant",
        ComplianceState.NotApplicable => "notApplicable",
        ComplianceState.Exempt => "exempt",
        ComplianceState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a verdict."),
    };

    /// <summary>The word for an action.</summary>
    public static string Of(ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        ChangeAction.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>The word for where something comes from.</summary>
    public static string Of(Origin origin) => origin switch
    {
        Origin.Document => "document",
        Origin.Drift => "drift",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "Not an origin."),
    };

    /// <summary>The origin that a word names; null when it names none.</summary>
    public static Origin? OriginOf(string word) => word switch
    {
        "document" => Origin.Document,
        "drift" => Origin.Drift,
        _ => null,
    };

    /// <summary>The verdict that a word names; null when it names none.</summary>
    public static ComplianceState? StateOf(string word) => word switch
    {
        "compliant" => ComplianceState.Compliant,
        "noncompliant" => ComplianceState.Noncompliant,
        "notApplicable" => ComplianceState.NotApplicable,
        "exempt" => ComplianceState.Exempt,
        "unknown" => ComplianceState.Unknown,
        _ => null,
    };

    /// <summary>The action that a word names; null when it names none.</summary>
    public static ChangeAction? ActionOf(string word) => word switch
    {
        "create" => ChangeAction.Create,
        "update" => ChangeAction.Update,
        "delete" => ChangeAction.Delete,
        _ => null,
    };
}
