namespace Baseline.Mutation.Compiling;

/// <summary>Which files have mutants: the controls, the planner, and what makes a plan's changes.</summary>
internal static class MutatedFiles
{
    // How a plan is written to a file and read again is another matter, which the fuzzer and the round trips see to.
    private static readonly HashSet<string> Plans = new(StringComparer.Ordinal)
    {
        "Plans/Change.cs", "Plans/ChangeDraft.cs", "Plans/ChangeReference.cs", "Plans/ChangeSet.cs", "Plans/LiveDocument.cs",
        "Plans/Plan.cs", "Plans/PlanGuard.cs", "Plans/PlanSummary.cs", "Plans/Precondition.cs", "Plans/PropertyDiff.cs",
        "Plans/ReferenceMark.cs", "Plans/RoleAssignmentName.cs",
    };

    /// <summary>Whether a file, given below <c>src/Baseline.Core</c>, has mutants.</summary>
    public static bool Contains(string file) =>
        file.StartsWith("Controls/", StringComparison.Ordinal)
        || file.StartsWith("Planning/", StringComparison.Ordinal)
        || Plans.Contains(file);
}
