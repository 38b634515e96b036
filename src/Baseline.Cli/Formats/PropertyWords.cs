using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>A property that a change alters, in words.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Before">What it is now; null where there is nothing.</param>
/// <param name="After">What it will be; null where it goes away.</param>
public sealed record PropertyLine(string Label, string? Before, string? After);

/// <summary>
/// Says in words what a change alters. What is known has a name; anything else keeps its path, so nothing that is sent is left out.
/// </summary>
/// <param name="addresses">The short names of resources.</param>
/// <param name="types">What the properties of each type are called.</param>
/// <param name="isUndo">Whether the changes take back those of a run.</param>
internal sealed class PropertyWords(Addresses addresses, ResourceTypes types, bool isUndo)
{
    /// <summary>What the encryption of an account is called.</summary>
    public const string EncryptionLabel = "encryption";

    /// <summary>What the identity is called that an account reads its key as.</summary>
    public const string KeyReaderLabel = "key read as";

    private const string Encryption = "properties.encryption.";
    private const string Identities = "identity.userAssignedIdentities.";
    private const string Retention = ".retentionPolicy.";

    // What a plan says of a row that is not sent or not there, where off would say that nothing changes.
    private const string LeftOut = "left out";

    /// <summary>
    /// What a change alters, in the order of its properties. What takes something away, or back, says it in the words in which it was
    /// given.
    /// </summary>
    public IReadOnlyList<PropertyLine> Of(Change change) =>
        change.Action == ChangeAction.Delete || (isUndo && change.Action == ChangeAction.Update)
            ? [.. Given(Turned(change)).Select(line => new PropertyLine(line.Label, line.After, line.Before))]
            : Given(change);

    private static Change Turned(Change change) => change with
    {
        Action = change.Action == ChangeAction.Delete ? ChangeAction.Create : change.Action,
        Properties = [.. change.Properties.Select(property => property with { Before = property.After, After = property.Before })],
    };

    private List<PropertyLine> Given(Change change)
    {
        var subscription = Addresses.Parsed(change.Resource)?.SubscriptionId;
        var retentions = change.Properties.Where(IsRetention).GroupBy(Category).ToList();
        var lines = new List<PropertyLine>();
        var names = types.TypeOf(change.Type).PropertyNouns;
        var together = new TogetherWords(addresses, names, subscription, change.Properties);
        lines.AddRange(together.Lines);
        var alert = AlertWords.Of(change);
        lines.AddRange(alert is { Line: { } watched } ? [watched] : []);
        var lifecycle = LifecycleWords.Of(change);
        lines.AddRange(lifecycle.Lines);
        var covered = lifecycle.Covered.Concat(alert?.Covered ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var property in change.Properties
            .Where(property => !together.Covered.Contains(property.Path) && !covered.Contains(property.Path))
            .DistinctBy(property => IdentityOf(property.Path)?.Key ?? property.Path))
        {
            if (!IsRetention(property))
            {
                lines.Add(Line(names, property, subscription));
            }
            else if (retentions.Find(group => ReferenceEquals(group.First(), property)) is { } group)
            {
                lines.AddRange(RetentionLines(group, retentions.Count == 1));
            }
        }

        // That a row which is off goes changes nothing by itself: it is said where nothing else is.
        var telling = lines.FindAll(line => line is not { Before: "off", After: LeftOut });
        return telling.Count > 0 ? telling : lines;
    }

    /// <summary>What a property is called; its path where it has no name.</summary>
    /// <param name="names">The names that its type knows.</param>
    /// <param name="path">The property.</param>
    public static string LabelOf(IReadOnlyDictionary<string, string> names, string path) => names.GetValueOrDefault(path, Plain(path));

