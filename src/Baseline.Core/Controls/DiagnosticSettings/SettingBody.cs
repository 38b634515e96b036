using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// The body of a diagnostic setting to PUT. PUT replaces the whole setting and there is no PATCH, so everything that the live
/// setting holds is kept: sinks, metrics, other categories and members this tool does not know. Retention is never sent
/// switched on: Azure refuses it, in whatever row it stands.
/// </summary>
public sealed class SettingBody
{
    private const string Category = "category";
    private const string Group = "categoryGroup";
    private const string HubName = "eventHubName";

    private static readonly HashSet<string> Envelope = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "systemData", "etag",
    };

    private readonly JsonObject _body;
    private readonly JsonObject _properties;

    private SettingBody(JsonObject body)
    {
        if (body["properties"] is not JsonObject properties)
        {
            body["properties"] = properties = [];
        }

        _body = body;
        _properties = properties;
    }

    /// <summary>A setting uses categories or groups, never both.</summary>
    private string Kind => Rows().Any(row => IsEnabled(row) && row[Group] is not null) ? Group : Category;

    private JsonArray Logs
    {
        get
        {
            if (_properties["logs"] is not JsonArray logs)
            {
                _properties["logs"] = logs = [];
            }

            return logs;
        }
    }

    /// <summary>The body of a setting that does not exist yet.</summary>
    public static SettingBody New() => new([]);

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

        var result = new SettingBody(body);
        result.LeaveOutNulls();
        result.SwitchRetentionOff();
        result.LeaveOutOtherKind();
        return result;
    }

    /// <summary>Sets a destination, in place of the one that the same member names.</summary>
    public SettingBody ExportTo(Sink sink)
    {
        _properties[sink.Member] = sink.Text;
        if (sink.Kind == SinkKind.EventHub && (sink.HubName is not null || _properties.ContainsKey(HubName)))
        {
            _properties[HubName] = sink.HubName;
        }

        return this;
    }

    /// <summary>Takes destinations away, by a null as Azure itself returns it, so that the plan shows what goes.</summary>
    public SettingBody ExportNoMoreTo(IEnumerable<Sink> sinks)
    {
        foreach (var sink in sinks)
        {
            _properties[sink.Member] = null;
            if (sink.Kind == SinkKind.EventHub && _properties.ContainsKey(HubName))
            {
                _properties[HubName] = null;
            }
        }

        return this;
    }

    /// <summary>Whether a category is on by name.</summary>
    public bool UsesCategories => Rows().Exists(row => IsEnabled(row) && row[Category] is not null);

    /// <summary>
    /// Switches a group on in a setting that uses no categories; rows of categories that are off go, because Azure takes no mix.
    /// </summary>
    public SettingBody EnableGroup(string group)
    {
        LeaveOut(Category);
        return SwitchOn(Group, group);
    }

    private void LeaveOut(string kind)
    {
        var other = kind == Group ? Category : Group;
        foreach (var row in Rows().Where(row => row[other] is null && !IsEnabled(row)))
        {
            Logs.Remove(row);
        }
    }

    /// <summary>Switches a category on, or the group that holds it where the setting uses groups.</summary>
    public SettingBody Enable(string category, string group)
    {
        var kind = Kind;
        LeaveOut(kind == Group ? Category : Group);
        return SwitchOn(kind, kind == Group ? group : category);
    }

    /// <summary>Leaves out rows that are off of groups that Azure is not known to offer there, because it would refuse them.</summary>
    /// <param name="known">The groups that are offered; null where that is not known, and nothing is left out.</param>
    public SettingBody WithGroupsOf(IReadOnlyList<string>? known)
    {
        foreach (var row in Rows().Where(row => !IsEnabled(row) && row[Group] is { } group
            && known?.Contains(group.ToString(), StringComparer.OrdinalIgnoreCase) == false))
        {
            Logs.Remove(row);
        }

        return this;
    }

    private SettingBody SwitchOn(string kind, string wanted)
    {
        var existing = Rows().FindAll(row => string.Equals(row[kind]?.ToString(), wanted, StringComparison.OrdinalIgnoreCase));
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

    private void LeaveOutNulls()
    {
        foreach (var name in _properties.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            _properties.Remove(name);
        }
    }

    /// <summary>Azure takes a change of retention only towards none (docs/azure.md#retention-of-settings-is-retired).</summary>
    private void SwitchRetentionOff()
    {
        var metrics = _properties["metrics"] as JsonArray ?? [];
        foreach (var policy in Rows().Concat(metrics.OfType<JsonObject>()).Select(row => row["retentionPolicy"]).OfType<JsonObject>())
        {
            if (policy["enabled"]?.GetValueKind() == JsonValueKind.True)
            {
                policy["enabled"] = false;
                policy["days"] = 0;
            }
        }
    }

    /// <summary>
    /// A mix of categories and groups is refused even when the other kind is disabled. Where nothing is on, rows of groups stay if
    /// there are no others, as a setting has some row.
    /// </summary>
    private void LeaveOutOtherKind()
    {
        var kind = Rows().TrueForAll(row => row[Category] is null) ? Group : Kind;
        foreach (var row in Rows())
        {
            if (row[kind] is not null)
            {
                row.Remove(kind == Group ? Category : Group);
            }
            else if (!IsEnabled(row))
            {
                Logs.Remove(row);
            }
        }
    }

    private List<JsonObject> Rows() => [.. Logs.OfType<JsonObject>()];

    private static bool IsEnabled(JsonObject row) => row["enabled"]?.GetValueKind() == JsonValueKind.True;
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
            Type = TypeNames.DiagnosticSetting,
            ApiVersion = ApiVersion,
            Method = "PUT",
            Body = body.ToJson(),
            Live = live?.Body ?? default,
        };
    }

    /// <summary>The setting that a change leads to.</summary>
    public static DiagnosticSetting ToSetting(this ChangeDraft draft) => new(new ObservedResource(
        ResourceId.Parse(draft.Resource), draft.Body is { } body ? JsonValues.Element(body) : default));
}
