using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Conformance.Tests.Rivals;

/// <summary>
/// How seven tools decide whether a key vault is logged, written anew from a study of their sources in 2026: only what the study
/// settles is decided here.
/// </summary>
internal static class VaultRivals
{
    private const string AuditEvent = "AuditEvent";

    private static readonly string[] Names = [AuditEvent, "audit", "allLogs"];

    /// <summary>The tools, in the order of the report, each with what it makes of a vault's settings.</summary>
    public static IReadOnlyList<(string Name, Func<IReadOnlyList<DiagnosticSetting>, Word> Judge)> All { get; } =
    [
        ("Prowler", settings => Passes(settings.Any(ProwlerPasses))),
        ("Steampipe", settings => Passes(IsOn(settings, "audit") && IsOn(settings, "allLogs"))),
        ("CloudSploit", settings => Passes(settings.Any(setting => setting.Logs.Count > 0))),
        ("azqr", settings => Passes(settings.Count > 0)),
        ("PSRule", settings => Passes(settings.Any(setting => setting.Logs.Any(row => row.Enabled && IsNamed(row, StringComparison.OrdinalIgnoreCase))))),
        ("cloudbeat", settings => Passes(settings.Where(CloudbeatPasses).Any())),
        ("Regula", Regula),
    ];

    /// <summary>What each makes of a vault of an estate.</summary>
    public static IEnumerable<Word> Words(Estate estate, ResourceId vault)
    {
        var list = estate.List(vault, "microsoft.insights/diagnosticsettings");
        var settings = list.Resources.Select(resource => new DiagnosticSetting(resource)).ToList();
        return All.Select(tool => list.Unreadable is null ? tool.Judge(settings) : Unread(tool.Name));
    }

    /// <summary>What the rule's own page says of a vault: AuditEvent to a storage account, for no set time, forever or for 365 days.</summary>
    public static ComplianceState ByTheRule(Estate estate, ResourceId vault)
    {
        var list = estate.List(vault, "microsoft.insights/diagnosticsettings");
        var exporting = list.Resources.Select(resource => new DiagnosticSetting(resource)).Where(IsLogged).ToList();
        return list.Unreadable is { IsGone: false } ? ComplianceState.Unknown
            : exporting.Any(setting => setting.StorageAccount is not null && setting.Logs.Where(IsAudit).All(row => row.RetentionDays is null or 0 or 365))
                ? ComplianceState.Compliant
            : exporting.Any(setting => setting.StorageAccount is null) ? ComplianceState.NotApplicable
            : ComplianceState.Noncompliant;
    }

    private static bool IsLogged(DiagnosticSetting setting) => setting.Logs.Any(IsAudit);

    private static bool IsAudit(LogRow row) => row.Enabled && IsNamed(row, StringComparison.OrdinalIgnoreCase);

    /// <summary>A list that can't be read is an empty one for two of them; of the others it is not known.</summary>
    private static Word Unread(string tool) => tool is "Prowler" or "azqr" ? Word.Fail : Word.Open;

    private static Word Passes(bool passes) => passes ? Word.Pass : Word.Fail;

    /// <summary>The category, or both groups, in one setting; letter case counts.</summary>
    private static bool ProwlerPasses(DiagnosticSetting setting) =>
        setting.Logs.Any(row => row is { Category: AuditEvent, Enabled: true })
        || (setting.Logs.Any(row => row is { Group: "audit", Enabled: true }) && setting.Logs.Any(row => row is { Group: "allLogs", Enabled: true }));

    private static bool IsOn(IReadOnlyList<DiagnosticSetting> settings, string group) =>
        settings.Any(setting => setting.Logs.Any(row => row.Enabled && row.Group == group));

    private static bool IsNamed(LogRow row, StringComparison comparison) =>
        Names.Any(name => string.Equals(row.Category, name, comparison) || string.Equals(row.Group, name, comparison));

    /// <summary>One index is used for the settings and for their rows: the first row of the first setting, the second of the second …</summary>
    private static bool CloudbeatPasses(DiagnosticSetting setting, int index) =>
        setting.StorageAccount is not null
        && index < setting.Logs.Count
        && setting.Logs[index] is { Enabled: true } row
        && IsNamed(row, StringComparison.Ordinal);

    /// <summary>A retention policy must be on, with 0 or at least 180 days. Whether it must be that of a storage account is not settled.</summary>
    private static Word Regula(IReadOnlyList<DiagnosticSetting> settings)
    {
        var kept = settings.Where(setting => setting.Logs.Any(row => row is { Category: AuditEvent, Enabled: true, RetentionDays: 0 or >= 180 })).ToList();
        return kept.Count == 0 ? Word.Fail : kept.Any(setting => setting.StorageAccount is not null) ? Word.Pass : Word.Open;
    }
}
