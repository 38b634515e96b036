using System.Text.Json;
using Baseline.Json;

namespace Baseline.Arm.Client;

/// <summary>What Azure tells of a denial by policy beside its message: which assignment, which definition, and what failed.</summary>
internal static class PolicyDenial
{
    private const int MostPolicies = 5;
    private const int MostExpressions = 8;
    private const int LongestValue = 120;

    /// <summary>Sentences to follow the message, each with a space before it; empty where nothing more is told.</summary>
    /// <param name="error">The error that holds <c>additionalInfo</c>.</param>
    public static string Describe(JsonElement error) => string.Concat(
        error.ItemsAt("additionalInfo")
            .Where(item => string.Equals(item.TextAt("type"), "PolicyViolation", StringComparison.OrdinalIgnoreCase))
            .Take(MostPolicies)
            .Select(item => Sentence(item.At("info"))));

    private static string Sentence(JsonElement info)
    {
        var parts = new[]
        {
            Named("assignment", info.TextAt("policyAssignmentDisplayName"), info.TextAt("policyAssignmentId")),
            Named("initiative", info.TextAt("policySetDefinitionDisplayName"), info.TextAt("policySetDefinitionId")),
            Named("definition", info.TextAt("policyDefinitionDisplayName"), info.TextAt("policyDefinitionId")),
        }.OfType<string>().ToList();
        var failed = info.ItemsAt("evaluationDetails.evaluatedExpressions")
            .Select(Expression)
            .OfType<string>()
            .Take(MostExpressions)
            .ToList();
        return (parts.Count == 0 ? "" : $" Policy {string.Join(", ", parts)}.")
            + (failed.Count == 0 ? "" : $" It denies because {string.Join(" and ", failed)}.");
    }

    private static string? Named(string kind, string? name, string? id) =>
        name is null && id is null ? null : $"{kind}{(name is null ? "" : $" \"{name}\"")}{(id is null ? "" : $" ({id})")}";

    /// <summary>A condition that holds; that the resource is of its own type explains nothing.</summary>
    private static string? Expression(JsonElement expression)
    {
        var path = expression.TextAt("path") ?? expression.TextAt("expression");
        if (path is null or "type" || string.Equals(expression.TextAt("result"), "False", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var value = expression.At("expressionValue");
        var actual = value.ValueKind == JsonValueKind.Undefined ? "" : $" (it is {Short(value)})";
        return $"{path} {expression.TextAt("operator")} {Short(expression.At("targetValue"))}{actual}";
    }

    private static string Short(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Undefined ? "nothing"
            : value.ValueKind == JsonValueKind.String ? value.GetString() ?? ""
            : value.GetRawText();
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}…";
    }
}
