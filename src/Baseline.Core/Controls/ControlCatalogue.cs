using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;

namespace Baseline.Controls;

/// <summary>A control as the catalogue has it.</summary>
/// <param name="Id">Its id, as on the rule page.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Requires">What must hold.</param>
/// <param name="RulePage">Where the rule comes from, an absolute address.</param>
public sealed record CatalogueEntry(string Id, string Title, string Requires, string RulePage);

/// <summary>The controls that a document can have.</summary>
public static class ControlCatalogue
{
    private const string RulePages = "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/";

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<CatalogueEntry> All { get; } =
    [
        new(
            KeyVault004Settings.Id,
            "Audit events of key vaults are logged",
            "Every key vault in scope has a diagnostic setting with AuditEvent enabled, an accepted destination, "
                + "and an accepted retention.",
            RulePages + "KeyVault/enable-audit-event-logging-for-azure-key-vaults.html"),
        new(
            Monitor006Settings.Id,
            "Activity logs are encrypted with a customer-managed key",
            "Every storage account that receives a subscription's activity log is encrypted with a key from a key vault.",
            RulePages + "Monitor/use-cmk-for-activity-log-storage-container-encryption.html"),
    ];
}
