using Baseline.Cli.Rendering;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.Monitor006;

namespace Baseline.Cli.Commands;

/// <summary>A control as the catalogue has it.</summary>
/// <param name="Id">Its id, as on the rule page.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Requires">What must hold.</param>
/// <param name="RulePage">Where the rule comes from.</param>
public sealed record CatalogueEntry(string Id, string Title, string Requires, string RulePage);

/// <summary>Lists the controls that a document can have.</summary>
public sealed class ControlsCommand(CommandContext context)
{
    private const string RulePages = "https://www.trendmicro.com/cloudoneconformity/knowledge-base/azure/";

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<CatalogueEntry> Catalogue { get; } =
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

    /// <summary>Runs the command.</summary>
    public ExitCode Run(bool asJson)
    {
        context.Talk.Show(asJson ? Json() : Text());
        return ExitCode.Done;
    }

    private string Text()
    {
        var page = context.Talk.Page();
        foreach (var entry in Catalogue)
        {
            page.Gap().Add(entry.Id, Tone.Strong).Line($"  {entry.Title}");
            page.Prose(entry.Requires, "  ").Line($"  {entry.RulePage}", Tone.Faint);
        }

        return page.ToString();
    }

    private static string Json() => IndentedJson.Array(Catalogue, (writer, entry) =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", entry.Id);
        writer.WriteString("title", entry.Title);
        writer.WriteString("requires", entry.Requires);
        writer.WriteString("rulePage", entry.RulePage);
        writer.WriteEndObject();
    });
}
