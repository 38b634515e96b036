namespace Baseline.Mutation.Compiling;

/// <summary>Which files have mutants: the controls, the planner, and what makes a plan's changes.</summary>
internal static class MutatedFiles
{
    // How a document, a role or a schema is read and written, and how a plan is saved, is another matter: golden files, round trips
    // and the fuzzer see to that.
    private static readonly string[] NotJudging = ["SettingsReader.cs", "VaultReader.cs", "DestinationReader.cs", "RetentionReader.cs", "Starter.cs", "Actions.cs", "Definition.cs", "Schema.cs", "Fragment.cs"];

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "Azure/ChangeReference.cs", "Azure/ReferenceMark.cs", "Azure/ResourcePattern.cs", "Azure/RoleAssignments/RoleAssignmentName.cs",
        "Documents/Exemption.cs", "Documents/ScopeSettings.cs", "Estates/EstateScope.cs",
        "Plans/Change.cs", "Plans/ChangeSet.cs", "Plans/CreatedResources.cs", "Plans/FailedReads.cs", "Plans/FollowedExports.cs", "Plans/NormalForm.cs",
        "Plans/JudgedWorld.cs", "Plans/LaterProtection.cs", "Plans/Plan.cs", "Plans/PlanComparer.cs", "Plans/PlanGuard.cs",
        "Plans/PlanSummary.cs", "Plans/Planner.cs",
        "Plans/Precondition.cs", "Plans/PropertyDiff.cs", "Plans/ResourceNormalizer.cs", "Plans/SavedPlanCheck.cs", "Plans/WorldPart.cs", "Plans/WriteScope.cs",
    };

    /// <summary>Whether a file, given below <c>src/Baseline.Core</c>, has mutants.</summary>
    public static bool Contains(string file) =>
        (file.StartsWith("Controls/", StringComparison.Ordinal)
            && !NotJudging.Any(end => file.EndsWith(end, StringComparison.Ordinal)))
        || Others.Contains(file);
}
