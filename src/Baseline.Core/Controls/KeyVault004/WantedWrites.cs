using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Json;

namespace Baseline.Controls.KeyVault004;

/// <summary>
/// What the writes of a saved plan may say: a setting exports the audit log to a destination that counts, and the tool's own
/// lifecycle rule is the one that the document asks for.
/// </summary>
internal sealed class WantedWrites(KeyVault004Settings settings, SavedPlan plan)
{
    private static readonly OwnLifecycleRule Own = new(KeyVault004Settings.OwnRule, LogContainers.AuditEvent);

    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(SavedWrite saved) =>
        saved.Write.IsOfType(TypeNames.DiagnosticSetting) ? new WantedExport(settings.Requirement, plan).WhyOther(saved)
        : saved.Write.IsOfType(TypeNames.LifecyclePolicy) && !plan.IsUndo ? WhyOtherRule(saved)
        : null;

    private string? WhyOtherRule(SavedWrite saved)
    {
        const string OwnRule = $"properties.policy.rules[{KeyVault004Settings.OwnRule}]";
        var accepted = settings.Retention;
        List<JsonElement> own =
        [
            .. saved.Write.Body.ItemsAt("properties.policy.rules").Where(rule => rule.TextAt("name") == KeyVault004Settings.OwnRule),
        ];

        // As a remediation decides: the rule is only taken away where the log may stay forever.
        if (accepted.AcceptsForever && (settings.RetentionAtLeast is null || !settings.ManageLifecycle))
        {
            return own.Count == 0 ? WhyBeside() : "The document lets the audit log stay forever, and the rule would delete it.";
        }

        return !settings.ManageLifecycle || accepted.RuleDays is not { } days
                ? "The document does not let lifecycle rules be written."
            : own is not [var rule] || !(IsRule(rule, days, versioned: false) || IsRule(rule, days, versioned: true))
                ? $"The document asks for a rule that deletes the audit log after {AcceptedRetention.In(days)}, and this is another."
            : WhyBeside();

        // The rules of others are put back; a policy that is deleted has none, which is seen right before it is sent.
        string? WhyBeside() => saved.Write.Method == "DELETE" ? null
            : saved.Properties.FirstOrDefault(property => !property.Path.StartsWith(OwnRule, StringComparison.Ordinal)) is { } other
                ? $"It changes its own lifecycle rule alone, and {other.Path} would be another."
            : null;
    }

    private static bool IsRule(JsonElement rule, int days, bool versioned) =>
        JsonValues.Same(rule, JsonValues.Element(LifecycleDraft.OwnRule(Own, days, versioned)), StringComparison.Ordinal);
}
