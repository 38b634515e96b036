using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor006;

/// <summary>Reads <c>controls.Monitor-006.key.createVault</c>.</summary>
internal sealed class CreateVaultReader(DiagnosticBag bag)
{
    private const string Disabled = "Disabled";
    private const string TrustedServices = "AzureServices";
    private const string Deny = "Deny";
    private const string TagNameRule = "1 to 512 characters, none of < > % & \\ ? /";
    private readonly ValueReader _values = new(bag);

    public CreateVaultSettings? Read(MapReader create)
    {
        var location = _values.RegionName(create.Text("location", required: true));
        var sku = create.OneOf("sku", ["standard", "premium"]) ?? "standard";
        var authorization = create.OneOf("authorization", ["rbac", "accessPolicy"]);
        var access = create.OneOf("publicNetworkAccess", ["Enabled", Disabled]);
        var network = create.Map("networkAcls") is { } acls ? Network(acls, access) : null;
        var days = create.Integer("softDeleteRetentionInDays", least: 7, most: 90);
        var tags = Tags(create);
        create.Done();
        if (location is null)
        {
            return null;
        }

        var settings = new CreateVaultSettings(location, sku, authorization != "accessPolicy")
        {
            Network = network,
            PublicNetworkAccess = access,
            SoftDeleteRetentionInDays = days,
        };
        return tags.Count == 0 ? settings : settings with { Tags = tags };
    }

    private VaultNetworkSettings Network(MapReader acls, string? access)
    {
        var action = acls.OneOf("defaultAction", ["Allow", Deny], required: true);
        var bypass = acls.OneOf("bypass", [TrustedServices, "None"]) ?? TrustedServices;
        var ranges = Items(acls, "ipRules", (item, path) => _values.AddressRange(item, path));
        var subnets = Items(acls, "virtualNetworkRules", (item, path) => _values.Id(item, path, NamedType.Subnet));
        acls.Done();
        if (bypass != TrustedServices && (action == Deny || access == Disabled))
        {
            bag.Add(RuleDiagnostics.VaultWithoutTrustedServices(acls.PlaceOf("bypass"), acls.Where));
        }

        return new VaultNetworkSettings(action == Deny, bypass == TrustedServices, ranges, subnets);
    }

    private List<T> Items<T>(MapReader acls, string key, Func<ScalarNode, string, T?> read)
        where T : class
    {
        var first = new OrderedDictionary<T, Place>();
        foreach (var (item, index) in (acls.List(key)?.Items ?? []).Select((item, index) => (item, index)))
        {
            var path = $"{acls.PathOf(key)}[{index}]";
            if (acls.AsText(item, path) is { } text && read(text, path) is { } value && !first.TryAdd(value, item.Place))
            {
                bag.Add(ShapeDiagnostics.ListedTwice(item.Place, acls.PathOf(key), text.Text, first[value]));
            }
        }

        return [.. first.Keys];
    }

    private List<KeyValuePair<string, string>> Tags(MapReader create)
    {
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var entry in create.Entries("tags") ?? [])
        {
            if (!AzureNames.TagName().IsMatch(entry.Key.Text))
            {
                bag.Add(ValueDiagnostics.InvalidName(entry.Key, entry.Key.Text, "a tag", TagNameRule));
            }
            else if (create.AsText(entry.Value, $"{create.PathOf("tags")}.{entry.Key.Text}", entry.Key.Place) is { } value)
            {
                tags.Add(KeyValuePair.Create(entry.Key.Text, value.Text));
            }
        }

        return tags;
    }
}
