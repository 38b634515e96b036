using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.Monitor006;

/// <summary>Reads <c>controls.Monitor-006</c>.</summary>
internal sealed class Monitor006SettingsReader(DiagnosticBag bag)
{
    private const string PurgeProtection = "purgeProtection";
    private const int DefaultKeySize = 2048;
    private readonly ValueReader _values = new(bag);

    public Monitor006Settings Read(MapReader control)
    {
        KeySource(control);
        var export = Export(control);
        var key = control.Map("key") is { } keyMap ? Key(keyMap) : null;
        var identity = control.Map("identity") is { } identityMap ? Identity(identityMap) : null;
        var grant = control.OneOf("grant", ["auto", "none"]);
        var consents = control.AllOf("irreversible", [PurgeProtection]);
        var deep = control.Flag("deep");
        control.Done();
        return new Monitor006Settings(
            export, key, identity, grant != "none", consents.Contains(PurgeProtection), deep, control.Place.Span)
        {
            Exports = Exports(control, export),
        };
    }

    private static IReadOnlyList<DeclaredExport> Exports(MapReader control, ExportSettings export) =>
        export.StorageAccount is { } account && control.Map("export") is { } map
            ? [new(Monitor006Settings.Id, "activity log", account, export.SettingName, map.PlaceOf("storageAccount"))]
            : [];

    private static void KeySource(MapReader control)
    {
        const string Wanted = "Microsoft.Keyvault";
        var source = control.Word("keySource", required: true);
        if (source is not null && !source.Text.Equals(Wanted, StringComparison.OrdinalIgnoreCase))
        {
            control.AsOneOf(source, control.PathOf("keySource"), [Wanted]);
        }
    }

    private ExportSettings Export(MapReader control)
    {
        if (control.Map("export") is not { } export)
        {
            return new ExportSettings(Required: false, StorageAccount: null, ExportSettings.DefaultSettingName);
        }

        var required = export.Flag("required");
        var account = _values.Id(
            export.Text("storageAccount"), export.PathOf("storageAccount"), NamedType.StorageAccount);
        var settingName = _values.SettingName(export.Text("settingName"));
        export.Done();
        return new ExportSettings(required, account, settingName ?? ExportSettings.DefaultSettingName);
    }

    private KeySettings? Key(MapReader key)
    {
        var vault = _values.Id(key.Text("vault", required: true), key.PathOf("vault"), NamedType.Vault);
        var createVault = key.Map("createVault") is { } vaultMap ? new CreateVaultReader(bag).Read(vaultMap) : null;
        var name = _values.KeyName(key.Text("name", required: true));
        var version = _values.KeyVersion(key.Text("version"), key.PathOf("version"));
        int? size = key.Map("create") is { } create ? CreateSize(create) : null;
        var pinned = key.Flag("pinned");
        key.Done();
        if (version is not null && (size is not null || createVault is not null))
        {
            bag.Add(RuleDiagnostics.VersionOfNewKey(key.PlaceOf("version"), key.Where));
        }

        return vault is null || name is null ? null : new KeySettings(vault, createVault, name, version, size, pinned);
    }

    private int CreateSize(MapReader create)
    {
        create.OneOf("type", ["RSA"]);
        var size = create.Integer("size", least: 0);
        create.Done();
        if (size is not (null or 2048 or 3072 or 4096))
        {
            bag.Add(ValueDiagnostics.InvalidKeySize(create.PlaceOf("size"), create.PathOf("size"), size.Value));
        }

        return size ?? DefaultKeySize;
    }

    private IdentitySettings? Identity(MapReader identity)
    {
        var id = _values.Id(identity.Text("id", required: true), identity.PathOf("id"), NamedType.Identity);
        string? location = null;
        if (identity.Map("create") is { } create)
        {
            location = _values.RegionName(create.Text("location", required: true));
            create.Done();
        }

        identity.Done();
        return id is null ? null : new IdentitySettings(id, location);
    }
}