    private PropertyLine Line(IReadOnlyDictionary<string, string> names, PropertyChange property, string? subscription)
    {
        var path = property.Path;
        if (IdentityOf(path) is { } identity)
        {
            var name = addresses.Within(identity, subscription);
            return new PropertyLine("identity", Name(property.Before), Name(property.After));

            string? Name(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : name;
        }

        if (Bracketed(path, "properties.logs[", "].enabled") is { } category)
        {
            return Switch(category, property);
        }

        if (Bracketed(path, "properties.metrics[", "].enabled") is { } metrics)
        {
            return Switch($"{metrics} (metrics)", property);
        }

        return new PropertyLine(
            LabelOf(names, path), Value(path, property.Before, subscription), Value(path, property.After, subscription));
    }

    /// <summary>
    /// The identity that a property of an account is about: the identity itself, or what Azure tells of it, such as its client id;
    /// null where it is about none.
    /// </summary>
    private static ResourceId? IdentityOf(string path)
    {
        if (!path.StartsWith(Identities, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // A name of an identity has no dot, but that of its resource group may have some.
        var id = path[Identities.Length..];
        var dot = id.IndexOf('.', id.LastIndexOf('/') + 1);
        return Addresses.Parsed(dot < 0 ? id : id[..dot]);
    }

    private static PropertyLine Switch(string label, PropertyChange property) =>
        (property.Before.ValueKind, property.After.ValueKind) == (JsonValueKind.False, JsonValueKind.Undefined)
            ? new PropertyLine(label, "off", LeftOut)
        : (property.Before.ValueKind, property.After.ValueKind) == (JsonValueKind.Undefined, JsonValueKind.False)
            ? new PropertyLine(label, LeftOut, "off")
        : IsSwitch(property.Before) && IsSwitch(property.After)
            ? new PropertyLine(label, OnOff(property.Before), OnOff(property.After))
        : new PropertyLine(label, ValueText.Of(property.Before, whole: true), ValueText.Of(property.After, whole: true));

    private string? Value(string path, JsonElement value, string? subscription)
    {
        if (value.ValueKind is JsonValueKind.Undefined)
        {
            return null;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : null;
        if (text is not null && addresses.Referred(text) is { } created)
        {
            return addresses.Within(created, subscription);
        }

        return text switch
        {
            null when IsSwitched(path) && IsSwitch(value) => OnOff(value),
            null => ListOf(value) ?? ValueText.Of(value, whole: true),
            "" => path.EndsWith("keyversion", StringComparison.OrdinalIgnoreCase) ? "the newest, also after a rotation" : "empty",
            "Microsoft.Storage" when path.StartsWith(Encryption, StringComparison.OrdinalIgnoreCase) => "Microsoft-managed key",
            "Microsoft.Keyvault" when path.StartsWith(Encryption, StringComparison.OrdinalIgnoreCase) => "customer-managed key",
            _ when path.EndsWith("keyvaulturi", StringComparison.OrdinalIgnoreCase) => VaultOf(text),
            _ when Addresses.Parsed(text) is { } id => addresses.Within(
                id, id.Text.Contains("/roledefinitions/", StringComparison.OrdinalIgnoreCase) ? id.SubscriptionId : subscription),
            _ => ValueText.Resource(text),
        };
    }

    private static IEnumerable<PropertyLine> RetentionLines(IGrouping<string, PropertyChange> group, bool isOnly)
    {
        var label = isOnly ? "retention policy" : $"{group.Key} retention";
        var days = group.FirstOrDefault(property => property.Path.EndsWith(".days", StringComparison.OrdinalIgnoreCase));
        var enabled = group.FirstOrDefault(property => property.Path.EndsWith(".enabled", StringComparison.OrdinalIgnoreCase));
        return group.Count() == 2 && days is not null && enabled is not null
            && IsSwitch(enabled.Before) && IsSwitch(enabled.After) && IsNumber(days.Before) && IsNumber(days.After)
            ? [new PropertyLine(label, Policy(days.Before, enabled.Before), Policy(days.After, enabled.After))]
            : group.Select(property => property.Path.EndsWith(".enabled", StringComparison.OrdinalIgnoreCase)
                ? Switch(label, property)
                : new PropertyLine($"{label} {LastName(property.Path)}", Text(property.Before), Text(property.After)));
    }

    private static string LastName(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Policy(JsonElement days, JsonElement enabled)
    {
        var count = days.ValueKind == JsonValueKind.Undefined ? "0" : days.GetRawText();
        return OnOff(enabled) == "on" ? Days(count) : count == "0" ? "off" : $"off ({Days(count)})";
    }

    /// <summary>As it stands in the body, which may be no whole number.</summary>
    private static string Days(string count) => $"{count} {(count == "1" ? "day" : "days")}";

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? null : ValueText.Of(value, whole: true);

    /// <summary>A list or another value as it is; null where there is none.</summary>
    internal static string? PlainText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? ValueText.Resource(value.GetString() ?? "") : ListOf(value) ?? Text(value);

    private static string? ListOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(item => item.GetString()))
            : null;

    /// <summary>The vault of an address such as https://kv-a.vault.azure.net; the text itself where it is another.</summary>
    internal static string VaultOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https", AbsolutePath: "/" }
        && uri.Host.Split('.', 2) is [var name, "vault.azure.net"]
            ? name
            : text;

    private static bool IsRetention(PropertyChange property) =>
        property.Path.Contains(Retention, StringComparison.OrdinalIgnoreCase) && Category(property).Length > 0;

    private static string Category(PropertyChange property)
    {
        var end = property.Path.IndexOf($"]{Retention}", StringComparison.OrdinalIgnoreCase);
        var start = property.Path.IndexOf('[', StringComparison.Ordinal);
        return start >= 0 && end > start ? property.Path[(start + 1)..end] : "";
    }

    private static string? Bracketed(string path, string start, string end) =>
        path.StartsWith(start, StringComparison.OrdinalIgnoreCase) && path.EndsWith(end, StringComparison.OrdinalIgnoreCase)
        && path.Length > start.Length + end.Length
            ? path[start.Length..^end.Length]
            : null;

    private static string Plain(string path) =>
        path.StartsWith("properties.", StringComparison.Ordinal) ? path["properties.".Length..] : path;

    private static bool IsSwitched(string path) =>
        path.StartsWith("properties.enable", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".enabled", StringComparison.Ordinal);

    private static bool IsSwitch(JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Undefined;

    private static bool IsNumber(JsonElement value) => value.ValueKind is JsonValueKind.Number or JsonValueKind.Undefined;

    private static string OnOff(JsonElement value) => value.ValueKind == JsonValueKind.True ? "on" : "off";
}
