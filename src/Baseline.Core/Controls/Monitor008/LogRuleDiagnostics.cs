using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor008;

/// <summary>What is likely to be a slip in the rules of Monitor-008. A type or a category that is newer than this release may be right.</summary>
internal static class LogRuleDiagnostics
{
    /// <summary>A type that has no logs, as far as is known.</summary>
    public static Diagnostic UnknownType(ScalarNode type, LogTypeCatalogue catalogue) => type.Place.Warning(
        "BL1340", "Type without logs",
        $"No resource of type \"{type.Text}\", nor anything beneath one, is known to have logs, so this may have no effect.",
        Suggestions.Nearest(type.Text, catalogue.All.Select(known => known.Name)) is { } nearest
            ? $"Did you mean \"{nearest}\"?"
            : "Look the type up in the list of resource logs of Azure Monitor. One that is newer than this release is right as it stands.");

    /// <summary>A category that none of the types has, as far as is known; null where one has it.</summary>
    public static Diagnostic? UnknownCategory(ScalarNode category, IReadOnlyList<TypePattern> types, LogTypeCatalogue catalogue)
    {
        var known = catalogue.All.Where(type => types.Any(pattern => pattern.Matches(type.Name)))
            .SelectMany(type => type.Categories.Select(one => one.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return known.Contains(category.Text, StringComparer.OrdinalIgnoreCase)
            ? null
            : category.Place.Warning(
                "BL1341", "Unknown category",
                $"None of the types of this rule is known to have the log category \"{category.Text}\", so this may have no effect.",
                Suggestions.Nearest(category.Text, known) is { } nearest
                    ? $"Did you mean \"{nearest}\"?"
                    : "List what a resource offers with:\n    az monitor diagnostic-settings categories list --resource <resource id>");
    }
}
