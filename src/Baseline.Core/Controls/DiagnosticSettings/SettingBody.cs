using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// The body of a diagnostic setting to PUT. PUT replaces the whole setting and there is no PATCH (azure-facts §2.4), so
/// everything that the live setting holds is kept: sinks, metrics, other categories and members this tool does not know.
/// Retention is never sent switched on: Azure refuses it (azure-facts §1.2).
/// </summary>
public sealed class SettingBody
{
    private static readonly HashSet<string> Envelope = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "systemData", "etag",
    };

    private readonly JsonObject _body;

    private SettingBody(JsonObject body) => _body = body;

    private JsonObject Properties => _body["properties"] as JsonObject
        ?? throw new InvalidOperationException("A setting's body has properties.");

    private JsonArray Logs
    {
        get
        {
            if (Properties["logs"] is JsonArray logs)
            {
                return logs;
            }

            var created = new JsonArray();
            Properties["logs"] = created;
            return created;
        }
    }

    /// <summary>The body of a setting that does not exist yet.</summary>
    public static SettingBody New() => new(new JsonObject { ["properties"] = new JsonObject() });

    /// <summary>The body that puts a live setting back as it is.</summary>
    public static SettingBody Of(ObservedResource setting)
    {
        var body = new JsonObject();
        foreach (var member in setting.Body.EnumerateObject())
        {
            var isGlobalLocation = member.Name == "location" && setting.Id.ResourceGroup is null;
            if (!Envelope.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null && !isGlobalLocation)
            {
                body[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }

        if (body["properties"] is not JsonObject properties)
        {
            body["properties"] = properties = [];
        }

        foreach (var name in properties.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            properties.Remove(name);
        }

        var result = new SettingBody(body);
        result.SwitchRetentionOff();
        return result;
    }

    /// <summary>Sets the storage destination.</summary>
    public SettingBody ExportTo(ResourceId account)
    {
        Properties["storageAccountId"] = account.Text;
        return this;
    }

    /// <summary>Switches a category on, or the group that holds it where the setting uses groups (azure-facts §2.3).</summary>
    public SettingBody Enable(string category, string group)
    {
        var usesGroups = Rows().Any(row => IsEnabled(row) && row["categoryGroup"] is not null);
        var kind = usesGroups ? "categoryGroup" : "category";
        var wanted = usesGroups ? group : category;
        DropRowsOfOtherKind(kind);
        var existing = Rows().Where(row => NameOf(row, kind).Equals(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var row in existing)
        {
            row["enabled"] = true;
        }

        if (existing.Count == 0)
        {
            JsonNode added = new JsonObject
            {
                [kind] = wanted,
                ["enabled"] = true,
            };
            Logs.Add(added);
        }

        return this;
    }

    /// <summary>The body, ready to send.</summary>
    public JsonObject ToJson() => _body;

    /// <summary>Azure takes a change of retention only towards none (field.md F1).</summary>
    private void SwitchRetentionOff()
    {
        var metrics = Properties["metrics"] as JsonArray ?? [];
        foreach (var policy in Rows().Concat(metrics.OfType<JsonObject>()).Select(row => row["retentionPolicy"]).OfType<JsonObject>())
        {
            if (policy["enabled"]?.GetValueKind() == JsonValueKind.True)
            {
                policy["enabled"] = false;
                policy["days"] = 0;
            }
        }

        if (Rows().Any(IsEnabled))
        {
            DropRowsOfOtherKind(Rows().Any(row => IsEnabled(row) && row["categoryGroup"] is not null) ? "categoryGroup" : "category");
        }
    }

    /// <summary>A mix of categories and groups is refused even when the other kind is disabled (recorded fact 8).</summary>
    private void DropRowsOfOtherKind(string kind)
    {
        foreach (var row in Rows().Where(row => row[kind] is null && !IsEnabled(row)).ToList())
        {
            Logs.Remove(row);
        }

        var other = kind == "category" ? "categoryGroup" : "category";
        foreach (var row in Rows().Where(row => row[kind] is not null && row.ContainsKey(other)))
        {
            row.Remove(other);
        }
    }

    private List<JsonObject> Rows() => [.. Logs.OfType<JsonObject>()];

    private static bool IsEnabled(JsonObject row) => row["enabled"]?.GetValueKind() == JsonValueKind.True;

    private static string NameOf(JsonObject row, string kind) =>
        row[kind] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
}

/// <summary>Drafts of writes to diagnostic settings.</summary>
public static class SettingDraft
{
    private const string ApiVersion = "2021-05-01-preview";

    /// <summary>Creates a setting or puts a changed one back.</summary>
    /// <param name="owner">What the setting belongs to.</param>
    /// <param name="name">The setting's name.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="live">The live setting; null when it is to be created.</param>
    /// <param name="rank">The place in the order.</param>
    public static ChangeDraft Put(ResourceId owner, string name, SettingBody body, ObservedResource? live, int rank)
    {
        var id = owner.Child($"providers/Microsoft.Insights/diagnosticSettings/{name}");
        return new ChangeDraft($"setting|{id.Key}", rank)
        {
            Action = live is null ? ChangeAction.Create : ChangeAction.Update,
            Resource = id.Text,
            Type = "Microsoft.Insights/diagnosticSettings",
            ApiVersion = ApiVersion,
            Method = "PUT",
            Body = body.ToJson(),
            Live = live?.Body ?? default,
        };
    }
}
