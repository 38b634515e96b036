using System.Text;
using System.Text.Json;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>A plan in the words of a case file: what a failing case shows.</summary>
internal static class PlanText
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder("  findings:\n");
        foreach (var finding in plan.Findings)
        {
            text.Append($"    - control: {finding.Control}\n      resource: {finding.Resource}\n");
            text.Append($"      state: {StateOf(finding.State)}\n      reason: {finding.Reason}\n");
            Optional(text, "      blocked", finding.Blocked);
            foreach (var detail in finding.Details)
            {
                text.Append($"      # {detail.Resource} {StateOf(detail.State)}: {detail.Reason}\n");
            }
        }

        text.Append("  changes:\n");
        foreach (var change in plan.Changes)
        {
            Append(text, change);
        }

        text.Append("  notices:\n");
        foreach (var notice in plan.Notices)
        {
            text.Append($"    - {{ code: {notice.Code}, resource: {notice.Resource}, text: {notice.Message} }}\n");
        }

        return text.Append($"  incomplete: {(plan.IsIncomplete ? "true" : "false")}\n").ToString();
    }

    /// <summary>A property change as case files write it.</summary>
    public static string Of(PropertyChange property) => $"{Of(property.Before)} -> {Of(property.After)}";

    /// <summary>The state as case files write it.</summary>
    public static string StateOf(ComplianceState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The action as case files write it.</summary>
    public static string ActionOf(ChangeAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    private static string Of(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "absent"
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : value.GetRawText();

    private static void Append(StringBuilder text, Change change)
    {
        text.Append($"    - action: {ActionOf(change.Action)}   # {change.Id} {change.Method}\n      resource: {change.Resource}\n");
        text.Append($"      properties:\n");
        foreach (var property in change.Properties)
        {
            text.Append($"        {property.Path}: {Of(property)}\n");
        }

        text.Append($"      # after [{string.Join(", ", change.DependsOn)}], body {Of(change.Body)}\n");
    }

    private static void Optional(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append($"{name}: {value}\n");
        }
    }
}
