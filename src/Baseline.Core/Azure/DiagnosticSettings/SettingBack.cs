using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.DiagnosticSettings;

/// <summary>The body that puts a setting back, with parts of it altered.</summary>
internal sealed class SettingBack
{
    private static readonly HashSet<string> OnlyAzureWrites = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "systemData", "etag",
    };

    private readonly JsonObject _body;
    private readonly JsonObject _properties;

    private SettingBack(JsonObject body, JsonObject properties)
    {
        _body = body;
        _properties = properties;
    }

    /// <summary>Whether a setting is left that sends something somewhere, as Azure wants it.</summary>
    public bool SaysSomething => Rows("logs").Concat(Rows("metrics")).Any(IsOn);

    /// <summary>The body of a live setting: what only Azure writes is left out, and retention is off.</summary>
    public static SettingBack From(JsonElement setting)
    {
        var body = new JsonObject();
        foreach (var member in setting.EnumerateObject())
        {
            var isGlobal = member.Name == "location" && member.Value.ValueKind == JsonValueKind.String
                && member.Value.ValueEquals("global");
            if (!OnlyAzureWrites.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null && !isGlobal)
            {
                body[member.Name] = JsonValues.Node(member.Value);
            }
        }

        var properties = body["properties"] as JsonObject ?? [];
        body["properties"] = properties;
        foreach (var name in properties.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            properties.Remove(name);
        }

        var back = new SettingBack(body, properties);
        back.SwitchRetentionOff();
        back.LeaveOutOtherKind();
        return back;
    }

    /// <summary>Sets the storage account, or takes it away: null says in the plan, too, that it goes.</summary>
    public void ExportTo(string? account) => _properties["storageAccountId"] = account;

    /// <summary>How many destinations are left.</summary>
    public int SinkCount => new SettingContent(ToJson()).SinkCount;

    /// <summary>Sets members to what they were in an old setting, or takes them away.</summary>
    /// <param name="paths">The members, such as <c>properties.workspaceId</c>.</param>
    /// <param name="before">The old setting.</param>
    public void PutBack(IEnumerable<string> paths, SettingContent before)
    {
        foreach (var path in paths)
        {
            if (before.Others.TryGetValue(path, out var value))
            {
                _properties[NameOf(path)] = JsonValues.Node(value);
            }
            else if (_properties.ContainsKey(NameOf(path)))
            {
                TakeAway(path);
            }
        }
    }

    /// <summary>Sends members that are no destinations as they are now, or not at all where they are not there.</summary>
    /// <param name="paths">The members, such as <c>tags</c>.</param>
    /// <param name="now">The live setting.</param>
    public void LeaveAsTheyAre(IEnumerable<string> paths, SettingContent now)
    {
        foreach (var path in paths)
        {
            var isInner = path.StartsWith("properties.", StringComparison.OrdinalIgnoreCase);
            var (owner, name) = isInner ? (_properties, NameOf(path)) : (_body, path);
            owner.Remove(name);
            if (now.Others.TryGetValue(path, out var value))
            {
                owner[name] = JsonValues.Node(value);
            }
        }
    }

    /// <summary>Takes a member away: null says in the plan, too, that it goes.</summary>
    /// <param name="path">The member, such as <c>properties.workspaceId</c>.</param>
    public void TakeAway(string path) => _properties[NameOf(path)] = null;

    /// <summary>Switches a row on or off.</summary>
    /// <param name="key">The row, such as <c>logs[AuditEvent]</c>.</param>
    /// <param name="isOn">Whether it is to be on.</param>
    /// <param name="before">The old setting, where a row that is switched on comes from.</param>
    public void Switch(string key, bool isOn, JsonElement before)
    {
        var list = key[..key.IndexOf('[', StringComparison.Ordinal)];
        var row = Rows(list).Find(one => Named(list, one).Equals(key, StringComparison.OrdinalIgnoreCase));
        if (row is not null)
        {
            row["enabled"] = isOn;
        }
        else if (isOn)
        {
            var old = before.ItemsAt($"properties.{list}").Select(JsonValues.Node).OfType<JsonObject>()
                .FirstOrDefault(one => Named(list, one).Equals(key, StringComparison.OrdinalIgnoreCase));
            (_properties[list] as JsonArray)?.Add(old?.DeepClone());
        }
    }

    /// <summary>
    /// Where nothing would be on and no row of a log is there, puts in those of the live setting, switched off: an empty list would
    /// leave them on (docs/azure.md#settings-are-written-whole).
    /// </summary>
    /// <param name="live">The live setting.</param>
    public void SwitchOffRowsOf(JsonElement live)
    {
        if (SaysSomething || Rows("logs").Count > 0)
        {
            return;
        }

        var rows = From(live).Rows("logs").ConvertAll(row => row.DeepClone().AsObject());
        rows.ForEach(row => row["enabled"] = false);
        _properties["logs"] = new JsonArray([.. rows]);
    }

    /// <summary>The body, ready to send.</summary>
    public JsonElement ToJson() => JsonValues.Element(_body);

    private static string NameOf(string path) => path["properties.".Length..];

    private void SwitchRetentionOff()
    {
        foreach (var policy in Rows("logs").Concat(Rows("metrics")).Select(row => row["retentionPolicy"]).OfType<JsonObject>())
        {
            if (policy["enabled"]?.GetValueKind() == JsonValueKind.True)
            {
                policy["enabled"] = false;
                policy["days"] = 0;
            }
        }
    }

    /// <summary>
    /// Azure refuses categories beside groups, even where the other kind is off (docs/azure.md#no-mix-of-categories-and-groups). Where
    /// nothing is on, rows of groups stay if there are no others: an empty list would switch nothing off.
    /// </summary>
    private void LeaveOutOtherKind()
    {
        var rows = Rows("logs");
        var isOfGroups = rows.Exists(row => IsOn(row) && row["categoryGroup"] is not null)
            || rows.TrueForAll(row => row["category"] is null);
        foreach (var row in Rows("logs"))
        {
            if (row[isOfGroups ? "categoryGroup" : "category"] is not null)
            {
                row.Remove(isOfGroups ? "category" : "categoryGroup");
            }
            else if (!IsOn(row))
            {
                (_properties["logs"] as JsonArray)?.Remove(row);
            }
        }
    }

    private List<JsonObject> Rows(string list) => [.. (_properties[list] as JsonArray ?? []).OfType<JsonObject>()];

    private static string Named(string list, JsonObject row) =>
        $"{list}[{(string.IsNullOrEmpty(row["category"]?.ToString()) ? row["categoryGroup"] : row["category"])}]";

    private static bool IsOn(JsonObject row) => row["enabled"]?.GetValueKind() == JsonValueKind.True;
}
