using System.Text.Json;

namespace Baseline.Bench.Reference;

/// <summary>Reads out of bodies what a verdict needs.</summary>
internal static class Answers
{
    /// <summary>The ids on a page of a list, and the address of the next page; null for none.</summary>
    public static (IReadOnlyList<string> Ids, string? Next) Page(byte[] body)
    {
        using var page = JsonDocument.Parse(body);
        var ids = new List<string>(page.RootElement.GetProperty("value").GetArrayLength());
        foreach (var resource in page.RootElement.GetProperty("value").EnumerateArray())
        {
            ids.Add(resource.GetProperty("id").GetString() ?? "");
        }

        return (ids, page.RootElement.TryGetProperty("nextLink", out var link) ? link.GetString() : null);
    }

    /// <summary>Whether one of the settings sends audit events to a storage account.</summary>
    public static bool IsLogged(byte[] body)
    {
        using var settings = JsonDocument.Parse(body);
        foreach (var setting in settings.RootElement.GetProperty("value").EnumerateArray())
        {
            var properties = setting.GetProperty("properties");
            if (properties.TryGetProperty("storageAccountId", out var account) && account.ValueKind == JsonValueKind.String
                && SendsAudit(properties.GetProperty("logs")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SendsAudit(JsonElement logs)
    {
        foreach (var row in logs.EnumerateArray())
        {
            var isAudit = (row.TryGetProperty("category", out var category) && category.ValueEquals("AuditEvent"u8))
                || (row.TryGetProperty("categoryGroup", out var group) && (group.ValueEquals("audit"u8) || group.ValueEquals("allLogs"u8)));
            if (isAudit && row.GetProperty("enabled").GetBoolean())
            {
                return true;
            }
        }

        return false;
    }
}
