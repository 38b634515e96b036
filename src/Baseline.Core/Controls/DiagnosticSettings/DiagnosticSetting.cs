using System.Text.Json;
using Baseline.Estates;
using Baseline.Resources;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>One row of a setting's logs: a category or a category group.</summary>
/// <param name="Category">The category; null for a group.</param>
/// <param name="Group">The category group; null for a category.</param>
/// <param name="Enabled">Whether it is exported.</param>
/// <param name="RetentionDays">Days of a retention policy that is on; null when it is off or absent (kept for ever).</param>
/// <param name="IdleRetentionDays">Days of a retention policy that is off but still carries a number; null otherwise.</param>
public sealed record LogRow(string? Category, string? Group, bool Enabled, long? RetentionDays, long? IdleRetentionDays)
{
    /// <summary>Whether the row, enabled or not, speaks of a category: by name, or by a group that holds it.</summary>
    /// <param name="category">The category, in any letter case.</param>
    /// <param name="groups">The groups that hold it.</param>
    public bool SpeaksOf(string category, IReadOnlyList<string> groups) =>
        string.Equals(Category, category, StringComparison.OrdinalIgnoreCase)
        || groups.Any(group => group.Equals(Group, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A diagnostic setting of a vault, subscription or management group.</summary>
public sealed class DiagnosticSetting
{
    /// <summary>Reads the parts of a raw body that verdicts rest on.</summary>
    public DiagnosticSetting(ObservedResource resource)
    {
        Resource = resource;
        StorageAccount = ResourceId.TryParse(resource.Body.TextAt("properties.storageAccountId"), out var id) ? id : null;
        Sinks = [.. SinkMembers
            .Select(member => resource.Body.TextAt($"properties.{member}"))
            .OfType<string>()
            .Select(sink => ResourceId.TryParse(sink, out var parsed) ? parsed.Key : sink.ToLowerInvariant())];
        Logs = [.. resource.Body.ItemsAt("properties.logs").Select(ReadRow)];
    }

    private static readonly string[] SinkMembers =
        ["storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "serviceBusRuleId", "marketplacePartnerId"];

    /// <summary>The raw setting.</summary>
    public ObservedResource Resource { get; }

    /// <summary>Its name.</summary>
    public string Name => Resource.Id.Name;

    /// <summary>The storage account that it exports to; null when none.</summary>
    public ResourceId? StorageAccount { get; }

    /// <summary>Every destination, lower-case.</summary>
    public IReadOnlyList<string> Sinks { get; }

    /// <summary>Whether a workspace, event hub or partner is among the destinations.</summary>
    public bool HasOtherSink => Sinks.Count > (StorageAccount is null ? 0 : 1);

    /// <summary>The rows, as Azure ordered them.</summary>
    public IReadOnlyList<LogRow> Logs { get; }

    /// <summary>Whether anything is exported; a setting without an enabled log is as good as none (recorded fact 13).</summary>
    public bool ExportsLogs => Logs.Any(row => row.Enabled);

    private static LogRow ReadRow(JsonElement row)
    {
        var days = row.NumberAt("retentionPolicy.days");
        var on = row.IsTrueAt("retentionPolicy.enabled");
        return new LogRow(
            row.TextAt("category"),
            row.TextAt("categoryGroup"),
            row.IsTrueAt("enabled"),
            on ? days ?? 0 : null,
            !on && days is > 0 ? days : null);
    }
}
