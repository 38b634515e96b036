using System.Text.Json;
using Baseline.Controls;

namespace Baseline.Cli.Formats;

/// <summary>
/// Properties that say one thing together: a key with its vault and version, a principal with its type. Only where all of them are as
/// usual; in any other case each is said by itself.
/// </summary>
internal sealed class TogetherWords
{
    private static readonly string[] Destinations = ["properties.storageAccountId", "properties.workspaceId"];

    private const string KeySource = "properties.encryption.keySource";
    private const string KeyName = "properties.encryption.keyvaultproperties.keyname";
    private const string KeyVault = "properties.encryption.keyvaultproperties.keyvaulturi";
    private const string KeyVersion = "properties.encryption.keyvaultproperties.keyversion";
    private const string Principal = "properties.principalId";
    private const string PrincipalType = "properties.principalType";
    private const string IdentityType = "identity.type";
    private const string Access = "properties.accessPolicies[";

    private readonly Addresses _addresses;
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly string? _subscription;
    private readonly Dictionary<string, PropertyChange> _properties;
    private readonly List<PropertyLine> _lines = [];
    private readonly HashSet<string> _covered = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks for them among the properties of a change.</summary>
    public TogetherWords(
        Addresses addresses, IReadOnlyDictionary<string, string> names, string? subscription, IReadOnlyList<PropertyChange> properties)
    {
        _addresses = addresses;
        _names = names;
        _subscription = subscription;
        _properties = properties
            .GroupBy(property => property.Path, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        AddExport();
        AddEncryption();
        AddPrincipal();
        AddAccess();
        AddSwitches();
        AddPair("properties.sku.name", "properties.sku.family", "SKU", (name, family) => $"{name} (family {family})");
        AddPair("properties.kty", "properties.keySize", "key type", (type, size) => $"{type} {size}");
        AddSoftDelete("properties.deleteRetentionPolicy", "blob soft delete");
        AddSoftDelete("properties.containerDeleteRetentionPolicy", "container soft delete");
        DropIdentityType();
    }

    /// <summary>What they say.</summary>
    public IReadOnlyList<PropertyLine> Lines => _lines;

    /// <summary>The paths of which nothing more is to be said.</summary>
    public IReadOnlySet<string> Covered => _covered;

    /// <summary>A new setting that sends categories of logs to one account or workspace, and does nothing else.</summary>
    private void AddExport()
    {
        const string logs = "properties.logs[";
        const string enabled = "].enabled";
        var categories = _properties.Values.Where(property => !Destinations.Contains(property.Path)).ToList();
        if (Destinations.Select(Created).OfType<string>().ToList() is not [var destination]
            || Addresses.Parsed(destination) is not { } receiver
            || categories.Count == 0
            || !categories.TrueForAll(property =>
                property.Path.StartsWith(logs, StringComparison.Ordinal) && property.Path.EndsWith(enabled, StringComparison.Ordinal)
                && property.Before.ValueKind == JsonValueKind.Undefined && property.After.ValueKind == JsonValueKind.True))
        {
            return;
        }

        var names = categories.Select(property => property.Path[logs.Length..^enabled.Length]);
        _lines.Add(new PropertyLine(
            "exports", null, $"{PlanSentences.List([.. names])} to {_addresses.Within(receiver, _subscription)}"));
        _covered.UnionWith(_properties.Keys);
    }

    private void AddEncryption()
    {
        if (New(KeySource) is not "Microsoft.Keyvault" || Old(KeySource) is not "Microsoft.Storage"
            || Created(KeyName) is not { } name || Created(KeyVault) is not { } vault || Created(KeyVersion) is not "")
        {
            return;
        }

        var place = _addresses.Referred(vault) is { } created ? _addresses.Within(created, _subscription) : PropertyWords.VaultOf(vault);
        _lines.Add(new PropertyLine(
            PropertyWords.EncryptionLabel, "Microsoft-managed key", $"key {name} in {place}, always its newest version"));
        _covered.UnionWith([KeySource, KeyName, KeyVault, KeyVersion]);
    }

    private void AddPrincipal()
    {
        if (Created(PrincipalType) is not { Length: > 0 } type || Created(Principal) is not { } principal)
        {
            return;
        }

        _lines.Add(new PropertyLine("principal", null, $"{Who(principal)} ({type})"));
        _covered.UnionWith([Principal, PrincipalType]);
    }

    /// <summary>Who may do what with the keys of a vault, which is called by whom it is for.</summary>
    private void AddAccess()
    {
        const string permissions = "permissions.";
        var entries = _properties.Values
            .Where(property => property.Path.StartsWith(Access, StringComparison.OrdinalIgnoreCase)
                && property.Path.Contains("].", StringComparison.Ordinal))
            .GroupBy(property => property.Path[Access.Length..property.Path.IndexOf("].", StringComparison.Ordinal)]);
        foreach (var entry in entries)
        {
            // It is not changed by itself, so that it is the same before and after.
            var who = Who(entry.Key);
            _lines.Add(new PropertyLine("principal", who, who));
            foreach (var property in entry)
            {
                var path = property.Path[(Access.Length + entry.Key.Length + 2)..];
                var label = path.StartsWith(permissions, StringComparison.OrdinalIgnoreCase)
                    ? $"permissions to {path[permissions.Length..]}"
                    : path.Equals("tenantId", StringComparison.OrdinalIgnoreCase) ? "tenant" : path;
                _lines.Add(new PropertyLine(label, PropertyWords.PlainText(property.Before), PropertyWords.PlainText(property.After)));
                _covered.Add(property.Path);
            }
        }
    }

    private string Who(string principal) =>
        _addresses.Referred(principal) is { } created ? _addresses.Within(created, _subscription) : ValueText.Resource(principal);

    /// <summary>What a new vault has switched on.</summary>
    private void AddSwitches()
    {
        var on = _properties.Values
            .Where(property => property.Path.StartsWith("properties.enable", StringComparison.Ordinal)
                && property.Before.ValueKind == JsonValueKind.Undefined && property.After.ValueKind == JsonValueKind.True)
            .Select(property => property.Path)
            .ToList();
        if (on.Count > 1)
        {
            _lines.Add(new PropertyLine("switched on", null, string.Join(", ", on.Select(path => PropertyWords.LabelOf(_names, path)))));
            _covered.UnionWith(on);
        }
    }

    /// <summary>Soft delete that is switched on or keeps longer, as in: off -> 30 days.</summary>
    private void AddSoftDelete(string policy, string label)
    {
        var (enabled, days) = ($"{policy}.enabled", $"{policy}.days");
        if (!_properties.TryGetValue(days, out var change) || change.After.ValueKind != JsonValueKind.Number)
        {
            return;
        }

        var isSwitched = _properties.TryGetValue(enabled, out var on);
        var isNew = isSwitched
            && on is { Before.ValueKind: JsonValueKind.False or JsonValueKind.Undefined, After.ValueKind: JsonValueKind.True };
        if (isNew || (!isSwitched && change.Before.ValueKind == JsonValueKind.Number))
        {
            _lines.Add(new PropertyLine(label, isNew ? "off" : $"{change.Before.GetRawText()} days", $"{change.After.GetRawText()} days"));
            _covered.UnionWith([enabled, days]);
        }
    }

    private void AddPair(string first, string second, string label, Func<string, string, string> words)
    {
        if (Created(first) is { Length: > 0 } one && Created(second) is { Length: > 0 } other)
        {
            _lines.Add(new PropertyLine(label, null, words(one, other)));
            _covered.UnionWith([first, second]);
        }
    }

    /// <summary>Where an identity is given to what had none, that it is a user-assigned one goes without saying.</summary>
    private void DropIdentityType()
    {
        if (Created(IdentityType) is "UserAssigned"
            && _properties.Keys.Any(path => path.StartsWith("identity.userAssignedIdentities./", StringComparison.OrdinalIgnoreCase)))
        {
            _covered.Add(IdentityType);
        }
    }

    private string? Created(string path) =>
        _properties.TryGetValue(path, out var property) && property.Before.ValueKind == JsonValueKind.Undefined ? New(path) : null;

    private string? New(string path) => _properties.TryGetValue(path, out var property) ? Text(property.After) : null;

    private string? Old(string path) => _properties.TryGetValue(path, out var property) ? Text(property.Before) : null;

    private static string? Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;
}
